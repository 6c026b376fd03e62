import fs from 'node:fs';
import path from 'node:path';

/** A copy of the raids each day, kept for a week. */
export interface DailyBackup {
  /** Makes today's copy soon, if there is none yet; and the next days' as they come. */
  start(): void;
  /** Settles when no copy is being made any more. */
  stop(): Promise<void>;
}

export interface DailyBackupOptions {
  readonly folder: string;
  /** Makes a copy in this file; rejects when it is not sound, and the older copies are kept then. */
  readonly backup: (target: string) => Promise<void>;
  readonly now: () => Date;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
  };
  /** After the start, which must not wait for it. */
  readonly firstLookMs?: number;
}

const DAYS_KEPT = 7;
const LOOK_EVERY_MS = 3_600_000;
const FIRST_LOOK_MS = 5_000;
const NAME = /^raids-\d{4}-\d\d-\d\d\.db$/;

export function createDailyBackup(options: DailyBackupOptions): DailyBackup {
  const { folder, backup, now, log, firstLookMs = FIRST_LOOK_MS } = options;
  let timer: NodeJS.Timeout | undefined;
  let making: Promise<void> = Promise.resolve();
  let stopped = false as boolean;

  async function makeTodays(): Promise<void> {
    const todays = `raids-${dayOf(now())}.db`;
    const target = path.join(folder, todays);
    try {
      if (!fs.existsSync(target)) {
        await backup(target);
        log.info({ file: target }, "Today's copy of the raids is made.");
      }
      removeOld(folder, todays);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ err: error }, `Today's copy of the raids could not be made; trying again later. ${reason}`);
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
  };
}

/**
 * Only our own daily copies: what people put there, and copies before an update, stay. A copy with a later date than
 * today's is of a clock that was wrong and has been set back since: it is older than all the others.
 */
function removeOld(folder: string, todays: string): void {
  const copies = fs.readdirSync(folder).filter((name) => NAME.test(name) && name !== todays);
  const later = copies.filter((name) => name > todays).sort();
  const earlier = copies.filter((name) => name < todays).sort();
  for (const name of [...later, ...earlier, todays].slice(0, -DAYS_KEPT)) {
    fs.rmSync(path.join(folder, name), { force: true });
  }
}

/** The local day, `2026-11-22`. */
function dayOf(time: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
