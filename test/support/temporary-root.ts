import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** One temporary folder for the whole run, removed at its end: workers are ended without a word and cannot tidy up. */
export function setup(): () => void {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tsp-run-'));
  // A test gives up root's rights and must still reach it.
  fs.chmodSync(root, 0o755);
  // Windows reads the second and third.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = root;
  return () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}
