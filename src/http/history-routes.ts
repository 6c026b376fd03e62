import type { z } from 'zod';
import type { KillFields } from '../raid/history-command.js';
import type { RaidQuery } from '../raid/history.js';
import { MAX_KILLS_AT_ONCE } from '../raid/kill-list.js';
import { canonicalMapName } from '../raid/map-names.js';
import { raidLine, raidsLine } from './deck-lines.js';
import { fieldProblem } from './fields.js';
import {
  KILL_CORRECTION,
  KILL_ID,
  LIST,
  NEW_KILLS,
  NEW_RAID,
  RAID_CORRECTION,
  RAID_ID,
} from './history-fields.js';
import { presentKill, presentRaid } from './present-raid.js';
import { HttpProblem } from './problem.js';
import { correct, NO_FIELDS, press, query, type CallContext, type Reply, type Route } from './route.js';
import { given, run } from './run-command.js';

const DEFAULT_PAGE = 50;

/** Looking back at raids, and putting right what is stored. */
export const historyRoutes: readonly Route[] = [
  query(
    '/raids',
    'The raids, newest first, page by page. A day in from or to begins at day_starts_at; to does not count.',
    LIST,
    listRaids,
  ),
  press('/raids', 'Add a whole raid that was forgotten, with its kills.', NEW_RAID, (fields, context) => {
    const { kills = [], ...raid } = given(fields);
    return run({ type: 'add_raid', raid: given(raid), kills: kills.map(given) }, 201, context);
  }),
  press(
    '/raids/move-back',
    'Move raids and sessions that lie in the future back: the clock of the PC was ahead when they were played. They keep their distances, and the last one ends when its end was pressed, else by the next press, else now.',
    NO_FIELDS,
    (_fields, context) => run({ type: 'move_back' }, 200, context),
  ),
  query('/raids/:raid_id', 'One raid with its kills; last is the last one.', RAID_ID, readRaid),
  correct('PATCH', '/raids/:raid_id', 'Correct a raid.', RAID_CORRECTION, ({ raid_id, ...set }, context) =>
    run({ type: 'edit_raid', raid_id, set: given(set) }, 200, context),
  ),
  correct('DELETE', '/raids/:raid_id', 'Delete a raid and its kills.', RAID_ID, ({ raid_id }, context) =>
    run({ type: 'delete_raid', raid_id }, 200, context),
  ),
  correct('POST', '/raids/:raid_id/kills', 'Add kills to any raid.', NEW_KILLS, (fields, context) =>
    run({ type: 'add_kills', raid_id: fields.raid_id, kills: killsOf(fields) }, 201, context),
  ),
  correct('PATCH', '/kills/:kill_id', 'Correct a kill.', KILL_CORRECTION, ({ kill_id, ...set }, context) =>
    run({ type: 'edit_kill', kill_id, set: given(set) }, 200, context),
  ),
  correct('DELETE', '/kills/:kill_id', 'Delete a kill.', KILL_ID, ({ kill_id }, context) =>
    run({ type: 'delete_kill', kill_id }, 200, context),
  ),
];

async function listRaids(fields: z.output<typeof LIST>, { ports }: CallContext): Promise<Reply> {
  const { map_name, limit = DEFAULT_PAGE, ...rest } = given(fields);
  const wanted: RaidQuery = {
    ...given(rest),
    limit,
    ...(map_name !== undefined && { map_name: canonicalMapName(map_name) }),
  };
  const page = await ports.history.listRaids(wanted);
  const now = ports.now();
  return {
    kind: 'json',
    status: 200,
    json: { raids: page.raids.map((raid) => presentRaid(raid, now)), next: page.next },
    text: raidsLine(page.raids, now),
  };
}

async function readRaid({ raid_id }: z.output<typeof RAID_ID>, { ports }: CallContext): Promise<Reply> {
  const { raid, kills } = await ports.history.readRaid(raid_id);
  const now = ports.now();
  return {
    kind: 'json',
    status: 200,
    json: { ...presentRaid(raid, now), kills: kills.map(presentKill) },
    text: raidLine(raid, now),
  };
}

/** A list of kills, or one kind of kill as often as `count` says. */
function killsOf(fields: z.output<typeof NEW_KILLS>): KillFields[] {
  const { kills = [], count = 1, enemy_type, weapon_used, headshot, killed_at } = fields;
  if (enemy_type === undefined) {
    const alone = given({ weapon_used, headshot, killed_at, count: fields.count });
    const [stray] = Object.keys(alone);
    if (stray === undefined) return kills.map(given);
    throw new HttpProblem('bad-input', `${stray} goes with enemy_type: give that too.`, {
      fields: { [stray]: 'goes with enemy_type' },
    });
  }
  if (kills.length + count > MAX_KILLS_AT_ONCE) {
    throw fieldProblem({ kills: `must be at most ${MAX_KILLS_AT_ONCE} kills, together with count` });
  }
  const kill = { enemy_type, ...given({ weapon_used, headshot, killed_at }) };
  return [...kills.map(given), ...Array.from({ length: count }, () => kill)];
}
