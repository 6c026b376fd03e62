import type { Change } from '../raid/change.js';
import { readRow, type JournaledTable, type RowChange } from './row-change.js';
import { killToRow, raidSetToRow, raidToRow } from './rows.js';
import type { Writer } from './store.js';

/** What applying left behind: each touched row before and after, and the ids that were given out. */
export interface Applied {
  readonly rowChanges: readonly RowChange[];
  readonly insertedRaidId: number | null;
  readonly insertedKillIds: readonly number[];
}

/** Stores the changes in order, inside the caller's transaction. */
export async function applyChanges(writer: Writer, changes: readonly Change[]): Promise<Applied> {
  const rowChanges: RowChange[] = [];
  const insertedKillIds: number[] = [];
  let insertedRaidId: number | null = null;
  for (const change of changes) {
    switch (change.type) {
      case 'insert_raid': {
        insertedRaidId = await insertRaid(writer, change);
        rowChanges.push(await inserted(writer, 'raids', insertedRaidId));
        break;
      }
      case 'insert_kill': {
        const id = await insertKill(writer, change);
        insertedKillIds.push(id);
        rowChanges.push(await inserted(writer, 'kills', id));
        break;
      }
      case 'update_raid': {
        const row = raidSetToRow(change.set);
        rowChanges.push(
          await tracked(writer, 'raids', change.raid_id, () =>
            writer.updateTable('raids').set(row).where('raid_id', '=', change.raid_id).execute(),
          ),
        );
        break;
      }
      case 'delete_raid':
        rowChanges.push(...(await deleteRaid(writer, change.raid_id)));
        break;
      case 'set_next_raid':
        rowChanges.push(
          await tracked(writer, 'app_state', 1, () =>
            writer
              .updateTable('app_state')
              .set({
                next_map_name: change.next.map_name,
                next_character_type: change.next.character_type,
                next_game_mode: change.next.game_mode,
              })
              .execute(),
          ),
        );
        break;
      case 'end_outcome':
        rowChanges.push(
          await tracked(writer, 'app_state', 1, () =>
            writer.updateTable('app_state').set({ outcome_over_raid_id: change.raid_id }).execute(),
          ),
        );
        break;
    }
  }
  return { rowChanges, insertedRaidId, insertedKillIds };
}

async function insertRaid(
  writer: Writer,
  { raid }: Extract<Change, { type: 'insert_raid' }>,
): Promise<number> {
  const { raid_id } = await writer
    .insertInto('raids')
    .values(raidToRow(raid))
    .returning('raid_id')
    .executeTakeFirstOrThrow();
  return raid_id;
}

async function insertKill(
  writer: Writer,
  { kill }: Extract<Change, { type: 'insert_kill' }>,
): Promise<number> {
  const { kill_id } = await writer
    .insertInto('kills')
    .values(killToRow(kill))
    .returning('kill_id')
    .executeTakeFirstOrThrow();
  return kill_id;
}

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

async function inserted(writer: Writer, table: JournaledTable, id: number): Promise<RowChange> {
  return { table, id, before: null, after: await readRow(writer, table, id) };
}

async function tracked(
  writer: Writer,
  table: JournaledTable,
  id: number,
  write: () => Promise<unknown>,
): Promise<RowChange> {
  const before = await readRow(writer, table, id);
  await write();
  return { table, id, before, after: await readRow(writer, table, id) };
}
