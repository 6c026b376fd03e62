import { codeOf } from '../lib/error-code.js';
import { repair } from '../lib/how-started.js';
import { restoreCommand } from './file/words.js';

export type StorageCode =
  | 'storage-newer'
  | 'storage-foreign'
  | 'storage-in-use'
  | 'storage-locked'
  | 'storage-read-only'
  | 'storage-damaged'
  | 'storage-full'
  | 'storage-unreachable'
  | 'storage-not-built'
  | 'storage-replaced'
  | 'storage-lost'
  | 'storage-copy-refused'
  | 'storage-failed';

/** The database cannot do what was asked; nothing was stored. `message` says what to do. */
export class StorageError extends Error {
  readonly code: StorageCode;

  constructor(code: StorageCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageError';
    this.code = code;
  }
}

/** What the reader does once the cause is gone. */
export type Again = 'press again' | 'try again' | 'start the program again';

/** SQLite's result codes (https://www.sqlite.org/rescode.html) by their beginning, as sentences. */
const SENTENCES: readonly (readonly [
  prefix: string,
  code: StorageCode,
  sentence: (file: string, again: Again) => string,
])[] = [
  [
    'SQLITE_BUSY',
    'storage-locked',
    (file, again) =>
      `Another program holds the database ${file}. Close it (a database viewer?), then ${again}.`,
  ],
  [
    'SQLITE_LOCKED',
    'storage-locked',
    (file, again) => `The database ${file} is locked. Close other programs that use it, then ${again}.`,
  ],
  ['SQLITE_READONLY', 'storage-read-only', readOnlySentence],
  ['SQLITE_FULL', 'storage-full', fullSentence],
  [
    'SQLITE_NOTADB',
    'storage-damaged',
    (file) => `${file} is not a database or is damaged. ${cureOfDamage(file)}`,
  ],
  ['SQLITE_CORRUPT', 'storage-damaged', damageSentence],
  [
    'SQLITE_CANTOPEN',
    'storage-unreachable',
    (file, again) =>
      `The database ${file} cannot be opened. Check that its folder exists and may be written, then ${again}.`,
  ],
  [
    'SQLITE_IOERR',
    'storage-failed',
    (file, again) =>
      `The disk refused to read or write ${file}: it may be full, failing or gone. Check it, then ${again}.`,
  ],
];

export function fullSentence(file: string, again: Again): string {
  return `The disk that holds ${file} is full. Free some space, then ${again}.`;
}

export function readOnlySentence(file: string, again: Again): string {
  return `The database ${file} is read-only. Allow writing to the file and its folder, then ${again}.`;
}

export function damageSentence(file: string): string {
  return `The database ${file} is damaged. ${cureOfDamage(file)}`;
}

/** Each page is readable, and still a value was changed behind the program's back. */
export function contradictionSentence(file: string): string {
  return `The database ${file} is damaged: its totals and its raids do not agree. ${cureOfDamage(file)}`;
}

/** For a copy that turned out damaged because what was copied is. */
export function damagedSourceSentence(file: string): string {
  return `The database ${file} is damaged, so no copy of it is made; the copies that are there are kept. ${cureOfDamage(file)}`;
}

/** The open file still has everything, which the export reads; what is written to it would be gone with the program. */
export function replacedSentence(file: string): string {
  return `The database ${file} was deleted, moved or replaced while this program runs, so nothing can be stored. Put the same file back with all that was beside it and press again; or save all raids at /export/raids.json, start this program again and import them.`;
}

/** The copy is checked, and what is damaged is kept: some of it may still be read. */
function cureOfDamage(file: string): string {
  return `Stop this program and run: ${restoreCommand()}. It puts the newest good copy in the place of ${file}, keeps the damaged file, and says how many raids are back.`;
}

/**
 * The same error with a sentence when it is SQLite's or of its installation, else the error as it came.
 * @param again how the sentence ends.
 */
export function explainSqlite(error: unknown, file: string, again: Again = 'press again'): unknown {
  if (isBindingMissing(error)) return new StorageError('storage-not-built', bindingSentence(), error);
  const code = sqliteCode(error);
  const known = SENTENCES.find(([prefix]) => code?.startsWith(prefix));
  if (known === undefined) return error;
  return new StorageError(known[1], known[2](file, again), error);
}

function bindingSentence(): string {
  const build = `In the program's folder run "npm rebuild better-sqlite3", then start the program again.`;
  return `The part of this program that reads and writes the database (better-sqlite3) is missing or was made for another version of Node.js than this one (${process.version}). ${repair(build)}`;
}

/** The library's compiled half is not there (no install script ran), or is of another Node.js or system. */
function isBindingMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    codeOf(error) === 'ERR_DLOPEN_FAILED' ||
    // The package "bindings", which finds it for better-sqlite3 12, gives it no code; 13 looks for a file itself.
    ('tries' in error && error.message.startsWith('Could not locate the bindings file')) ||
    (codeOf(error) === 'MODULE_NOT_FOUND' && error.message.includes('better_sqlite3.node'))
  );
}

/** Whether the database refused a row for one of its own rules (unique, check, foreign key). */
export function isConstraintViolation(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_CONSTRAINT') === true;
}

/** Whether another program holds the lock that was asked for. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_BUSY') === true;
}

function sqliteCode(error: unknown): string | undefined {
  const code = codeOf(error);
  return code?.startsWith('SQLITE_') === true ? code : undefined;
}
