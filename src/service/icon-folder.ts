import fs from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../lib/package-root.js';

/**
 * The folder with the small pictures for OBS, beside the database: an update may come in another folder, and OBS asks for
 * files that are gone. What is not there or of another version is copied; undefined: that cannot be done.
 */
export function iconFolder(
  database: string,
  log: { warn(fields: object, message: string): void },
): string | undefined {
  const shipped = path.join(PACKAGE_ROOT, 'scenes', 'icons');
  const folder = path.join(path.dirname(path.resolve(database)), 'icons');
  try {
    fs.mkdirSync(folder, { recursive: true });
    for (const name of fs.readdirSync(shipped)) {
      const [bytes, file] = [fs.readFileSync(path.join(shipped, name)), path.join(folder, name)];
      if (!fs.existsSync(file) || !fs.readFileSync(file).equals(bytes)) fs.writeFileSync(file, bytes);
    }
    return folder;
  } catch (error) {
    log.warn({ err: error }, `The small pictures for OBS could not be put into ${folder}.`);
    return undefined;
  }
}
