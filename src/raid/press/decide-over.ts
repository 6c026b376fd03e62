import type { Change, Decision, RaidState } from './change.js';
import { notBefore } from '../clock.js';
import { NEVER_TIMED } from './matched-implied.js';
import { isOver, type Raid, standingOf } from '../model.js';
import { noChange } from './no-change.js';
import { RuleError } from '../rule-error.js';
import { forgottenTimes } from './stale.js';
import { closedWords } from './stale-words.js';
import { raidWords, sentence } from '../words.js';

/** Told while nobody has said yet how the raid ended. */
export const SAY_HOW = 'Now say how it ended: press Survived, Died or another outcome.';

/** The raid is over and its clock stops; how it ended is said later. */
export function decideOver({ open, lastKillAt }: RaidState, now: Date): Decision {
  if (open === null)
    throw new RuleError('no-open-raid', 'No raid is open, so none can be over. Press Queue first.');
  if (open.status === 'queuing') {
    throw new RuleError(
      'not-in-raid',
      `You are still in the queue for ${raidWords(open)}. Press Matched when the raid begins, or Cancel to leave the queue.`,
    );
  }
  if (isOver(open)) return noChange(open, `The raid is over already: ${raidWords(open)}. ${SAY_HOW}`);
  const forgotten = forgottenTimes(open, lastKillAt, now);
  const set = {
    over_at: forgotten?.ended_at ?? notBefore(now, open.matched_at ?? open.started_at),
    ...(forgotten !== null && { matched_at: forgotten.matched_at }),
  };
  return {
    changes: [{ type: 'update_raid', raid_id: open.raid_id, set }],
    message: sentence(
      `Raid over: ${raidWords(open)}.`,
      SAY_HOW,
      open.matched_at === null ? NEVER_TIMED : '',
      forgotten === null ? '' : closedWords(open, forgotten, now),
    ),
    step: `Raid over on ${open.map_name}`,
    raidId: open.raid_id,
  };
}

/** A raid that is over, whose outcome nobody says any more because the next one begins. */
export function closeOver(raid: Raid): { readonly changes: readonly Change[]; readonly message: string } {
  const set = { ...standingOf('unknown'), ended_at: raid.over_at };
  return {
    changes: [{ type: 'update_raid', raid_id: raid.raid_id, set }],
    message: `The raid on ${raid.map_name} is closed with its outcome unknown; you can still correct it in History.`,
  };
}
