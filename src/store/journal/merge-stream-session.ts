import { readRow, type RowChange } from './row-change.js';
import type { StoredStep } from './journal.js';
import type { Writer } from '../store.js';

/** A step as it goes on, and whether a session has become a part of it. */
interface MergedStep {
  readonly step: StoredStep;
  readonly hasMerged: boolean;
}

/**
 * A session that a step opens again meets the one that OBS's stream has opened since, and only one can be open: that one
 * becomes a part of it, as a change of this step, so that the way back brings it again row by row.
 */
export async function mergeStreamSession(
  writer: Writer,
  step: StoredStep,
  direction: 'undo' | 'redo',
): Promise<MergedStep> {
  const isUndoneEnd = direction === 'undo' && step.command === 'end_session';
  const isRedoneStart = direction === 'redo' && step.command === 'start_session';
  if (!isUndoneEnd && !isRedoneStart) return { step, hasMerged: false };
  const isItsOwn = ({ before, after }: RowChange): boolean =>
    isUndoneEnd ? before !== null && after !== null : before === null;
  // What was merged the last time is looked at anew: the stream has gone on since.
  const own = step.rowChanges.filter(isItsOwn);
  const merged = await changeOfStreamSession(writer, own, isUndoneEnd);
  const others = merged === null ? [] : [merged];
  // Undo walks backwards: either way the session goes before another one opens.
  const rowChanges = isUndoneEnd ? [...own, ...others] : [...others, ...own];
  await writer
    .updateTable('journal')
    .set({ row_changes: JSON.stringify(rowChanges) })
    .where('step_id', '=', step.step_id)
    .execute();
  return { step: { ...step, rowChanges }, hasMerged: merged !== null };
}

async function changeOfStreamSession(
  writer: Writer,
  own: readonly RowChange[],
  isUndoneEnd: boolean,
): Promise<RowChange | null> {
  const open = await writer
    .selectFrom('sessions')
    .select('session_id')
    .where('ended_at', 'is', null)
    .where('opened_by', '=', 'stream')
    .executeTakeFirst();
  if (open === undefined || own.some(({ id }) => id === open.session_id)) return null;
  const row = await readRow(writer, 'sessions', open.session_id);
  const [before, after] = isUndoneEnd ? [null, row] : [row, null];
  return { table: 'sessions', id: open.session_id, before, after };
}
