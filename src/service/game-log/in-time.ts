import { leaveBehind } from '../../lib/left-behind.js';

/** What a promise comes to, or null where it has not settled in time; it is not stopped by that. */
export async function inTime<T>(
  work: Promise<T>,
  ms: number,
  signal?: AbortSignal,
): Promise<{ readonly value: T } | null> {
  let timer: NodeJS.Timeout | undefined;
  let giveUp: (() => void) | undefined;
  const late = new Promise<null>((resolve) => {
    giveUp = () => {
      resolve(null);
    };
    timer = setTimeout(giveUp, ms);
    timer.unref();
    if (signal?.aborted === true) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
    if (giveUp !== undefined) signal?.removeEventListener('abort', giveUp);
  }
}

/** The same of a read of files, which is left behind where it has not come in time. */
export async function readInTime<T>(read: Promise<T>, ms: number): Promise<{ readonly value: T } | null> {
  const done = await inTime(read, ms);
  if (done === null) leaveBehind(read);
  return done;
}

/**
 * What a read comes to, however long it hangs, so that it is not begun again meanwhile; null where the signal has come
 * first, and the read is left behind.
 * @param silent called each `ms` in which it has not come.
 */
export async function readUntil<T>(
  signal: AbortSignal,
  read: Promise<T>,
  ms: number,
  silent: () => void,
): Promise<{ readonly value: T } | null> {
  for (;;) {
    const done = await inTime(read, ms, signal);
    if (done !== null) return done;
    if (signal.aborted) {
      leaveBehind(read);
      return null;
    }
    silent();
  }
}

/** A pause that a signal ends early. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await inTime(new Promise<never>(() => undefined), ms, signal);
}
