/** Told when a kill comes while the queue still runs. */
export const MATCHED_IMPLIED =
  'You skipped Matched, so this raid has no timer. On the dock you can still say when it began.';

/** Told when the clock of the raid stops. */
export const NEVER_TIMED = 'You skipped Matched, so this raid has no time in raid.';

/** Told when the raid is over with it. */
export const NEVER_MATCHED = 'You skipped Matched, so this raid has no queue time and no time in raid.';
