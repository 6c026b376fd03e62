/** Told when a kill or an end comes while the queue still runs. */
export const MATCHED_IMPLIED =
  'The Matched key was not pressed, so the queue time and the time in raid of this raid stay unknown.';
