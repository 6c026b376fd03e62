import type { Decision, RaidState } from './change.js';
import { notBefore } from '../clock.js';
import type { MatchedCommand, RaidCommand } from './command.js';
import { decideEnd } from './decide-end.js';
import { decideKill } from './decide-kill.js';
import { decideStart } from './decide-start.js';
import { decideMatchedAgo } from './decide-matched-ago.js';
import { decideOver, SAY_HOW } from './decide-over.js';
import { decideUpdate } from './decide-update.js';
import { noChange } from './no-change.js';
import { keepChoice } from './keep-choice.js';
import { isOver, type Raid } from '../model.js';
import { RuleError } from '../rule-error.js';
import { RAID_DEFAULTS, type RaidDefaults } from './raid-defaults.js';
import { isStale } from './stale.js';
import { forgottenWords } from './stale-words.js';
import { clockWords, raidWords, sentence } from '../words.js';

/**
 * The whole state table: what `command` does to `state` at `now`. Pure.
 * @throws RuleError with the key to press instead, when the rules refuse.
 */
export function decide(
  state: RaidState,
  command: RaidCommand,
  now: Date,
  rules: RaidDefaults = RAID_DEFAULTS,
): Decision {
  switch (command.type) {
    case 'start':
      return decideStart(state, command, rules, now);
    case 'matched':
      return decideMatched(state, command, now);
    case 'kill':
      return decideKill(state, command, now);
    case 'over':
      return decideOver(state, now);
    case 'end':
      return decideEnd(state, command, now);
    case 'update':
      return decideUpdate(state, command, now);
    case 'cancel':
      return decideCancel(state);
  }
}

function decideMatched({ open }: RaidState, { minutes_ago }: MatchedCommand, now: Date): Decision {
  const raid = openOrRefuse(open);
  if (minutes_ago !== undefined) return decideMatchedAgo(raid, minutes_ago, now);
  if (isOver(raid)) return noChange(raid, `The raid is over already: ${raidWords(raid)}. ${SAY_HOW}`);
  if (raid.status === 'in_progress') {
    return noChange(raid, sentence(`Already in raid: ${raidWords(raid)}.`, forgottenWords(raid, raid, now)));
  }
  const matched_at = notBefore(now, raid.started_at);
  // Nobody queues for so long: that the key was pressed now says nothing of the queue.
  const queue_time_seconds = isStale(raid, now)
    ? null
    : Math.round((matched_at.getTime() - raid.started_at.getTime()) / 1000);
  const set = { status: 'in_progress', matched_at, queue_time_seconds } as const;
  const after = queue_time_seconds === null ? '' : ` after ${clockWords(queue_time_seconds)}`;
  return {
    changes: [{ type: 'update_raid', raid_id: raid.raid_id, set }],
    message: sentence(
      `Matched${after}: ${raidWords(raid)}.`,
      queue_time_seconds === null ? 'Its queue time stays unknown.' : '',
      forgottenWords(raid, { ...raid, ...set }, now),
    ),
    step: `Matched on ${raid.map_name}`,
    raidId: raid.raid_id,
  };
}

function decideCancel({ open }: RaidState): Decision {
  const raid = openOrRefuse(open);
  return {
    changes: [{ type: 'delete_raid', raid_id: raid.raid_id }, keepChoice(raid)],
    message: `Cancelled: ${raidWords(raid)} is removed. Press Undo to bring it back.`,
    step: `Cancel of ${raidWords(raid)}`,
    raidId: raid.raid_id,
  };
}

function openOrRefuse(open: Raid | null): Raid {
  if (open === null) throw new RuleError('no-open-raid', 'No raid is open. Press Queue first.');
  return open;
}
