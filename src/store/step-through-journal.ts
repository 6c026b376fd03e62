import type { JournalCommand } from '../raid/command.js';
import type { CommandResult } from '../raid/command-result.js';
import { RuleError } from '../raid/rule-error.js';
import { readRedoStep, readUndoStep, redoStep, undoStep, type StoredStep } from './journal.js';
import { readRaid, readRaidState } from './raids.js';
import { readStepConflict, type StepConflict } from './step-conflict.js';
import { isConstraintViolation } from './storage-error.js';
import type { Writer } from './store.js';

/** A step older than this is only taken back when it is of the open or last raid, or by force. */
export const UNDO_LIMIT_SECONDS = 15 * 60;

/**
 * Takes the newest step back, or does the oldest undone one again.
 * @throws RuleError when there is none, or when it is not safe and not forced.
 */
export async function stepThroughJournal(
  writer: Writer,
  command: JournalCommand,
  now: Date,
): Promise<CommandResult> {
  const direction = command.type;
  const step = await (direction === 'undo' ? readUndoStep(writer) : readRedoStep(writer));
  if (step === null) {
    throw direction === 'undo'
      ? new RuleError('nothing-to-undo', 'There is nothing to undo.')
      : new RuleError('nothing-to-redo', 'There is nothing to redo: a new press ends what redo can reach.');
  }
  if (command.force !== true) await refuseOldStep(writer, step, direction, now);
  const found = await readStepConflict(writer, step, direction);
  if (found === 'would_lose' || (found !== 'none' && command.force !== true)) throw conflict(step, found);
  try {
    await (direction === 'undo' ? undoStep(writer, step) : redoStep(writer, step));
  } catch (error) {
    // By force, a row may come back that the database no longer has a place for (a second open raid).
    if (isConstraintViolation(error)) throw conflict(step, 'would_lose');
    throw error;
  }
  const raid = step.raid_id === null ? null : await readRaid(writer, step.raid_id);
  return direction === 'undo'
    ? { changed: true, message: `Undone: ${step.sentence}.`, raid, undone: step.sentence }
    : { changed: true, message: `Done again: ${step.sentence}.`, raid, redone: step.sentence };
}

async function refuseOldStep(
  writer: Writer,
  step: StoredStep,
  direction: 'undo' | 'redo',
  now: Date,
): Promise<void> {
  const ageSeconds = (now.getTime() - step.pressed_at.getTime()) / 1000;
  if (direction === 'undo' && ageSeconds > UNDO_LIMIT_SECONDS) {
    const { open, last } = await readRaidState(writer);
    if (step.raid_id === null || ![open?.raid_id, last?.raid_id].includes(step.raid_id)) {
      throw new RuleError(
        'too-old-to-undo',
        `The newest step is older than ${UNDO_LIMIT_SECONDS / 60} minutes: ${step.sentence}. Add force=true to undo it all the same.`,
      );
    }
  }
}

function conflict(step: StoredStep, found: Exclude<StepConflict, 'none'>): RuleError {
  if (found === 'would_double') {
    return new RuleError(
      'undo-conflict',
      `The raid that this step would bring back is there already, by an import: ${step.sentence}. Nothing is left to do, or add force=true to have it twice.`,
    );
  }
  const what = `What this step changed was changed again by another program: ${step.sentence}.`;
  const remedy = step.raid_id === null ? 'Press what you want it to be' : 'Correct the raid itself';
  const force = found === 'changed' ? ', or add force=true to overwrite that' : '';
  return new RuleError('undo-conflict', `${what} ${remedy} instead${force}.`);
}
