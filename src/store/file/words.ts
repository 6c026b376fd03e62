import { commandLine } from '../../lib/how-started.js';

/** As it is typed where this program was started. */
export const restoreCommand = (copy?: string): string =>
  commandLine(copy === undefined ? 'restore' : `restore ${copy}`);
export const bringBack = (): string => `To bring the raids back, run: ${restoreCommand()}.`;
export const beginAnewWords = (): string =>
  `To begin with an empty database on purpose, run: ${commandLine('new-database')}.`;
