import type { BeforeLogQueue, Decision, RaidState } from './change.js';
import { isWithin, notBefore } from '../clock.js';
import type { EndCommand } from './command.js';
import { canonicalExtract } from '../game/extract-names.js';
import { noChange } from './no-change.js';
import { NEVER_MATCHED } from './matched-implied.js';
import { isOver, standingOf, type Raid } from '../model.js';
import { EXTRACT_FAULT, EXTRACT_FIELD_FAULT, hasExtract } from '../game/statuses.js';
import { RuleError } from '../rule-error.js';
import { forgottenTimes } from './stale.js';
import { closedWords } from './stale-words.js';
import { OUTCOME_WORDS, capitalized, raidWords, sentence } from '../words.js';

/** The same outcome pressed again within this time is a doubled press, not a new one. */
export const REPEATED_END_SECONDS = 30;

/** The open raid's outcome. */
export function decideEnd(
  { open, last, lastKillAt, endPressedAt, beforeLogQueue }: RaidState,
  command: EndCommand,
  now: Date,
): Decision {
  if (command.extract_location !== undefined && !hasExtract(command.status)) {
    throw new RuleError('bad-input', EXTRACT_FAULT, { extract_location: EXTRACT_FIELD_FAULT });
  }
  const late = beforeLogQueue == null ? null : decideLateEnd(beforeLogQueue, command, now);
  if (late !== null) return late;
  if (open === null) return decideEndAgain(last, endPressedAt ?? last?.ended_at ?? null, command, now);
  const forgotten = forgottenTimes(open, lastKillAt, now);
  const ended_at = open.over_at ?? forgotten?.ended_at ?? notBefore(now, open.matched_at ?? open.started_at);
  const implied = open.status === 'queuing';
  const extract = canonicalExtract(open.map_name, command.extract_location ?? null);
  const at = extract === null ? '' : ` at ${extract}`;
  return {
    changes: [
      {
        type: 'update_raid',
        raid_id: open.raid_id,
        set: {
          ...standingOf(command.status),
          ...{ ended_at, extract_location: extract },
          ...(forgotten !== null && { matched_at: forgotten.matched_at }),
        },
      },
      // The game is over for a while when people say how it ended.
      ...(isOver(open) ? [{ type: 'say_outcome', raid_id: open.raid_id, at: now } as const] : []),
    ],
    message: sentence(
      `${capitalized(OUTCOME_WORDS[command.status])}${at}: ${raidWords(open)}.`,
      implied ? NEVER_MATCHED : '',
      forgotten === null ? '' : closedWords(open, forgotten, now),
    ),
    step: `${capitalized(OUTCOME_WORDS[command.status])}${at} on ${open.map_name}`,
    raidId: open.raid_id,
  };
}

/** For how long the outcome of a raid is waited for, after the game's log has begun the next queue. */
export const LATE_END_SECONDS = 1800;

/** In a queue that no key has begun: the outcome of the raid before it, or its press once more. */
function decideLateEnd(
  { raid, endPressedAt }: BeforeLogQueue,
  { status, extract_location }: EndCommand,
  now: Date,
): Decision | null {
  const isRepeated = endPressedAt !== null && isWithin(REPEATED_END_SECONDS, endPressedAt, now);
  if (raid.outcome === status && isRepeated) return alreadyEnded(raid, status);
  if (raid.outcome !== 'unknown' || raid.ended_at === null) return null;
  if (!isWithin(LATE_END_SECONDS, raid.ended_at, now)) return null;
  const extract = canonicalExtract(raid.map_name, extract_location ?? null);
  const at = extract === null ? '' : ` at ${extract}`;
  const how = `${capitalized(OUTCOME_WORDS[status])}${at}`;
  const set = { ...standingOf(status), extract_location: extract };
  return {
    changes: [{ type: 'update_raid', raid_id: raid.raid_id, set }],
    message: `${how}: ${raidWords(raid)}, your last raid. You are still in the queue for the next one.`,
    step: `${how} on ${raid.map_name}`,
    raidId: raid.raid_id,
  };
}

function alreadyEnded(raid: Raid, outcome: EndCommand['status']): Decision {
  return noChange(raid, `That raid has already ended: ${OUTCOME_WORDS[outcome]} on ${raid.map_name}.`);
}

/** @param endedAt when that was told: a forgotten raid ended long before. */
function decideEndAgain(last: Raid | null, endedAt: Date | null, command: EndCommand, now: Date): Decision {
  if (last === null || last.outcome === null || endedAt === null) {
    throw new RuleError('no-open-raid', 'No raid is open, so none can end. Press Queue first.');
  }
  if (last.outcome === command.status && isWithin(REPEATED_END_SECONDS, endedAt, now)) {
    return alreadyEnded(last, command.status);
  }
  throw new RuleError(
    'no-open-raid',
    `No raid is open: the last one (${last.map_name}) ended as ${OUTCOME_WORDS[last.outcome]}. ` +
      'Press Undo to take that back, or Queue for the next raid.',
  );
}
