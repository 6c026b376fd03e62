import type { Command, RaidCommand } from './raid/command.js';
import type { CommandResult } from './raid/command-result.js';
import { decide } from './raid/decide.js';
import { decideHistory } from './raid/decide-history.js';
import { isHistoryCommand, type HistoryCommand } from './raid/history-command.js';
import { DEFAULT_RULES, type Rules } from './raid/rules.js';
import { applyChanges, type Applied } from './store/apply-changes.js';
import { readHistoryState } from './store/history-state.js';
import { appendStep } from './store/journal.js';
import { readKill, readRaid, readRaidState } from './store/raids.js';
import { stepThroughJournal } from './store/step-through-journal.js';
import type { Store, Writer } from './store/store.js';

/** Takes a wish from outside, lets the rules decide, stores it with its journal step, and tells what happened. */
export type Execute = (command: Command) => Promise<CommandResult>;

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
        : decideAndStore(writer, command, rules(), now()),
    );
}

async function decideAndStore(
  writer: Writer,
  command: RaidCommand | HistoryCommand,
  rules: Rules,
  now: Date,
): Promise<CommandResult> {
  const decision = isHistoryCommand(command)
    ? decideHistory(await readHistoryState(writer, command), command, now, rules)
    : decide(await readRaidState(writer), command, now, rules);
  const changed = decision.changes.length > 0;
  const applied = await applyChanges(writer, decision.changes);
  const raidId = applied.insertedRaidId ?? decision.raidId;
  if (changed) {
    await appendStep(writer, {
      pressed_at: now,
      command: command.type,
      sentence: decision.step,
      raid_id: raidId,
      rowChanges: applied.rowChanges,
    });
  }
  return {
    changed,
    message: decision.message,
    raid: raidId === null ? null : await readRaid(writer, raidId),
    ...(await killsOf(writer, command, applied)),
  };
}

/** The kills as they are now, for those who want to correct them later: one where the command is about one. */
async function killsOf(
  writer: Writer,
  command: RaidCommand | HistoryCommand,
  { rowChanges }: Applied,
): Promise<Pick<CommandResult, 'kill' | 'kills'>> {
  const ids = rowChanges
    .filter(({ table, after }) => table === 'kills' && after !== null)
    .map(({ id }) => id);
  const kills = [];
  for (const id of ids) kills.push(await readKill(writer, id));
  if (command.type === 'add_raid' || command.type === 'add_kills') return { kills };
  return kills[0] === undefined ? {} : { kill: kills[0] };
}
