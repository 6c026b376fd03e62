import type { Decision, HistoryState, NewKill } from '../press/change.js';
import { notBefore } from '../clock.js';
import type { AddKillsCommand, DeleteKillCommand, EditKillCommand, KillFields } from './history-command.js';
import { differences } from './differences.js';
import { noChange } from '../press/no-change.js';
import type { Kill, Raid } from '../model.js';
import { checkKillTime } from './raid-times.js';
import { RuleError } from '../rule-error.js';
import { countedUntil } from '../press/stale.js';
import { counted } from '../../lib/counted.js';
import { killWords } from '../words.js';

/**
 * A kill told afterwards: without a time of its own it was at the raid's end, in an open raid it is now, in a forgotten one
 * when that can have lasted longest.
 */
export function newKill(fields: KillFields, raid: Omit<Raid, 'raid_id'>, now: Date, field: string): NewKill {
  const killed_at = fields.killed_at ?? notBefore(countedUntil(raid, now), raid.started_at);
  checkKillTime(killed_at, raid, now, field);
  return {
    killed_at,
    enemy_type: fields.enemy_type,
    weapon_used: fields.weapon_used ?? null,
    headshot: fields.headshot ?? null,
  };
}

/** Kills onto any raid; one that is still queuing has begun then. */
export function decideAddKills(raid: Raid, { kills }: AddKillsCommand, now: Date): Decision {
  if (kills.length === 0) {
    throw new RuleError('bad-input', 'Say which kills: give enemy_type, or kills with one entry for each.', {
      kills: 'must not be empty',
    });
  }
  const { raid_id } = raid;
  const [only] = kills.length === 1 ? kills : [];
  const added = `${only === undefined ? counted(kills.length, 'kill') : killWords(only)} on ${raid.map_name}`;
  return {
    changes: [
      ...(raid.status === 'queuing'
        ? [{ type: 'update_raid', raid_id, set: { status: 'in_progress' } } as const]
        : []),
      ...kills.map((kill, index) => ({
        type: 'insert_kill' as const,
        kill: { raid_id, ...newKill(kill, raid, now, `kills[${index}].killed_at`) },
      })),
    ],
    message: `Added: ${added}.`,
    step: `Added: ${added}`,
    raidId: raid_id,
  };
}

export function decideEditKill(state: HistoryState, { kill_id, set }: EditKillCommand, now: Date): Decision {
  const { kill, raid } = found(state, kill_id);
  if (Object.keys(set).length === 0) {
    throw new RuleError('bad-input', 'Say what to correct: give at least one field of the kill.');
  }
  const corrected: NewKill = {
    killed_at: set.killed_at ?? kill.killed_at,
    enemy_type: set.enemy_type ?? kill.enemy_type,
    weapon_used: set.weapon_used === undefined ? kill.weapon_used : set.weapon_used,
    headshot: set.headshot === undefined ? kill.headshot : set.headshot,
  };
  const different = differences(kill, corrected, Object.keys(set));
  if (Object.keys(different).length === 0) return noChange(raid, `It is so already: ${wordsOf(kill, raid)}.`);
  if (set.killed_at !== undefined) checkKillTime(set.killed_at, raid, now, 'killed_at');
  return {
    changes: [{ type: 'update_kill', kill_id: kill.kill_id, set: different }],
    message: `Corrected: ${wordsOf(corrected, raid)}.`,
    step: `Correction of kill ${kill.kill_id}: ${wordsOf(corrected, raid)}`,
    raidId: raid.raid_id,
  };
}

export function decideDeleteKill(state: HistoryState, { kill_id }: DeleteKillCommand): Decision {
  const { kill, raid } = found(state, kill_id);
  return {
    changes: [{ type: 'delete_kill', kill_id: kill.kill_id }],
    message: `Deleted: ${wordsOf(kill, raid)}. Press Undo to bring it back.`,
    step: `Kill deleted: ${wordsOf(kill, raid)}`,
    raidId: raid.raid_id,
  };
}

function found(state: HistoryState, id: number | 'last'): { kill: Kill; raid: Raid } {
  if (state.kill !== null && state.target !== null) return { kill: state.kill, raid: state.target };
  throw new RuleError('not-found', id === 'last' ? 'There is no kill yet.' : `There is no kill ${id}.`);
}

function wordsOf(kill: NewKill, raid: Raid): string {
  return `${killWords(kill)} on ${raid.map_name}`;
}
