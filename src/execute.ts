import type { Decision } from './raid/change.js';
import type { Command, JournalCommand, RaidCommand } from './raid/command.js';
import type { CommandResult } from './raid/command-result.js';
import { decide } from './raid/decide.js';
import { DEFAULT_RULES, type Rules } from './raid/rules.js';
import { RuleError } from './raid/rule-error.js';
import { applyChanges, type Applied } from './store/apply-changes.js';
import {
  appendStep,
  readRedoStep,
  readUndoStep,
  redoStep,
  stepStillFits,
  undoStep,
  type StoredStep,
} from './store/journal.js';
import { readKill, readRaid, readRaidState } from './store/raids.js';
import { isConstraintViolation } from './store/storage-error.js';
import type { Store, Writer } from './store/store.js';

/** Takes a wish from outside, lets the rules decide, stores it with its journal step, and tells what happened. */
export type Execute = (command: Command) => Promise<CommandResult>;

/** A step older than this is only taken back when it is of the open or last raid, or by force. */
export const UNDO_LIMIT_SECONDS = 15 * 60;

/**
 * The command side: one command is one transaction.
 * The returned function rejects with RuleError when the rules refuse and StorageError when the database cannot.
 */
export function createExecute(
  store: Store,
  now: () => Date,
  rules: () => Rules = () => DEFAULT_RULES,
): Execute {
  return (command) =>
    store.transact((writer) =>
      command.type === 'undo' || command.type === 'redo'
        ? stepThroughJournal(writer, command, now())
        : executeRaidCommand(writer, command, rules(), now()),
    );
}

async function executeRaidCommand(
  writer: Writer,
  command: RaidCommand,
  rules: Rules,
  now: Date,
): Promise<CommandResult> {
  const decision = decide(await readRaidState(writer), command, now, rules);
  const changed = decision.changes.length > 0;
  const applied = await applyChanges(writer, decision.changes);
  const raidId = applied.insertedRaidId ?? decision.raidId;
  if (changed) await appendStep(writer, stepOf(command, decision, applied, raidId, now));
  const killId = applied.insertedKillIds[0];
  return {
    changed,
    message: decision.message,
    raid: raidId === null ? null : await readRaid(writer, raidId),
    ...(killId !== undefined && { kill: await readKill(writer, killId) }),
  };
}

function stepOf(
  command: RaidCommand,
  decision: Decision,
  applied: Applied,
  raidId: number | null,
  now: Date,
): Omit<StoredStep, 'step_id'> {
  return {
    pressed_at: now,
    command: command.type,
    sentence: decision.step,
    raid_id: raidId,
    rowChanges: applied.rowChanges,
  };
}

async function stepThroughJournal(
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
  if (command.force !== true) await refuseUnsafeStep(writer, step, direction, now);
  try {
    await (direction === 'undo' ? undoStep(writer, step) : redoStep(writer, step));
  } catch (error) {
    // By force, a row may come back that the database no longer has a place for (a second open raid).
    if (isConstraintViolation(error)) throw conflict(step);
    throw error;
  }
  const raid = step.raid_id === null ? null : await readRaid(writer, step.raid_id);
  return direction === 'undo'
    ? { changed: true, message: `Undone: ${step.sentence}.`, raid, undone: step.sentence }
    : { changed: true, message: `Done again: ${step.sentence}.`, raid, redone: step.sentence };
}

async function refuseUnsafeStep(
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
  if (!(await stepStillFits(writer, step, direction))) {
    throw conflict(step);
  }
}

function conflict(step: StoredStep): RuleError {
  return new RuleError(
    'undo-conflict',
    `What this step changed was changed again by another program: ${step.sentence}. Correct the raid itself instead.`,
  );
}
