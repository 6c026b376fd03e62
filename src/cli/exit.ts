import { AutostartError } from '../autostart/autostart.js';
import { SettingsError } from '../config/settings.js';
import { ImportError } from '../exchange/import-error.js';
import { ListenError } from '../http/server/listen-error.js';
import { VisitError } from '../obs/link/visit.js';
import { SetupError } from '../obs/setup/report.js';
import { StorageError } from '../store/storage-error.js';
import { ServiceError } from './running-service.js';

/** What the process ends with; README lists them. */
export const EXIT_CODES = { ok: 0, failed: 1, settings: 2, address: 3, database: 4, input: 5 } as const;

/** A command cannot do what it was asked, for a reason that none of the other errors is for; `message` says what to do. */
export class CommandError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'CommandError';
  }
}

/** Errors whose message is a sentence for people, with what they end the process with. */
const KNOWN: readonly (readonly [new (...args: never[]) => Error, number])[] = [
  [SettingsError, EXIT_CODES.settings],
  [ListenError, EXIT_CODES.address],
  [StorageError, EXIT_CODES.database],
  [ImportError, EXIT_CODES.input],
  [ServiceError, EXIT_CODES.failed],
  [SetupError, EXIT_CODES.failed],
  [VisitError, EXIT_CODES.failed],
  [AutostartError, EXIT_CODES.failed],
  [CommandError, EXIT_CODES.failed],
];

/** What is told to whoever started the program. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (KNOWN.some(([type]) => error instanceof type)) return text;
  return `The program cannot go on for a reason that it does not know: ${text}. Please report this.`;
}

export function exitCodeOf(error: unknown): number {
  // Nothing is wrong with the database: what was named for the copy is no place for one, or is no copy.
  if (error instanceof StorageError && error.code === 'storage-copy-refused') return EXIT_CODES.failed;
  // The same as when the command had opened the database itself.
  if (error instanceof ServiceError && error.code?.startsWith('storage-') === true)
    return EXIT_CODES.database;
  return KNOWN.find(([type]) => error instanceof type)?.[1] ?? EXIT_CODES.failed;
}
