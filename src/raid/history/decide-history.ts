import type { Decision, HistoryState } from '../press/change.js';
import { decideAddKills, decideDeleteKill, decideEditKill, newKill } from './decide-kills.js';
import type {
  AddRaidCommand,
  EditRaidCommand,
  HistoryCommand,
  IdOrLast,
  KillFields,
  RaidCorrection,
} from './history-command.js';
import { noChange } from '../press/no-change.js';
import { keepChoice } from '../press/keep-choice.js';
import { isOpen, type Raid } from '../model.js';
import { differences } from './differences.js';
import { correctedRaid, newRaid } from './raid-from-fields.js';
import { checkKillsInside, checkRaid } from './raid-times.js';
import { RuleError } from '../rule-error.js';
import { RAID_DEFAULTS, type RaidDefaults } from '../press/raid-defaults.js';
import { counted } from '../../lib/counted.js';
import { OUTCOME_WORDS, raidWords } from '../words.js';

/**
 * What a correction does to what is stored. Pure; the same rules hold as for presses.
 * @throws RuleError that says what does not fit.
 */
export function decideHistory(
  state: HistoryState,
  command: HistoryCommand,
  now: Date,
  rules: RaidDefaults = RAID_DEFAULTS,
): Decision {
  switch (command.type) {
    case 'add_raid':
      return decideAddRaid(state, command, rules, now);
    case 'edit_raid':
      return decideEditRaid(state, targetOf(state, command.raid_id), command, now);
    case 'delete_raid':
      return decideDeleteRaid(targetOf(state, command.raid_id));
    case 'add_kills':
      return decideAddKills(targetOf(state, command.raid_id), command, now);
    case 'edit_kill':
      return decideEditKill(state, command, now);
    case 'delete_kill':
      return decideDeleteKill(state, command);
  }
}

function targetOf({ target }: HistoryState, id: IdOrLast): Raid {
  if (target !== null) return target;
  throw new RuleError(
    'not-found',
    id === 'last'
      ? 'There is no raid yet.'
      : `There is no raid ${id}: it was deleted, or its number is wrong.`,
  );
}

function decideAddRaid(
  state: HistoryState,
  command: AddRaidCommand,
  rules: RaidDefaults,
  now: Date,
): Decision {
  const raid = newRaid(command.raid, rules, now, newest(command.kills));
  checkRaid(raid, now, command.raid);
  refuseSecondOpen(state.open, raid, null);
  const kills = command.kills.map((kill, index) => newKill(kill, raid, now, `kills[${index}].killed_at`));
  refuseKillsInQueue(raid, kills.length > 0);
  const withKills = kills.length === 0 ? '' : ` with ${counted(kills.length, 'kill')}`;
  return {
    changes: [{ type: 'insert_raid', raid, kills }],
    message: `Added: ${titleOf(raid)}${withKills}.`,
    step: `Raid added: ${titleOf(raid)}${withKills}`,
    raidId: null,
  };
}

function newest(kills: readonly KillFields[]): Date | null {
  return kills.reduce<Date | null>(
    (last, { killed_at }) =>
      killed_at !== undefined && (last === null || killed_at > last) ? killed_at : last,
    null,
  );
}

function decideEditRaid(state: HistoryState, raid: Raid, command: EditRaidCommand, now: Date): Decision {
  if (Object.keys(command.set).length === 0) {
    throw new RuleError('bad-input', 'Say what to correct: give at least one field of the raid.');
  }
  const corrected = correctedRaid(raid, command.set, now, state.killTimes?.last ?? null);
  const set = differences(raid, corrected, withWhatFollows(command.set));
  if (Object.keys(set).length === 0) return noChange(raid, `It is so already: ${titleOf(raid)}.`);
  checkRaid(corrected, now, command.set, raid);
  refuseSecondOpen(state.open, corrected, raid.raid_id);
  refuseKillsInQueue(corrected, state.killTimes !== null);
  if (('started_at' in set || 'ended_at' in set) && state.killTimes !== null) {
    checkKillsInside(state.killTimes, corrected, now);
  }
  return {
    changes: [{ type: 'update_raid', raid_id: raid.raid_id, set }],
    message: `Corrected: ${titleOf(corrected)}.`,
    step: `Correction of raid ${raid.raid_id}: ${titleOf(corrected)}`,
    raidId: raid.raid_id,
  };
}

function decideDeleteRaid(raid: Raid): Decision {
  return {
    changes: [
      { type: 'delete_raid', raid_id: raid.raid_id },
      ...(isOpen(raid.status) ? [keepChoice(raid)] : []),
    ],
    message: `Deleted: ${titleOf(raid)}. Press Undo to bring it back.`,
    step: `Raid deleted: ${titleOf(raid)}`,
    raidId: raid.raid_id,
  };
}

function refuseSecondOpen(open: Raid | null, raid: Omit<Raid, 'raid_id'>, itsId: number | null): void {
  if (open === null || open.raid_id === itsId || !isOpen(raid.status)) return;
  throw new RuleError(
    'raid-already-open',
    `Only one raid can be open, and ${raidWords(open)} is. End it first, or give this one its outcome.`,
  );
}

function refuseKillsInQueue({ status }: Omit<Raid, 'raid_id'>, hasKills: boolean): void {
  if (status !== 'queuing' || !hasKills) return;
  throw new RuleError('bad-input', 'A raid with kills is not queuing any more: give another status.', {
    status: 'must not be queuing, because the raid has kills',
  });
}

/** "Customs as PMC, died". */
function titleOf(raid: Omit<Raid, 'raid_id'>): string {
  const words = raid.outcome === null ? raid.status.replace('_', ' ') : OUTCOME_WORDS[raid.outcome];
  return `${raidWords(raid)}, ${words}`;
}

/** The fields that are corrected with those that are given. */
function withWhatFollows(given: RaidCorrection): readonly string[] {
  const times = ['started_at', 'matched_at'].some((field) => Object.hasOwn(given, field));
  const ends = ['status', 'ended_at'].some((field) => Object.hasOwn(given, field));
  return [
    ...Object.keys(given),
    ...(times ? ['queue_time_seconds'] : []),
    ...(ends ? ['over_at'] : []),
    ...(Object.hasOwn(given, 'status') ? ['outcome'] : []),
  ];
}
