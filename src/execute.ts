import { decideMoveBack } from './raid/ahead.js';
import type { Decision } from './raid/change.js';
import type { Command, JournalCommand } from './raid/command.js';
import type { CommandResult } from './raid/command-result.js';
import { decide } from './raid/decide.js';
import { decideHistory } from './raid/decide-history.js';
import { decideDeleteSession, decideForgotten, decideSession } from './raid/decide-session.js';
import { decideMergeMaps } from './raid/decide-merge-maps.js';
import { isHistoryCommand } from './raid/history-command.js';
import { newMapWords } from './raid/map-names.js';
import { unknownMapOf, withStoredMap } from './raid/named-map.js';
import { DEFAULT_RULES, type Rules } from './raid/rules.js';
import { isSessionCommand } from './raid/session-command.js';
import { sentence } from './raid/words.js';
import { readAhead } from './store/ahead.js';
import { applyChanges, type Applied } from './store/apply-changes.js';
import { readHistoryState } from './store/history-state.js';
import { appendStep } from './store/journal.js';
import { readMapNames, readMaps, readMapState } from './store/map-names.js';
import { readKill, readRaid, readRaidState } from './store/raids.js';
import { readSession, readSessionState } from './store/sessions.js';
import { stepThroughJournal } from './store/step-through-journal.js';
import type { Store, Writer } from './store/store.js';

/** Takes a wish from outside, lets the rules decide, stores it with its journal step, and tells what happened. */
export type Execute = (command: Command) => Promise<CommandResult>;

/**
 * The command side: one command is one transaction.
 * @param beforePress brings `now` up to the clock of the PC where it was set.
 * The returned function rejects with RuleError when the rules refuse and StorageError when the database cannot.
 */
export function createExecute(
  store: Store,
  now: () => Date,
  rules: () => Rules = () => DEFAULT_RULES,
  beforePress: (isStart: boolean) => Promise<void> = () => Promise.resolve(),
): Execute {
  return async (command) => {
    await beforePress(command.type === 'start');
    return store.transact((writer) =>
      command.type === 'undo' || command.type === 'redo'
        ? stepThroughJournal(writer, command, now())
        : decideAndStore(writer, command, rules(), now()),
    );
  };
}

type Wish = Exclude<Command, JournalCommand>;

/** A map that the program does not know goes by the spelling in which it was played, and is told of when it is new. */
async function decideWithMap(writer: Writer, command: Wish, rules: Rules, now: Date): Promise<Decision> {
  if (unknownMapOf(command) === null) return decideWish(writer, command, rules, now);
  const known = withStoredMap(command, await readMapNames(writer));
  const decision = await decideWish(writer, known, rules, now);
  const name = unknownMapOf(known);
  const played = (await readMaps(writer)).map(({ map_name }) => map_name);
  if (name === null || decision.changes.length === 0 || played.includes(name)) return decision;
  return { ...decision, message: sentence(decision.message, newMapWords(name, played)) };
}

async function decideWish(writer: Writer, command: Wish, rules: Rules, now: Date): Promise<Decision> {
  if (isHistoryCommand(command)) {
    return decideHistory(await readHistoryState(writer, command), command, now, rules);
  }
  if (command.type === 'merge_maps') return decideMergeMaps(await readMapState(writer), command);
  if (command.type === 'delete_session') {
    return decideDeleteSession(await readSession(writer, command.session_id), command);
  }
  if (isSessionCommand(command)) return decideSession(await readSessionState(writer), command, now);
  if (command.type === 'move_back') return decideMoveBack(await readAhead(writer, now));
  return decide(await readRaidState(writer, command, now), command, now, rules);
}

async function decideAndStore(
  writer: Writer,
  command: Wish,
  rules: Rules,
  now: Date,
): Promise<CommandResult> {
  // Not a part of the step: it had ended long before this press.
  await applyChanges(writer, decideForgotten(await readSessionState(writer), now));
  const decision = await decideWithMap(writer, command, rules, now);
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
    ...(isSessionCommand(command) ? await sessionOf(writer, applied) : {}),
  };
}

/** The kills as they are now, for those who want to correct them later: one where the command is about one. */
async function killsOf(
  writer: Writer,
  command: Wish,
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

/** The session that was opened or closed, else the open one. */
async function sessionOf(writer: Writer, { rowChanges }: Applied): Promise<Pick<CommandResult, 'session'>> {
  const changed = rowChanges.find(({ table }) => table === 'sessions');
  const session =
    changed === undefined ? (await readSessionState(writer)).open : await readSession(writer, changed.id);
  return session === null ? {} : { session };
}
