import fs from 'node:fs';
import path from 'node:path';

/** A copy of the raids each day: the last seven are kept, and each that holds more than those after it. */
export interface DailyBackup {
  /** Makes today's copy soon, if there is none yet; and the next days' as they come. */
  start(): void;
  /** Settles when no copy is being made any more. */
  stop(): Promise<void>;
  /** Why the copy that is due could not be made; null when it is there. */
  fault(): string | null;
}

export interface DailyBackupOptions {
  readonly folder: string;
  /** Makes a copy in this file; rejects when it is not sound, and the older copies are kept then. */
  readonly backup: (target: string) => Promise<void>;
  /** How many raids a copy holds; -1 when it is none. */
  readonly raidsIn: (copy: string) => number;
  /** Reads the database through on the day's other looks; rejects when it is damaged. */
  readonly examine: () => Promise<void>;
  readonly now: () => Date;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
  };
  /** After the start, which must not wait for it. */
  readonly firstLookMs?: number;
}

const COPIES_KEPT = 7;
const LOOK_EVERY_MS = 3_600_000;
const FIRST_LOOK_MS = 5_000;
const NAME = /^raids-\d{4}-\d\d-\d\d\.db$/;

export function createDailyBackup(options: DailyBackupOptions): DailyBackup {
  const { folder, backup, raidsIn, examine, now, log, firstLookMs = FIRST_LOOK_MS } = options;
  let timer: NodeJS.Timeout | undefined;
  let making: Promise<void> = Promise.resolve();
  let stopped = false as boolean;
  let fault: string | null = null;

  async function makeTodays(): Promise<void> {
    const todays = `raids-${dayOf(now())}.db`;
    const target = path.join(folder, todays);
    const isThere = fs.existsSync(target);
    try {
      if (isThere) {
        await examine();
      } else {
        await backup(target);
        log.info({ file: target }, "Today's copy of the raids is made.");
      }
      removeOld(folder, todays, raidsIn);
      fault = null;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      fault = isThere ? reason : `Today's copy of the raids could not be made; trying again later. ${reason}`;
      log.warn({ err: error }, fault);
    }
  }

  function lookIn(ms: number): void {
    timer = setTimeout(() => {
      making = makeTodays().then(() => {
        if (!stopped) lookIn(LOOK_EVERY_MS);
      });
    }, ms);
    timer.unref();
  }

  return {
    start: () => lookIn(firstLookMs),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await making;
    },
    fault: () => fault,
  };
}

/**
 * Only our own daily copies: what people put there, and copies before an update, stay. A copy with a later date than
 * today's is of a clock that was wrong and has been set back since: it is older than all the others.
 */
function removeOld(folder: string, todays: string, raidsIn: (copy: string) => number): void {
  const copies = fs.readdirSync(folder).filter((name) => NAME.test(name) && name !== todays);
  if (copies.length < COPIES_KEPT) return;
  const later = copies.filter((name) => name > todays).sort();
  const earlier = copies.filter((name) => name < todays).sort();
  const inOrder = [...later, ...earlier, todays].map((name) => ({
    name,
    raids: raidsIn(path.join(folder, name)),
  }));
  for (const name of noLongerNeeded(inOrder)) fs.rmSync(path.join(folder, name), { force: true });
}

/**
 * A copy is removed when seven newer ones hold at least as many raids, so a copy with more raids is never replaced by
 * one with fewer.
 */
function noLongerNeeded(oldestFirst: readonly { name: string; raids: number }[]): string[] {
  return oldestFirst
    .filter(
      ({ raids }, index) =>
        oldestFirst.slice(index + 1).filter((newer) => newer.raids >= raids).length >= COPIES_KEPT,
    )
    .map(({ name }) => name);
}

/** The local day, `2026-11-22`. */
function dayOf(time: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
