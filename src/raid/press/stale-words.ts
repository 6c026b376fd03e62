import type { Raid } from '../model.js';
import { isStale, type ForgottenTimes } from './stale.js';
import { counted } from '../../lib/counted.js';
import { raidWords } from '../words.js';

/**
 * Told with what a key did to a raid that was forgotten: whoever presses it is likely in another one. Empty for any
 * other raid.
 * @param after the raid as the key leaves it: some keys make it one that can still be on.
 */
export function forgottenWords(before: Raid, after: Raid, now: Date): string {
  if (!isStale(before, now)) return '';
  const remedy = isStale(after, now)
    ? 'Press Queue to begin a new one.'
    : 'If you are in another one, press Undo, then Queue.';
  return `This raid (${raidWords(before)}, queued ${agoWords(before.started_at, now)}) seems to be forgotten. ${remedy}`;
}

/** Told with the end of a raid that was forgotten. */
export function closedWords({ started_at }: Raid, { isByKill }: ForgottenTimes, now: Date): string {
  const end = isByKill
    ? 'its last kill; its time in raid stays unknown'
    : 'the longest that a raid on this map can last';
  return `It was queued ${agoWords(started_at, now)}, so its end was set to ${end}.`;
}

/** "50 minutes ago", "9 hours ago", "3 days ago". */
export function agoWords(time: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - time.getTime()) / 60_000));
  if (minutes < 120) return `${counted(minutes, 'minute')} ago`;
  return minutes < 48 * 60
    ? `${counted(Math.floor(minutes / 60), 'hour')} ago`
    : `${counted(Math.floor(minutes / 1440), 'day')} ago`;
}
