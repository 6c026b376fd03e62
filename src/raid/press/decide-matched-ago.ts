import type { Decision } from './change.js';
import { later, notBefore } from '../clock.js';
import { noChange } from './no-change.js';
import type { Raid } from '../model.js';
import { RuleError } from '../rule-error.js';
import { agoWords, forgottenWords } from './stale-words.js';
import { raidWords, sentence } from '../words.js';

/** The match told so close to the one that is stored is the same press doubled. */
const SAME_MATCH_SECONDS = 30;
/** Whoever says "5 minutes ago" has not looked at a stopwatch. */
const ROUNDING_SECONDS = 60;

/**
 * The match of the open raid, told afterwards: whether its key was never pressed, or pressed too late.
 * @throws RuleError `bad-input` when the raid was not even queued then.
 */
export function decideMatchedAgo(raid: Raid, minutes: number, now: Date): Decision {
  const told = later(now, -minutes * 60);
  if (later(told, ROUNDING_SECONDS) < raid.started_at) {
    throw new RuleError(
      'bad-input',
      `This raid was queued ${agoWords(raid.started_at, now)}, so its match was later than that. Give fewer minutes, or correct when it started in History.`,
      { minutes_ago: 'does not fit the raid' },
    );
  }
  if (raid.over_at !== null && told > raid.over_at) {
    throw new RuleError(
      'bad-input',
      `This raid was over ${agoWords(raid.over_at, now)}, so its match was before that. Give more minutes.`,
      { minutes_ago: 'does not fit the raid' },
    );
  }
  const matched_at = notBefore(told, raid.started_at);
  const before = raid.matched_at;
  if (before !== null && Math.abs(before.getTime() - matched_at.getTime()) <= SAME_MATCH_SECONDS * 1000) {
    return noChange(raid, `It was matched then already: ${raidWords(raid)}.`);
  }
  const queue_time_seconds = Math.round((matched_at.getTime() - raid.started_at.getTime()) / 1000);
  const set = { status: 'in_progress', matched_at, queue_time_seconds } as const;
  const when = minutes === 0 ? 'just now' : agoWords(told, now);
  return {
    changes: [{ type: 'update_raid', raid_id: raid.raid_id, set }],
    message: sentence(`Matched ${when}: ${raidWords(raid)}.`, forgottenWords(raid, { ...raid, ...set }, now)),
    step: before === null ? `Matched on ${raid.map_name}` : `Another match time on ${raid.map_name}`,
    raidId: raid.raid_id,
  };
}
