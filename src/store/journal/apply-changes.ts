import { sql, type Updateable } from 'kysely';
import type { Change, NewKill } from '../../raid/press/change.js';
import { eraAt, eraOfStart } from '../query/order-of-play.js';
import { isUnreadableRow, readRow, type JournaledTable, type Row, type RowChange } from './row-change.js';
import { only, prepared } from '../prepared.js';
import { killSetToRow, killToRow, raidSetToRow, raidToRow } from '../rows.js';
import type { AppStateTable } from '../schema.js';
import { sessionSetToRow, sessionToRow } from '../query/sessions.js';
import type { Writer } from '../store.js';
import { formatTime } from '../time.js';
import { recountWhereUnreadable } from '../figures/sums.js';

/** What applying left behind: each touched row before and after, and the id of a raid that is new. */
export interface Applied {
  readonly rowChanges: readonly RowChange[];
  readonly insertedRaidId: number | null;
}

/** Stores the changes in order, inside the caller's transaction. */
export async function applyChanges(writer: Writer, changes: readonly Change[]): Promise<Applied> {
  const rowChanges: RowChange[] = [];
  for (const change of changes) rowChanges.push(...(await applyChange(writer, change)));
  await recountWhereUnreadable(writer, rowChanges);
  const newRaid = rowChanges.find(({ table, before }) => table === 'raids' && before === null);
  return { rowChanges, insertedRaidId: newRaid?.id ?? null };
}

async function applyChange(writer: Writer, change: Change): Promise<RowChange[]> {
  switch (change.type) {
    case 'insert_raid':
      return insertRaid(writer, change);
    case 'insert_kill':
      return [await insertKill(writer, change.kill.raid_id, change.kill)];
    case 'update_raid': {
      const { raid_id, set } = change;
      const update = writer.updateTable('raids').set(raidSetToRow(set)).where('raid_id', '=', raid_id);
      // Corrected to a time after the clock was set back: the raid was played since. Otherwise the order of play stays.
      const era = set.started_at === undefined ? null : await eraAt(writer, set.started_at);
      const placed =
        era === null ? update : update.set((eb) => ({ clock_era: eb.fn('max', ['clock_era', eb.val(era)]) }));
      return [await tracked(writer, 'raids', raid_id, () => placed.execute())];
    }
    case 'update_kill': {
      const { kill_id, set } = change;
      const update = writer.updateTable('kills').set(killSetToRow(set)).where('kill_id', '=', kill_id);
      return [await tracked(writer, 'kills', kill_id, () => update.execute())];
    }
    case 'delete_raid':
      return deleteRaid(writer, change.raid_id);
    case 'delete_kill': {
      const removal = writer.deleteFrom('kills').where('kill_id', '=', change.kill_id);
      return [await tracked(writer, 'kills', change.kill_id, () => removal.execute())];
    }
    case 'insert_session': {
      const row = await writer
        .insertInto('sessions')
        .values(sessionToRow(change.session))
        .returningAll()
        .executeTakeFirstOrThrow();
      return [inserted('sessions', row.session_id, row)];
    }
    case 'update_session': {
      const { session_id, set } = change;
      const update = writer
        .updateTable('sessions')
        .set(sessionSetToRow(set))
        .where('session_id', '=', session_id);
      return [await tracked(writer, 'sessions', session_id, () => update.execute())];
    }
    case 'delete_session': {
      const removal = writer.deleteFrom('sessions').where('session_id', '=', change.session_id);
      return [await tracked(writer, 'sessions', change.session_id, () => removal.execute())];
    }
    case 'set_next_raid': {
      const { map_name, character_type, game_mode } = change.next;
      return [
        await setState(writer, {
          next_map_name: map_name,
          next_character_type: character_type,
          next_game_mode: game_mode,
        }),
      ];
    }
    case 'rename_map':
      return renameMap(writer, change.from, change.to);
    case 'say_outcome':
      return [
        await setState(writer, {
          outcome_said_raid_id: change.raid_id,
          outcome_said_at: formatTime(change.at),
        }),
      ];
    case 'end_outcome':
      return [await setState(writer, { outcome_over_raid_id: change.raid_id })];
  }
}

async function insertRaid(
  writer: Writer,
  { raid, kills = [], isPlayedNow }: Extract<Change, { type: 'insert_raid' }>,
): Promise<RowChange[]> {
  const era = isPlayedNow === true ? { clock_era: await eraOfStart(writer, raid.started_at) } : {};
  const { raid_id } = await writer
    .insertInto('raids')
    .values({ ...raidToRow(raid), ...era })
    .returning('raid_id')
    .executeTakeFirstOrThrow();
  // Read again: a trigger has placed a raid that is told of afterwards.
  const changes: RowChange[] = [
    { table: 'raids', id: raid_id, before: null, after: await readRow(writer, 'raids', raid_id) },
  ];
  for (const kill of kills) changes.push(await insertKill(writer, raid_id, kill));
  return changes;
}

async function insertKill(writer: Writer, raid_id: number, kill: NewKill): Promise<RowChange> {
  const row = only(await insertKillRow(writer, killToRow({ ...kill, raid_id })));
  return inserted('kills', row.kill_id, row);
}

const insertKillRow = prepared(
  (db, { raid_id, killed_at, enemy_type, weapon_used, headshot }: ReturnType<typeof killToRow>) =>
    db.insertInto('kills').values({ raid_id, killed_at, enemy_type, weapon_used, headshot }).returningAll(),
);

async function deleteRaid(writer: Writer, raidId: number): Promise<RowChange[]> {
  // The kills go by cascade; the journal needs each of them to bring the raid back whole. They stand before the raid,
  // because undo walks backwards and a kill needs its raid.
  const kills = await writer.selectFrom('kills').select('kill_id').where('raid_id', '=', raidId).execute();
  const changes: RowChange[] = [];
  for (const { kill_id } of kills) {
    changes.push({
      table: 'kills',
      id: kill_id,
      before: await readRow(writer, 'kills', kill_id),
      after: null,
    });
  }
  changes.push(
    await tracked(writer, 'raids', raidId, () =>
      writer.deleteFrom('raids').where('raid_id', '=', raidId).execute(),
    ),
  );
  return changes;
}

/** In one statement: a map may have thousands of raids. */
async function renameMap(writer: Writer, from: string, to: string): Promise<RowChange[]> {
  const rows = await writer.selectFrom('raids').selectAll().where('map_name', '=', from).execute();
  await writer.updateTable('raids').set({ map_name: to }).where('map_name', '=', from).execute();
  return rows.map((row) => ({
    ...({ table: 'raids', id: row.raid_id } as const),
    ...{ before: { ...row }, after: { ...row, map_name: to } },
  }));
}

function setState(writer: Writer, set: Updateable<AppStateTable>): Promise<RowChange> {
  return tracked(writer, 'app_state', 1, () => writer.updateTable('app_state').set(set).execute());
}

function inserted(table: JournaledTable, id: number, row: Row): RowChange {
  return { table, id, before: null, after: row };
}

async function tracked(
  writer: Writer,
  table: JournaledTable,
  id: number,
  write: () => Promise<unknown>,
): Promise<RowChange> {
  const before = await readRow(writer, table, id);
  // An index may still hold the value that it had before.
  if (table === 'raids' && before !== null && isUnreadableRow(table, before))
    await sql`REINDEX raids`.execute(writer);
  await write();
  return { table, id, before, after: await readRow(writer, table, id) };
}
