import type { Decision, RaidState } from './change.js';
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
  { open, last, lastKillAt, endPressedAt }: RaidState,
  command: EndCommand,
  now: Date,
): Decision {
  if (command.extract_location !== undefined && !hasExtract(command.status)) {
    throw new RuleError('bad-input', EXTRACT_FAULT, { extract_location: EXTRACT_FIELD_FAULT });
  }
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

/** @param endedAt when that was told: a forgotten raid ended long before. */
function decideEndAgain(last: Raid | null, endedAt: Date | null, command: EndCommand, now: Date): Decision {
  if (last === null || last.outcome === null || endedAt === null) {
    throw new RuleError('no-open-raid', 'No raid is open, so none can end. Press Queue first.');
  }
  if (last.outcome === command.status && isWithin(REPEATED_END_SECONDS, endedAt, now)) {
    return noChange(last, `That raid has already ended: ${OUTCOME_WORDS[last.outcome]} on ${last.map_name}.`);
  }
  throw new RuleError(
    'no-open-raid',
    `No raid is open: the last one (${last.map_name}) ended as ${OUTCOME_WORDS[last.outcome]}. ` +
      'Press Undo to take that back, or Queue for the next raid.',
  );
}
