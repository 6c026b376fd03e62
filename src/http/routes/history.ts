import type * as z from 'zod';
import { EXAMPLE_KILL } from '../../contract/examples.js';
import { pressReply } from '../../contract/press.js';
import {
  presentRaidPage,
  presentRaidWithKills,
  RAID_PAGE_REPLY,
  RAID_WITH_KILLS_REPLY,
} from '../../contract/raid.js';
import type { KillFields } from '../../raid/history/history-command.js';
import type { RaidQuery } from '../../raid/history/history.js';
import { isOpen, RAID_STATUSES, type Outcome, type RaidState } from '../../raid/model.js';
import { MAX_KILLS_AT_ONCE } from '../../raid/history/kill-list.js';
import { toldState } from '../../raid/history/told-state.js';
import { canonicalMapName } from '../../raid/game/map-names.js';
import { raidLine, raidsLine } from '../call/deck-lines.js';
import { fieldProblem } from '../call/fields.js';
import {
  KILL_CORRECTION,
  KILL_ID,
  LIST,
  NEW_KILLS,
  NEW_RAID,
  RAID_CORRECTION,
  RAID_ID,
} from './history-fields.js';
import { HttpError } from '../call/problem.js';
import { json, press, read, type CallContext, type Route } from '../call/route.js';
import { given, run } from '../call/run-command.js';

const DEFAULT_PAGE = 50;

/** Looking back at raids, and putting right what is stored. */
export const historyRoutes: readonly Route[] = [
  read({
    path: '/raids',
    summary:
      'The raids, newest first, page by page. A day in from or to begins at day_starts_at; to does not count.',
    fields: LIST,
    reply: RAID_PAGE_REPLY,
    handle: listRaids,
  }),
  press({
    path: '/raids',
    summary: 'Add a whole raid that was forgotten, with its kills.',
    fields: NEW_RAID,
    reply: pressReply(
      'Added: Customs as PMC, died with 1 kill.',
      { kills: [EXAMPLE_KILL] },
      { statuses: [201] },
    ),
    handle: (fields, context) => {
      const { kills = [], ...raid } = given(fields);
      const { status, outcome } = toldState(raid);
      const values = given({ ...raid, status, outcome: outcome ?? undefined });
      return run({ type: 'add_raid', raid: values, kills: kills.map(given) }, 201, context);
    },
  }),
  press({
    path: '/raids/move-back',
    summary:
      'Move raids and sessions that lie in the future back: the clock of the PC was ahead when they were played. They keep their distances, and the last one ends when its end was pressed, else by the next press, else now.',
    reply: pressReply('1 raid moved back by 5 hours. Press Undo if that is wrong.'),
    handle: (_fields, context) => run({ type: 'move_back' }, 200, context),
  }),
  read({
    path: '/raids/:raid_id',
    summary: 'One raid with its kills; last is the last one.',
    fields: RAID_ID,
    reply: RAID_WITH_KILLS_REPLY,
    handle: readRaid,
  }),
  press({
    method: 'PATCH',
    path: '/raids/:raid_id',
    summary: 'Correct a raid.',
    fields: RAID_CORRECTION,
    nullClears: true,
    reply: pressReply('Corrected: Customs as PMC, survived.'),
    handle: ({ raid_id, status, outcome, ...set }, context) =>
      run(
        { type: 'edit_raid', raid_id, set: { ...given(set), ...toldState({ status, outcome }) } },
        200,
        context,
      ),
  }),
  press({
    method: 'DELETE',
    path: '/raids/:raid_id',
    summary: 'Delete a raid and its kills.',
    fields: RAID_ID,
    reply: pressReply('Deleted: Customs as PMC, survived. Press Undo to bring it back.', { raid: null }),
    handle: ({ raid_id }, context) => run({ type: 'delete_raid', raid_id }, 200, context),
  }),
  press({
    path: '/raids/:raid_id/kills',
    summary: 'Add kills to any raid.',
    fields: NEW_KILLS,
    reply: pressReply(
      'Added: PMC headshot with M4A1 on Customs.',
      { kills: [EXAMPLE_KILL] },
      {
        statuses: [201],
        request: { kills: [{ enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true }] },
      },
    ),
    handle: (fields, context) =>
      run({ type: 'add_kills', raid_id: fields.raid_id, kills: killsOf(fields) }, 201, context),
  }),
  press({
    method: 'PATCH',
    path: '/kills/:kill_id',
    summary: 'Correct a kill.',
    fields: KILL_CORRECTION,
    nullClears: true,
    reply: pressReply('Corrected: PMC headshot with M4A1 on Customs.', { kill: EXAMPLE_KILL }),
    handle: ({ kill_id, ...set }, context) =>
      run({ type: 'edit_kill', kill_id, set: given(set) }, 200, context),
  }),
  press({
    method: 'DELETE',
    path: '/kills/:kill_id',
    summary: 'Delete a kill.',
    fields: KILL_ID,
    reply: pressReply('Deleted: PMC headshot with M4A1 on Customs. Press Undo to bring it back.'),
    handle: ({ kill_id }, context) => run({ type: 'delete_kill', kill_id }, 200, context),
  }),
];

async function listRaids(fields: z.output<typeof LIST>, { ports }: CallContext) {
  const { map_name, status, outcome, limit = DEFAULT_PAGE, ...rest } = given(fields);
  const wanted: RaidQuery = {
    ...given(rest),
    ...stateQuery(status, outcome),
    limit,
    ...(map_name !== undefined && { map_name: canonicalMapName(map_name) }),
  };
  const page = await ports.history.listRaids(wanted);
  const now = ports.now();
  return json(presentRaidPage(page, now), raidsLine(page.raids, now));
}

/** A status stands for all of its outcomes; a finer outcome may be given as the status, too. */
function stateQuery(status?: RaidState, outcome?: Outcome): Pick<RaidQuery, 'status' | 'outcome'> {
  const stored = RAID_STATUSES.find((known) => known === status);
  const finer = stored === undefined && status !== undefined && !isOpen(status) ? status : undefined;
  if (finer !== undefined && outcome !== undefined && outcome !== finer) {
    throw fieldProblem({ outcome: `does not go with status ${finer}: leave one of both out` });
  }
  return given({ status: stored, outcome: outcome ?? finer });
}

async function readRaid({ raid_id }: z.output<typeof RAID_ID>, { ports }: CallContext) {
  const found = await ports.history.readRaid(raid_id);
  const now = ports.now();
  return json(presentRaidWithKills(found, now), raidLine(found.raid, now));
}

/** A list of kills, or one kind of kill as often as `count` says. */
function killsOf(fields: z.output<typeof NEW_KILLS>): KillFields[] {
  const { kills = [], count = 1, enemy_type, weapon_used, headshot, killed_at } = fields;
  if (enemy_type === undefined) {
    const alone = given({ weapon_used, headshot, killed_at, count: fields.count });
    const [stray] = Object.keys(alone);
    if (stray === undefined) return kills.map(given);
    throw new HttpError('bad-input', `${stray} goes with enemy_type: give that too.`, {
      fields: { [stray]: 'goes with enemy_type' },
    });
  }
  if (kills.length + count > MAX_KILLS_AT_ONCE) {
    throw fieldProblem({ kills: `must be at most ${MAX_KILLS_AT_ONCE} kills, together with count` });
  }
  const kill = { enemy_type, ...given({ weapon_used, headshot, killed_at }) };
  return [...kills.map(given), ...Array.from({ length: count }, () => kill)];
}
