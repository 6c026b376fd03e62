import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** One temporary folder for the whole run, removed at its end: workers are ended without a word and cannot tidy up. */
export function setup(): () => void {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tsp-run-'));
  // Windows reads the second and third.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = root;
  return () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}
