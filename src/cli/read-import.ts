import fs from 'node:fs';
import { parseCsv } from '../exchange/csv.js';
import { decodeText } from '../exchange/decode-text.js';
import { ImportError } from '../exchange/import-error.js';
import type { Portable } from '../exchange/parse-item.js';
import { parseJson } from '../exchange/parse-json.js';
import type { RaidDefaults } from '../raid/press/raid-defaults.js';

/**
 * Everything that a file holds, checked by the rules; read anew at each call.
 * @throws ImportError that names the place in the file.
 */
export function readImport(file: string, rules: RaidDefaults, now: Date): AsyncIterable<Portable> {
  const open = (): AsyncIterable<string> => decodeText(fs.createReadStream(file));
  return isTable(file) ? tableItems(open(), rules, now) : parseJson(open, now);
}

export function isTable(file: string): boolean {
  return /\.csv$/i.test(file);
}

/** What keeps the file from being read, as a sentence; null when nothing does. */
export function unreadable(file: string): string | null {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return `There is no file ${file}: check its name and folder.`;
  if (stat.isDirectory()) return `${file} is a folder: name a file in it.`;
  // It is read more than once.
  if (!stat.isFile()) return `${file} is no plain file: save what it gives as a file first.`;
  try {
    fs.accessSync(file, fs.constants.R_OK);
    return null;
  } catch {
    return `${file} may not be read: allow reading it, or copy it to another place.`;
  }
}

async function* tableItems(
  text: AsyncIterable<string>,
  rules: RaidDefaults,
  now: Date,
): AsyncGenerator<Portable> {
  for await (const raid of parseCsv(text, rules, now)) yield { type: 'raid', raid };
}

/** The fault with what it means for the whole file. */
export function refused(file: string, error: unknown): ImportError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ImportError(`${file} cannot be imported, and nothing was stored. ${reason}`);
}
