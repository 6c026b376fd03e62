import { setTimeout as sleep } from 'node:timers/promises';

// Reads of files that nobody waits for any more. One of a PC that is gone comes back late or never; it cannot be taken
// back, holds one of the few threads that Node reads files with, and keeps Node from ending, in process.exit() too.
let count = 0;

/** Nobody waits for this read any more. */
export function leaveBehind(read: Promise<unknown>): void {
  count += 1;
  const back = (): void => void (count -= 1);
  read.then(back, back);
}

/** How many have not come back. */
export function leftBehind(): number {
  return count;
}

/** A read that was only slow comes back within this time. */
const COMES_BACK_MS = 1_000;

/** Ends the process, which has nothing left to do, where a read that was left behind would keep it for ever. */
export async function endIfHeldUp(): Promise<void> {
  const until = performance.now() + COMES_BACK_MS;
  while (count > 0 && performance.now() < until) await sleep(20);
  if (count > 0) endByForce();
}

/** Ends the process at once, as by a second Ctrl+C. */
export function endNow(): void {
  if (count > 0) endByForce();
  process.exit(1);
}

/** The end that a signal makes by itself waits for nothing. */
function endByForce(): void {
  process.removeAllListeners('SIGTERM');
  process.kill(process.pid, 'SIGTERM');
}
