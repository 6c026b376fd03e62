import type { JournalCommand } from '../../raid/press/command.js';
import type { CommandResult } from '../../raid/press/command-result.js';
import { RuleError } from '../../raid/rule-error.js';
import { isSessionCommand } from '../../raid/session/session-command.js';
import { sentence } from '../../raid/words.js';
import { dropStep, readRedoStep, readUndoStep, redoStep, undoStep, type StoredStep } from './journal.js';
import { mergeStreamSession } from './merge-stream-session.js';
import { openRaid, readAppState, readOpenAndLast, readRaid } from '../query/raids.js';
import { isUnreadableRow, type RowChange } from './row-change.js';
import { readStepConflict, type StepConflict } from './step-conflict.js';
import { isConstraintViolation } from '../storage-error.js';
import type { Writer } from '../store.js';

/** A step older than this is only taken back when it is of the open or last raid, or by force. */
export const UNDO_LIMIT_SECONDS = 15 * 60;

/**
 * Takes the newest step back, or does the oldest undone one again.
 * @throws RuleError when there is none, or when it is not safe and not forced.
 */
export async function undoOrRedo(writer: Writer, command: JournalCommand, now: Date): Promise<CommandResult> {
  const direction = command.type;
  const stored = await (direction === 'undo' ? readUndoStep(writer) : readRedoStep(writer));
  if (stored === null) {
    throw direction === 'undo'
      ? new RuleError('nothing-to-undo', 'There is nothing to undo.')
      : new RuleError('nothing-to-redo', 'There is nothing to redo: a new press ends what redo can reach.');
  }
  const { rowChanges } = stored;
  if (rowChanges === null) {
    await dropStep(writer, stored.step_id);
    const what = direction === 'undo' ? 'undone' : 'done again';
    return {
      ...done(
        `This step cannot be ${what}, because its record in the database cannot be read: ${stored.sentence}. What it changed stays; press once more for the next one.`,
      ),
      raid: null,
    };
  }
  if (command.force !== true) await refuseOldStep(writer, { ...stored, rowChanges }, direction, now);
  const { step, hasMerged } = await mergeStreamSession(writer, { ...stored, rowChanges }, direction);
  const found = await readStepConflict(writer, step, direction);
  if (found === 'would_lose' || (found !== 'none' && command.force !== true)) throw conflict(step, found);
  try {
    await (direction === 'undo' ? undoStep(writer, step) : redoStep(writer, step));
  } catch (error) {
    if (step.rowChanges.some(isDamaged)) throw cannotComeBack(step);
    // By force, a row may come back that the database no longer has a place for (a second open raid).
    if (isConstraintViolation(error)) throw await noPlaceFor(writer, step);
    throw error;
  }
  const raid = step.raid_id === null ? null : await readRaid(writer, step.raid_id);
  const merged = hasMerged ? 'The session that the stream opened meanwhile was merged into it.' : '';
  const stays = (await readAppState(writer)).game_log_acted === 1 ? LOG_STAYS : '';
  return direction === 'undo'
    ? { ...done(`Undone: ${step.sentence}.`, merged, stays), raid, undone: step.sentence }
    : { ...done(`Done again: ${step.sentence}.`, merged), raid, redone: step.sentence };
}

/** Undo takes back what people pressed, and says what it passes by. */
const LOG_STAYS = "What the game's log did since then stays.";

function done(...words: readonly string[]): { readonly changed: true; readonly message: string } {
  return { changed: true, message: sentence(...words) };
}

async function refuseOldStep(
  writer: Writer,
  step: StoredStep,
  direction: 'undo' | 'redo',
  now: Date,
): Promise<void> {
  const ageSeconds = (now.getTime() - step.pressed_at.getTime()) / 1000;
  if (direction === 'undo' && ageSeconds > UNDO_LIMIT_SECONDS) {
    const { open, last } = await readOpenAndLast(writer);
    if (step.raid_id === null || ![open?.raid_id, last?.raid_id].includes(step.raid_id)) {
      throw new RuleError(
        'too-old-to-undo',
        `The newest step is older than ${UNDO_LIMIT_SECONDS / 60} minutes: ${step.sentence}. Add force=true to undo it all the same.`,
      );
    }
  }
}

function isDamaged({ table, before, after }: RowChange): boolean {
  return [before, after].some((row) => row !== null && isUnreadableRow(table, row));
}

/** What is missing altogether, where the table must have a value, is not taken back by SQLite. */
function cannotComeBack(step: StoredStep): RuleError {
  return new RuleError(
    'undo-conflict',
    `A value of this raid could not be read, so it cannot be put back as it was: ${step.sentence}. Add the raid by hand on the history page if you want it.`,
  );
}

/** Two raids would be open. */
async function noPlaceFor(writer: Writer, step: StoredStep): Promise<RuleError> {
  const open = await openRaid(writer);
  if (open?.from_game_log?.includes('start') !== true) return conflict(step, 'would_lose');
  return new RuleError(
    'undo-conflict',
    `By the game's log the next raid has begun since: ${step.sentence}. Correct the earlier raid in History instead.`,
  );
}

function conflict(step: StoredStep, found: Exclude<StepConflict, 'none'>): RuleError {
  if (found === 'logged') {
    return new RuleError(
      'undo-conflict',
      `The game's log has gone on with this raid since: ${step.sentence}. Press Discard to remove the raid, correct it in History, or add force=true to undo it all the same.`,
    );
  }
  const isOfSession = isSessionCommand({ type: step.command });
  if (found === 'would_double') {
    return new RuleError(
      'undo-conflict',
      `The ${isOfSession ? 'session' : 'raid'} that this step would bring back is there already, by an import: ${step.sentence}. Nothing is left to do, or add force=true to have it twice.`,
    );
  }
  const since = isOfSession
    ? 'has changed since, by itself or with the stream'
    : 'was changed again by another program';
  const what = `What this step changed ${since}: ${step.sentence}.`;
  const remedy = step.raid_id === null ? 'Press what you want it to be' : 'Correct the raid itself';
  const force = found === 'changed' ? ', or add force=true to overwrite that' : '';
  return new RuleError('undo-conflict', `${what} ${remedy} instead${force}.`);
}
