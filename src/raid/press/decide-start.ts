import type { Change, Decision, RaidState } from './change.js';
import type { StartCommand } from './command.js';
import { closeOver } from './decide-over.js';
import { noChange } from './no-change.js';
import { canonicalMapName } from '../game/map-names.js';
import { isOver, NOTHING_CHOSEN, NOTHING_YET, standingOf, type Raid } from '../model.js';
import { RuleError } from '../rule-error.js';
import type { RaidDefaults } from './raid-defaults.js';
import { forgottenTimes, isStale } from './stale.js';
import { raidWords, sentence } from '../words.js';

/**
 * Into the queue; what the key does not name comes from the choice for the next raid, else from the last raid. A stale
 * raid, and one that is over without an outcome, is closed first, as a part of the same step.
 */
export function decideStart(state: RaidState, given: StartCommand, rules: RaidDefaults, now: Date): Decision {
  const { open, last } = state;
  const command =
    given.map_name === undefined ? given : { ...given, map_name: canonicalMapName(given.map_name) };
  if (open !== null && !isOver(open) && !isStale(open, now)) return decideStartAgain(open, command);
  const raid = raidToStart(state, command, rules, now);
  const closing = open === null ? null : isOver(open) ? closeOver(open) : closeStale(state, open, now);
  return {
    changes: [
      ...(closing?.changes ?? []),
      { type: 'insert_raid', raid, isPlayedNow: true },
      ...(last !== null ? [{ type: 'end_outcome', raid_id: last.raid_id } as const] : []),
      ...(Object.values(state.next).some((choice) => choice !== null)
        ? [{ type: 'set_next_raid', next: NOTHING_CHOSEN } as const]
        : []),
    ],
    message: sentence(closing?.message ?? '', `In the queue for ${raidWords(raid)}.`),
    step: `Queue for ${raidWords(raid)}${open === null ? '' : closedStep(open)}`,
    raidId: null,
  };
}

function raidToStart({ last, next }: RaidState, command: StartCommand, rules: RaidDefaults, now: Date) {
  const map_name = command.map_name ?? next.map_name ?? last?.map_name;
  const character_type = command.character_type ?? next.character_type ?? last?.character_type;
  if (map_name === undefined || character_type === undefined) {
    throw new RuleError('bad-input', missingForStart(map_name, character_type), {
      ...(map_name === undefined && { map_name: 'needed before the first raid' }),
      ...(character_type === undefined && { character_type: 'needed before the first raid: pmc or scav' }),
    });
  }
  return {
    status: 'queuing',
    character_type,
    map_name,
    game_mode: command.game_mode ?? next.game_mode ?? rules.game_mode,
    started_at: now,
    ...NOTHING_YET,
  } as const;
}

function closeStale(
  { lastKillAt }: RaidState,
  raid: Raid,
  now: Date,
): { changes: readonly Change[]; message: string } {
  const { raid_id } = raid;
  if (raid.status === 'queuing') {
    const message = `The queue for ${raidWords(raid)} was never left by a key: it is removed.`;
    return { changes: [{ type: 'delete_raid', raid_id }], message };
  }
  const message = `The raid on ${raid.map_name} was never ended by a key: it counts as missing in action.`;
  const forgotten = forgottenTimes(raid, lastKillAt, now);
  const set = {
    ...standingOf('mia'),
    ended_at: forgotten?.ended_at ?? now,
    matched_at: (forgotten ?? raid).matched_at,
  };
  return { changes: [{ type: 'update_raid', raid_id, set }], message };
}

function closedStep(open: Raid): string {
  const what = isOver(open) ? 'raid without an outcome' : 'forgotten raid';
  return `, which closed the ${what} (${raidWords(open)})`;
}

function decideStartAgain(open: Raid, command: StartCommand): Decision {
  const isSame =
    (command.map_name ?? open.map_name) === open.map_name &&
    (command.character_type ?? open.character_type) === open.character_type &&
    (command.game_mode ?? open.game_mode) === open.game_mode;
  if (open.status === 'queuing' && isSame) {
    return noChange(open, `Already in the queue for ${raidWords(open)}.`);
  }
  throw new RuleError(
    'raid-already-open',
    open.status === 'queuing'
      ? `You are in the queue for ${raidWords(open)}. Press Cancel to leave it, or change map and character with Update.`
      : `A raid is open: ${raidWords(open)}. End it first: press Survived, Died or MIA.`,
  );
}

function missingForStart(map: string | undefined, character: string | undefined): string {
  const missing = [map === undefined ? 'map_name' : '', character === undefined ? 'character_type' : ''];
  return `This is the first raid, so say where: add ${missing.filter(Boolean).join(' and ')} to the Queue key.`;
}
