import fs from 'node:fs';
import { realFile } from '../../lib/real-file.js';

/** How far the database was, kept in a file beside it, because what it says itself is lost with it. */
export interface Remembered {
  readonly revision: number;
  readonly raids: number;
  /** Its owner chose this state, with a restore or a new database: that a copy holds more is no loss. */
  readonly chosen: boolean;
  /** It went back since. */
  readonly wentBack: WentBack | null;
}

/** The database is an earlier one than it was. */
export interface WentBack {
  /** How many raids it held before. */
  readonly raids: number;
  /** How many it held when that was noticed; earlier versions did not note it. */
  readonly held?: number;
  /** How many changes are gone; 0 when raids were deleted by something else than this program. */
  readonly changes: number;
  readonly noticedAt: string;
}

/** At the end of the database's name. */
export const REMEMBERED_END = '.revision';
/** The same length each time, so that one write in place does it. */
const LENGTH = 240;
/** Long enough to be seen; who has put an older copy there on purpose has read it by then. */
const TOLD_FOR_MS = 7 * 24 * 3_600_000;

export function readRemembered(database: string): Remembered | null {
  try {
    const read = JSON.parse(fs.readFileSync(fileOf(database), 'utf8')) as Partial<Remembered>;
    const { revision, raids, chosen, wentBack } = read;
    if (typeof revision !== 'number' || typeof raids !== 'number') return null;
    return { revision, raids, chosen: chosen === true, wentBack: wentBack ?? null };
  } catch {
    // There is none, or a power cut has left half of one.
    return null;
  }
}

/** For a database that is not open. It is a help alone: where it cannot be written, nothing else fails. */
export function remember(database: string, remembered: Remembered): void {
  const memory = openMemory(database);
  memory.note(remembered);
  memory.close();
}

/** Kept open while the database is: a note is one small write, and needs no room on a full disk. */
export interface Memory {
  note(remembered: Remembered): void;
  close(): void;
}

export function openMemory(database: string): Memory {
  let handle: number | null = null;
  return {
    note(remembered) {
      try {
        handle ??= openForWriting(fileOf(database));
        fs.writeSync(handle, `${JSON.stringify(remembered).padEnd(LENGTH - 1)}\n`, 0);
      } catch {
        // It is a help alone: where it cannot be written, nothing else fails.
      }
    },
    close() {
      if (handle !== null) fs.closeSync(handle);
      handle = null;
    },
  };
}

/**
 * What to remember of a database that is being opened, and whether it went back.
 * @param raidsBefore how many of its raids began before a time.
 */
export function comparedWith(
  before: Remembered | null,
  held: { readonly raids: number; readonly revision: number },
  raidsBefore: (time: Date) => number,
  now: Date,
): Remembered {
  if (before !== null && holdsLess(held, before)) {
    const changes = before.revision - held.revision;
    return {
      ...held,
      chosen: false,
      wentBack: { raids: before.raids, held: held.raids, changes, noticedAt: now.toISOString() },
    };
  }
  const wentBack = before?.wentBack ?? null;
  const isToTell = wentBack !== null && !isOver(wentBack, now) && !isThereAgain(wentBack, raidsBefore);
  return { ...held, chosen: before?.chosen ?? false, wentBack: isToTell ? wentBack : null };
}

/** An earlier state, or the same one without raids that were in it: this program counts each change that it makes. */
function holdsLess(held: { readonly raids: number; readonly revision: number }, before: Remembered): boolean {
  if (before.revision !== held.revision) return before.revision > held.revision;
  return before.raids > held.raids;
}

/** What is noted stands in a file, where anything may be written. */
function isOver({ noticedAt }: WentBack, now: Date): boolean {
  return !(now.getTime() - Date.parse(noticedAt) < TOLD_FOR_MS);
}

/**
 * Whether the raids that were missing are back, by an import or because the file is. Those played since replace none
 * of them. Where other changes alone were missing nobody can know.
 */
export function isThereAgain(
  { raids, held = 0, noticedAt }: WentBack,
  raidsBefore: (time: Date) => number,
): boolean {
  return held < raids && raidsBefore(new Date(noticedAt)) >= raids;
}

function openForWriting(file: string): number {
  // Never emptied first: a crash in between would forget what it says.
  return fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o666);
}

function fileOf(database: string): string {
  return `${realFile(database)}${REMEMBERED_END}`;
}
