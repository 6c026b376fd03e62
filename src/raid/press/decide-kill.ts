import type { Decision, RaidState } from './change.js';
import { isWithin, notBefore } from '../clock.js';
import type { KillCommand } from './command.js';
import { MATCHED_IMPLIED } from './matched-implied.js';
import type { Raid } from '../model.js';
import { RuleError } from '../rule-error.js';
import { forgottenWords } from './stale-words.js';
import { killWords, sentence } from '../words.js';

/** A kill entered this long after the raid's end still belongs to it: kill lists are read on the end screen. */
export const LATE_KILL_SECONDS = 300;

/** A kill in the open raid, or in the last one shortly after its end. */
export function decideKill(
  { open: opened, last, beforeLogQueue }: RaidState,
  command: KillCommand,
  now: Date,
): Decision {
  const before = beforeLogQueue?.raid ?? null;
  // Nobody is killed in a queue: the list is still being read off the end screen.
  const open = before?.ended_at && isWithin(LATE_KILL_SECONDS, before.ended_at, now) ? null : opened;
  const raid = open ?? lateKillRaid(opened === null ? last : before, now);
  const killed = killWords(command);
  const kill = {
    raid_id: raid.raid_id,
    // Kills are read off the end screen when the raid is over.
    killed_at: notBefore(open?.over_at ?? now, raid.started_at),
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
        ? `${killed} added to the last raid (${raid.map_name}), which has ended.`
        : `${killed} counted.`,
      implied ? MATCHED_IMPLIED : '',
      forgottenWords(raid, { ...raid, ...(implied && { status: 'in_progress' }) }, now),
    ),
    step: `${killed} on ${raid.map_name}`,
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
