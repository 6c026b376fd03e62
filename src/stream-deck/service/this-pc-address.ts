import process from 'node:process';
import { findPort } from '../../config/config.js';
import { DEFAULT_PORT, readEnvironment } from '../../config/settings.js';
import { userFolders } from '../../lib/user-folders.js';

/**
 * Where the service on this PC listens, by the settings of the user who runs both. The token in them is not looked at: on
 * its own PC the service asks nobody for it.
 */
export function thisPcAddress(): string {
  const port = portInSettings();
  // Any free port, which nobody could guess.
  return `http://127.0.0.1:${port === 0 ? DEFAULT_PORT : port}`;
}

function portInSettings(): number {
  try {
    return findPort(readEnvironment(process.env), userFolders());
  } catch {
    // A variable that stops the service, too.
    return DEFAULT_PORT;
  }
}
