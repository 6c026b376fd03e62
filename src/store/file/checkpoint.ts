import { askThread } from '../thread.js';

/** Brings what was pressed from the log into the database file, so that the file alone holds it. */
export interface Checkpointer {
  /** After each commit. `now`: a raid has ended. */
  committed(now: boolean): void;
  /** Settles when none runs any more: the database can be closed. */
  stop(): Promise<void>;
}

/** Without a press for so long, the database is at rest. */
const REST_MS = 1_000;
/** With presses all the time, at least this often. */
const MOST_MS = 10_000;

const CHECKPOINT = `
  return (file) => {
    const database = new Database(file, { fileMustExist: true });
    try {
      // Waits for nobody, and nobody waits for it.
      database.pragma('wal_checkpoint(PASSIVE)');
    } finally {
      database.close();
    }
  };`;

/**
 * It waits for the disk, so it is done in a thread of its own, and presses meanwhile do not wait.
 * @param mayTouch throws when the file of that name is another one by now, which must not get this one's log.
 */
export function createCheckpointer(file: string, mayTouch: () => void): Checkpointer {
  let timer: NodeJS.Timeout | undefined;
  let dueAtMs: number | null = null;
  let running: Promise<void> | null = null;
  let isStopped = false as boolean;

  function start(): void {
    timer = undefined;
    dueAtMs = null;
    if (running !== null) {
      plan(REST_MS);
      return;
    }
    try {
      mayTouch();
    } catch {
      return;
    }
    // What fails is tried again after the next press; until then the log holds all.
    running = askThread<undefined>(CHECKPOINT, file)
      .catch(() => undefined)
      .finally(() => (running = null));
  }

  function plan(ms: number): void {
    if (isStopped) return;
    const nowMs = performance.now();
    dueAtMs ??= nowMs + MOST_MS;
    clearTimeout(timer);
    timer = setTimeout(start, Math.max(0, Math.min(ms, dueAtMs - nowMs)));
    timer.unref();
  }

  return {
    committed: (now) => plan(now ? 0 : REST_MS),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
