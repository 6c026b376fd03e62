import type { Logger } from 'pino';
import { StorageError } from '../store/storage-error.js';

/** The same trouble is worth a line this often. */
const SAME_AGAIN_MS = 60_000;

export interface TroubleLogOptions {
  readonly log: Pick<Logger, 'warn'>;
  readonly now: () => Date;
}

/** Logs a failure that is retried every second: the sentence with the reason, once a minute and not at each try. */
export function createTroubleLog(
  { log, now }: TroubleLogOptions,
  sentence: string,
): (error: unknown) => void {
  let last = '';
  let toldAtMs = -Infinity;
  return (error) => {
    // The window shows the sentence alone.
    const told = error instanceof StorageError ? `${sentence} ${error.message}` : sentence;
    const nowMs = now().getTime();
    if (told === last && Math.abs(nowMs - toldAtMs) < SAME_AGAIN_MS) return;
    last = told;
    toldAtMs = nowMs;
    log.warn({ err: error }, told);
  };
}
