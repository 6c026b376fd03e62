import type { StoredStep } from './journal.js';
import type { CharacterType } from '../../raid/model.js';
import { readRow, sameRow, type Row, type RowChange } from './row-change.js';
import { readTime } from '../rows.js';
import type { Writer } from '../store.js';
import { formsOf } from '../time.js';

/**
 * Why a step cannot be undone or redone. `logged`: the game's log has brought the raid on since. `changed`: a row is not as the step left it, and would be overwritten with
 * what it was. `would_double`: the raid or session that would come back has come back already, by an import.
 * `would_lose`: rows that no step knows of would go, and nothing could bring them back.
 */
export type StepConflict = 'none' | 'logged' | 'changed' | 'would_double' | 'would_lose';

/** Compares each row with what the step left (for undo), or found (for redo): other programs write, too. */
export async function readStepConflict(
  writer: Writer,
  step: StoredStep,
  direction: 'undo' | 'redo',
): Promise<StepConflict> {
  const finals = new Map<string, RowChange>();
  const inOrder = direction === 'undo' ? step.rowChanges : [...step.rowChanges].reverse();
  for (const change of inOrder) finals.set(`${change.table} ${change.id}`, change);
  let found: StepConflict = 'none';
  for (const { table, id, before, after } of finals.values()) {
    const [target, expected] = direction === 'undo' ? [before, after] : [after, before];
    const row = await readRow(writer, table, id);
    // Another raid has come to the id that was free: what was stored under it would become a part of the old one.
    if (expected === null && row !== null) return 'would_lose';
    // Removing a raid takes its kills along.
    if (table === 'raids' && target === null && (await hasOtherKills(writer, id, finals)))
      return 'would_lose';
    if (!sameRow(row, expected) && found === 'none')
      found = isLogged(table, row, expected) ? 'logged' : 'changed';
    if (target !== null && row === null && (await isThereAs(writer, table, id, target))) {
      found = 'would_double';
    }
  }
  return found;
}

/** Whether what differs came with the game's log: it marks each raid that it changes. */
function isLogged(table: RowChange['table'], row: Row | null, expected: Row | null): boolean {
  return (
    table === 'raids' &&
    row !== null &&
    expected !== null &&
    row['game_log'] !== (expected['game_log'] ?? null)
  );
}

async function hasOtherKills(
  writer: Writer,
  raidId: number,
  known: ReadonlyMap<string, RowChange>,
): Promise<boolean> {
  const kills = await writer.selectFrom('kills').select('kill_id').where('raid_id', '=', raidId).execute();
  return kills.some(({ kill_id }) => !known.has(`kills ${kill_id}`));
}

/** Whether it is stored under another id: an import leaves the old one to the step that may bring it back. */
async function isThereAs(
  writer: Writer,
  table: RowChange['table'],
  id: number,
  image: Row,
): Promise<boolean> {
  if (table !== 'raids' && table !== 'sessions') return false;
  const start = readTime(image['started_at'], 'started_at', []);
  if (start === null) return false;
  const starts = formsOf(start);
  if (table === 'sessions') {
    const session = await writer
      .selectFrom('sessions')
      .select('session_id')
      .where('started_at', 'in', starts)
      .where('session_id', '<>', id)
      .executeTakeFirst();
    return session !== undefined;
  }
  const raid = await writer
    .selectFrom('raids')
    .select('raid_id')
    .where('started_at', 'in', starts)
    .where('map_name', '=', String(image['map_name']))
    .where('character_type', '=', image['character_type'] as CharacterType)
    .where('raid_id', '<>', id)
    .executeTakeFirst();
  return raid !== undefined;
}
