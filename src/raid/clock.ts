/**
 * Whether no more than the limit has passed. A time that is further ahead than that was told by a clock that has been set
 * back since: how long ago it was is not known.
 */
export function isWithin(limitSeconds: number, from: Date, now: Date): boolean {
  return Math.abs(now.getTime() - from.getTime()) <= limitSeconds * 1000;
}

/** So many seconds later; earlier, where they are negative. */
export function later(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}

/** The clock may step back; a raid's times may not. */
export function notBefore(time: Date, earliest: Date): Date {
  return time < earliest ? earliest : time;
}
