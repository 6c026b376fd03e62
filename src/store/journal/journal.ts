import type { Selectable } from 'kysely';
import type { JournalStep } from '../../raid/snapshot.js';
import { isRowChange, restoreRow, reviveBytes, type RowChange } from './row-change.js';
import { only, prepared } from '../prepared.js';
import { readTime } from '../rows.js';
import type { JournalTable } from '../schema.js';
import type { Reader, Writer } from '../store.js';
import { recountWhereUnreadable } from '../figures/sums.js';
import { formatTime } from '../time.js';

/** How many steps are kept; far more than anyone steps back through. */
const STEPS_KEPT = 10_000;

/** A step with what it takes to take it back. */
export interface StoredStep extends JournalStep {
  readonly raid_id: number | null;
  readonly rowChanges: readonly RowChange[];
}

/** The same as it stands in the journal; `rowChanges` null: they cannot be read. */
export type FoundStep = Omit<StoredStep, 'rowChanges'> & {
  readonly rowChanges: readonly RowChange[] | null;
};

/** Writes a step; what had been undone can no longer be done again. */
export async function appendStep(writer: Writer, step: Omit<StoredStep, 'step_id'>): Promise<void> {
  await forgetUndone(writer, {});
  await noteGameLogActed(writer, false);
  const inserted = await insertStep(writer, {
    pressed_at: formatTime(step.pressed_at),
    command: step.command,
    sentence: step.sentence,
    raid_id: step.raid_id,
    row_changes: JSON.stringify(step.rowChanges),
  });
  await forgetOld(writer, { newest: only(inserted).step_id - STEPS_KEPT });
}

/** Whether the game's log has changed something since the last press, so that undo can say that this stays. */
export async function noteGameLogActed(writer: Writer, hasActed: boolean): Promise<void> {
  await setGameLogActed(writer, { acted: hasActed ? 1 : 0 });
}

const setGameLogActed = prepared((db, { acted }: { readonly acted: 0 | 1 }) =>
  db.updateTable('app_state').set({ game_log_acted: acted }).where('game_log_acted', '<>', acted),
);
const forgetUndone = prepared((db) => db.deleteFrom('journal').where('undone', '=', 1));
const insertStep = prepared(
  (
    db,
    {
      pressed_at,
      command,
      sentence,
      raid_id,
      row_changes,
    }: Omit<Selectable<JournalTable>, 'step_id' | 'undone'>,
  ) =>
    db
      .insertInto('journal')
      .values({ pressed_at, command, sentence, raid_id, row_changes })
      .returning('step_id'),
);
const forgetOld = prepared((db, { newest }: { readonly newest: number }) =>
  db.deleteFrom('journal').where('step_id', '<=', newest),
);

/** The step that undo would take back: the newest that stands. */
export function readUndoStep(reader: Reader): Promise<FoundStep | null> {
  return readStep(reader, 0, 'desc');
}

/** The step that redo would do again: the oldest that is undone. */
export function readRedoStep(reader: Reader): Promise<FoundStep | null> {
  return readStep(reader, 1, 'asc');
}

/** The same two as people see them, without the rows, which can be many. */
export async function readShownSteps(
  reader: Reader,
): Promise<{ readonly undo: JournalStep | null; readonly redo: JournalStep | null }> {
  const rows = await shownSteps(reader, {});
  const shown = (wanted: 0 | 1): JournalStep | null => {
    const row = rows.find(({ undone }) => undone === wanted);
    if (row === undefined) return null;
    const { undone: _, pressed_at, ...step } = row;
    return { ...step, pressed_at: pressedAt(pressed_at) };
  };
  return { undo: shown(0), redo: shown(1) };
}

const SHOWN = ['step_id', 'command', 'sentence', 'pressed_at'] as const;
const shownSteps = prepared((db) =>
  db
    .selectFrom('journal')
    .select([...SHOWN, 'undone'])
    .where(
      'step_id',
      'in',
      db
        .selectNoFrom(steps(db, 0, 'desc').select('step_id').as('step_id'))
        .unionAll(db.selectNoFrom(steps(db, 1, 'asc').select('step_id').as('step_id')))
        .$narrowType<{ step_id: number }>(),
    ),
);

function steps(reader: Pick<Reader, 'selectFrom'>, undone: 0 | 1, order: 'asc' | 'desc') {
  return reader.selectFrom('journal').where('undone', '=', undone).orderBy('step_id', order).limit(1);
}

/** Whether anything that a press has done in this raid stands. */
export async function readIsPressed(reader: Reader, raidId: number): Promise<boolean> {
  const step = await reader
    .selectFrom('journal')
    .select('step_id')
    .where('raid_id', '=', raidId)
    .where('undone', '=', 0)
    .executeTakeFirst();
  return step !== undefined;
}

/** Whether the last press that stands has cancelled a queue. */
export async function readIsCancelled(reader: Reader): Promise<boolean> {
  const step = await steps(reader, 0, 'desc').select('command').executeTakeFirst();
  return step?.command === 'cancel';
}

async function readStep(reader: Reader, undone: 0 | 1, order: 'asc' | 'desc'): Promise<FoundStep | null> {
  const row = await steps(reader, undone, order)
    .select([...SHOWN, 'raid_id', 'row_changes'])
    .executeTakeFirst();
  if (row === undefined) return null;
  const { row_changes, pressed_at, ...step } = row;
  return {
    ...step,
    pressed_at: pressedAt(pressed_at),
    rowChanges: parseRowChanges(row_changes),
  };
}

/** A step whose time cannot be read is an old one. */
function pressedAt(text: string): Date {
  return readTime(text, 'pressed_at', []) ?? new Date(0);
}

/** Null for what holds no changes any more: a damaged disk, or another program. */
function parseRowChanges(text: string): readonly RowChange[] | null {
  try {
    const changes: unknown = JSON.parse(text, reviveBytes);
    return Array.isArray(changes) && changes.every(isRowChange) ? changes : null;
  } catch {
    return null;
  }
}

/** Takes a step that cannot be read off the journal, so that those before it can be reached. */
export async function dropStep(writer: Writer, stepId: number): Promise<void> {
  await writer.deleteFrom('journal').where('step_id', '=', stepId).execute();
}

/** Puts the rows back as they were before the step. */
export async function undoStep(writer: Writer, step: StoredStep): Promise<void> {
  for (const { table, id, before } of [...step.rowChanges].reverse()) {
    await restoreRow(writer, table, id, before);
  }
  await recountWhereUnreadable(writer, step.rowChanges);
  await markStep(writer, step.step_id, 1);
}

/** Makes the rows again what the step had made them. */
export async function redoStep(writer: Writer, step: StoredStep): Promise<void> {
  for (const { table, id, after } of step.rowChanges) await restoreRow(writer, table, id, after);
  await recountWhereUnreadable(writer, step.rowChanges);
  await markStep(writer, step.step_id, 0);
}

async function markStep(writer: Writer, stepId: number, undone: 0 | 1): Promise<void> {
  await writer.updateTable('journal').set({ undone }).where('step_id', '=', stepId).execute();
}
