import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's own folder: the built files lie one folder deeper than the sources, so it is found by package.json. */
export const PACKAGE_ROOT: string = findPackageRoot(path.dirname(fileURLToPath(import.meta.url)));

/** The program as it is built: what Node is given to start it. */
export const PROGRAM_FILE: string = path.join(
  PACKAGE_ROOT,
  'dist',
  'src',
  'cli',
  'tarkov-stream-producer.js',
);

function findPackageRoot(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
    if (folder === path.dirname(folder)) return start;
  }
}
