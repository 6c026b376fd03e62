import { SettingsError } from '../config/settings.js';
import { ImportFault } from '../exchange/import-fault.js';
import { ListenError } from '../http/server/listen-error.js';
import { StorageError } from '../store/storage-error.js';

/** What the process ends with; README lists them. */
export const EXIT_CODES = { ok: 0, unexpected: 1, settings: 2, address: 3, database: 4, input: 5 } as const;

/** What is told to whoever started the program. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (exitCodeOf(error) !== EXIT_CODES.unexpected) return text;
  return `The program cannot go on for a reason that it does not know: ${text}. Please report this.`;
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof SettingsError) return EXIT_CODES.settings;
  if (error instanceof ListenError) return EXIT_CODES.address;
  if (error instanceof StorageError) return EXIT_CODES.database;
  if (error instanceof ImportFault) return EXIT_CODES.input;
  return EXIT_CODES.unexpected;
}
