import type { StoredStep } from './journal.js';
import { readRow, sameRow, type RowChange } from './row-change.js';
import type { Writer } from './store.js';

/**
 * What stands against taking a step back, or doing it again. `changed`: a row is not as the step left it, and would be
 * overwritten with what it was. `would_lose`: rows that no step knows of would go, and nothing could bring them back.
 */
export type StepConflict = 'none' | 'changed' | 'would_lose';

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
    if (!sameRow(row, expected)) found = 'changed';
  }
  return found;
}

async function hasOtherKills(
  writer: Writer,
  raidId: number,
  known: ReadonlyMap<string, RowChange>,
): Promise<boolean> {
  const kills = await writer.selectFrom('kills').select('kill_id').where('raid_id', '=', raidId).execute();
  return kills.some(({ kill_id }) => !known.has(`kills ${kill_id}`));
}
