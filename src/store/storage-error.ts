export type StorageCode =
  | 'storage-newer'
  | 'storage-foreign'
  | 'storage-in-use'
  | 'storage-locked'
  | 'storage-read-only'
  | 'storage-damaged'
  | 'storage-full'
  | 'storage-unreachable'
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

/** SQLite's result codes (https://www.sqlite.org/rescode.html) by their beginning, as sentences. */
const SENTENCES: readonly (readonly [
  prefix: string,
  code: StorageCode,
  sentence: (file: string) => string,
])[] = [
  [
    'SQLITE_BUSY',
    'storage-locked',
    (file) => `Another program holds the database ${file}. Close it (a database viewer?) and press again.`,
  ],
  [
    'SQLITE_LOCKED',
    'storage-locked',
    (file) => `The database ${file} is locked. Close other programs that use it and press again.`,
  ],
  [
    'SQLITE_READONLY',
    'storage-read-only',
    (file) =>
      `The database ${file} is read-only. Allow writing to the file and its folder, then press again.`,
  ],
  [
    'SQLITE_FULL',
    'storage-full',
    (file) => `The disk that holds ${file} is full. Free some space, then press again.`,
  ],
  [
    'SQLITE_NOTADB',
    'storage-damaged',
    (file) =>
      `${file} is not a database or is damaged. Move it away; if there is a backup folder beside it, put its newest file in its place.`,
  ],
  [
    'SQLITE_CORRUPT',
    'storage-damaged',
    (file) =>
      `The database ${file} is damaged. Move it away; if there is a backup folder beside it, put its newest file in its place.`,
  ],
  [
    'SQLITE_CANTOPEN',
    'storage-unreachable',
    (file) => `The database ${file} cannot be opened. Check that its folder exists and may be written.`,
  ],
  [
    'SQLITE_IOERR',
    'storage-failed',
    (file) =>
      `The disk refused to read or write ${file}. Check the disk and its free space, then press again.`,
  ],
];

/** The same error with a sentence when it is SQLite's, else the error as it came. */
export function explainSqlite(error: unknown, file: string): unknown {
  const code = sqliteCode(error);
  const known = SENTENCES.find(([prefix]) => code?.startsWith(prefix));
  if (known === undefined) return error;
  return new StorageError(known[1], known[2](file), error);
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
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined;
}
