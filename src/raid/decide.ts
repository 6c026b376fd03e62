import type { Decision, RaidState } from './change.js';
import type { EndCommand, KillCommand, RaidCommand, StartCommand, UpdateCommand } from './command.js';
import { canonicalMapName } from './map-names.js';
import { isOutcome, type Raid } from './model.js';
import { RuleError } from './rule-error.js';
import { CHARACTER_WORDS, ENEMY_WORDS, OUTCOME_WORDS, clockWords, raidWords } from './words.js';

/** A kill entered this long after the raid's end still belongs to it: kill lists are read on the end screen. */
export const LATE_KILL_SECONDS = 300;
/** The same outcome pressed again within this time is a doubled press, not a wish. */
export const REPEATED_END_SECONDS = 30;

const MATCHED_IMPLIED =
  'The Matched key was not pressed, so the queue time and the time in raid of this raid stay unknown.';

/**
 * The whole state table: what `command` does to `state` at `now`. Pure.
 * @throws RuleError with the key to press instead, when the rules refuse.
 */
export function decide(state: RaidState, command: RaidCommand, now: Date): Decision {
  switch (command.type) {
    case 'start':
      return decideStart(state, command, now);
    case 'matched':
      return decideMatched(state, now);
    case 'kill':
      return decideKill(state, command, now);
    case 'end':
      return decideEnd(state, command, now);
    case 'update':
      return decideUpdate(state, command);
    case 'cancel':
      return decideCancel(state);
  }
}

function decideStart({ open, last, next }: RaidState, command: StartCommand, now: Date): Decision {
  const named = command.map_name === undefined ? undefined : canonicalMapName(command.map_name);
  if (open !== null) {
    const sameMap = named === undefined || named === open.map_name;
    const sameCharacter =
      command.character_type === undefined || command.character_type === open.character_type;
    if (open.status === 'queuing' && sameMap && sameCharacter) {
      return holds(open, `Already in the queue for ${raidWords(open)}.`);
    }
    throw new RuleError(
      'raid-already-open',
      open.status === 'queuing'
        ? `You are in the queue for ${raidWords(open)}. Press Cancel to leave it, or change map and character with Update.`
        : `A raid is open: ${raidWords(open)}. End it first: press Survived, Died or MIA.`,
    );
  }
  const map_name = named ?? next.map_name ?? last?.map_name;
  const character_type = command.character_type ?? next.character_type ?? last?.character_type;
  if (map_name === undefined || character_type === undefined) {
    throw new RuleError('bad-input', missingForStart(map_name, character_type), {
      ...(map_name === undefined && { map_name: 'needed before the first raid' }),
      ...(character_type === undefined && { character_type: 'needed before the first raid: pmc or scav' }),
    });
  }
  const raid = {
    status: 'queuing',
    character_type,
    map_name,
    started_at: now,
    matched_at: null,
    ended_at: null,
    queue_time_seconds: null,
    extract_location: null,
  } as const;
  const nextIsUsedUp = next.map_name !== null || next.character_type !== null;
  return {
    changes: [
      { type: 'insert_raid', raid },
      ...(last !== null ? [{ type: 'end_outcome', raid_id: last.raid_id } as const] : []),
      ...(nextIsUsedUp
        ? [{ type: 'set_next_raid', next: { map_name: null, character_type: null } } as const]
        : []),
    ],
    message: `In the queue for ${raidWords(raid)}.`,
    step: `Queue for ${raidWords(raid)}`,
    raidId: null,
  };
}

function missingForStart(map: string | undefined, character: string | undefined): string {
  const missing = [map === undefined ? 'map_name' : '', character === undefined ? 'character_type' : ''];
  return `This is the first raid, so say where: add ${missing.filter(Boolean).join(' and ')} to the Queue key.`;
}

function decideMatched({ open }: RaidState, now: Date): Decision {
  const raid = openOrRefuse(open);
  if (raid.status === 'in_progress') return holds(raid, `Already in raid: ${raidWords(raid)}.`);
  const matched_at = notBefore(now, raid.started_at);
  const queue_time_seconds = Math.round((matched_at.getTime() - raid.started_at.getTime()) / 1000);
  return {
    changes: [
      {
        type: 'update_raid',
        raid_id: raid.raid_id,
        set: { status: 'in_progress', matched_at, queue_time_seconds },
      },
    ],
    message: `Matched after ${clockWords(queue_time_seconds)}: ${raidWords(raid)}.`,
    step: `Matched on ${raid.map_name}`,
    raidId: raid.raid_id,
  };
}

function decideKill({ open, last }: RaidState, command: KillCommand, now: Date): Decision {
  const raid = open ?? lateKillRaid(last, now);
  const enemy = ENEMY_WORDS[command.enemy_type];
  const with_ = command.weapon_used === undefined ? '' : ` with ${command.weapon_used}`;
  const kill = {
    raid_id: raid.raid_id,
    killed_at: notBefore(now, raid.started_at),
    enemy_type: command.enemy_type,
    weapon_used: command.weapon_used ?? null,
    headshot: command.headshot ?? null,
  };
  const implied = raid.status === 'queuing';
  return {
    changes: [
      ...(implied
        ? [{ type: 'update_raid', raid_id: raid.raid_id, set: { status: 'in_progress' } } as const]
        : []),
      { type: 'insert_kill', kill },
    ],
    message: sentence(
      open === null
        ? `${enemy} kill${with_} added to the last raid (${raid.map_name}), which has ended.`
        : `${enemy} kill${with_} counted.`,
      implied ? MATCHED_IMPLIED : '',
    ),
    step: `${enemy} kill${with_} on ${raid.map_name}`,
    raidId: raid.raid_id,
  };
}

function lateKillRaid(last: Raid | null, now: Date): Raid {
  if (last?.ended_at && isWithin(LATE_KILL_SECONDS, last.ended_at, now)) return last;
  throw new RuleError(
    'no-open-raid',
    last === null
      ? 'No raid is open. Press Queue first.'
      : `No raid is open, and the last one ended more than ${LATE_KILL_SECONDS / 60} minutes ago. Press Queue first.`,
  );
}

function decideEnd({ open, last }: RaidState, command: EndCommand, now: Date): Decision {
  if (command.extract_location !== undefined && command.status !== 'survived') {
    throw new RuleError('bad-input', 'An extract goes with survived only. Leave extract_location out.', {
      extract_location: 'goes with status survived only',
    });
  }
  if (open === null) return decideEndAgain(last, command, now);
  const ended_at = notBefore(now, open.matched_at ?? open.started_at);
  const implied = open.status === 'queuing';
  const at = command.extract_location === undefined ? '' : ` at ${command.extract_location}`;
  return {
    changes: [
      {
        type: 'update_raid',
        raid_id: open.raid_id,
        set: { status: command.status, ended_at, extract_location: command.extract_location ?? null },
      },
    ],
    message: sentence(
      `${capitalized(OUTCOME_WORDS[command.status])}${at}: ${raidWords(open)}.`,
      implied ? MATCHED_IMPLIED : '',
    ),
    step: `${capitalized(OUTCOME_WORDS[command.status])}${at} on ${open.map_name}`,
    raidId: open.raid_id,
  };
}

function decideEndAgain(last: Raid | null, command: EndCommand, now: Date): Decision {
  if (last === null || !isOutcome(last.status) || last.ended_at === null) {
    throw new RuleError('no-open-raid', 'No raid is open, so none can end. Press Queue first.');
  }
  if (last.status === command.status && isWithin(REPEATED_END_SECONDS, last.ended_at, now)) {
    return holds(last, `That raid has already ended: ${OUTCOME_WORDS[last.status]} on ${last.map_name}.`);
  }
  throw new RuleError(
    'no-open-raid',
    `No raid is open: the last one (${last.map_name}) ended as ${OUTCOME_WORDS[last.status]}. ` +
      'Press Undo to take that back, or Queue for the next raid.',
  );
}

function decideUpdate({ open, next }: RaidState, command: UpdateCommand): Decision {
  const map_name = command.map_name === undefined ? undefined : canonicalMapName(command.map_name);
  const { character_type } = command;
  if (map_name === undefined && character_type === undefined) {
    throw new RuleError('bad-input', 'Say what to change: add map_name or character_type to the key.', {
      map_name: 'give this or character_type',
      character_type: 'give this or map_name',
    });
  }
  const wanted = {
    ...(map_name !== undefined && { map_name }),
    ...(character_type !== undefined && { character_type }),
  };
  if (open !== null) {
    const updated = { ...open, ...wanted };
    if (updated.map_name === open.map_name && updated.character_type === open.character_type) {
      return holds(open, `It is already ${raidWords(open)}.`);
    }
    return {
      changes: [{ type: 'update_raid', raid_id: open.raid_id, set: wanted }],
      message: `Corrected: ${raidWords(updated)}.`,
      step: `Correction from ${raidWords(open)} to ${raidWords(updated)}`,
      raidId: open.raid_id,
    };
  }
  const chosen = { ...next, ...wanted };
  const words = [chosen.map_name, chosen.character_type && CHARACTER_WORDS[chosen.character_type]]
    .filter(Boolean)
    .join(' as ');
  if (chosen.map_name === next.map_name && chosen.character_type === next.character_type) {
    return { changes: [], message: `The next raid is already ${words}.`, step: '', raidId: null };
  }
  return {
    changes: [{ type: 'set_next_raid', next: chosen }],
    message: `Next raid: ${words}.`,
    step: `Next raid: ${words}`,
    raidId: null,
  };
}

function decideCancel({ open }: RaidState): Decision {
  const raid = openOrRefuse(open);
  return {
    changes: [{ type: 'delete_raid', raid_id: raid.raid_id }],
    message: `Cancelled: ${raidWords(raid)} is removed. Press Undo to bring it back.`,
    step: `Cancel of ${raidWords(raid)}`,
    raidId: raid.raid_id,
  };
}

function openOrRefuse(open: Raid | null): Raid {
  if (open === null) throw new RuleError('no-open-raid', 'No raid is open. Press Queue first.');
  return open;
}

function holds(raid: Raid, message: string): Decision {
  return { changes: [], message, step: '', raidId: raid.raid_id };
}

function isWithin(limitSeconds: number, from: Date, now: Date): boolean {
  return now.getTime() - from.getTime() <= limitSeconds * 1000;
}

/** The clock may step back; a raid's times may not. */
function notBefore(time: Date, earliest: Date): Date {
  return time < earliest ? earliest : time;
}

function sentence(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' ');
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
