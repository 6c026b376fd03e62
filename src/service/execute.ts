import { decideMoveBack } from '../raid/press/ahead.js';
import type { Change, Decision } from '../raid/press/change.js';
import type { Command, JournalCommand, RaidCommand } from '../raid/press/command.js';
import type { CommandResult } from '../raid/press/command-result.js';
import { decide } from '../raid/press/decide.js';
import { decideHistory } from '../raid/history/decide-history.js';
import { decideDeleteSession, decideForgotten, decideSession } from '../raid/session/decide-session.js';
import { decideMergeMaps } from '../raid/history/decide-merge-maps.js';
import type { HistoryCommand } from '../raid/history/history-command.js';
import { newMapWords } from '../raid/game/map-names.js';
import { unknownMapOf, withStoredMap } from '../raid/history/named-map.js';
import { RAID_DEFAULTS, type RaidDefaults } from '../raid/press/raid-defaults.js';
import {
  isSessionCommand,
  type DeleteSessionCommand,
  type SessionCommand,
} from '../raid/session/session-command.js';
import { LOG_DEEDS, phaseOfRaid, type RaidWithCounts } from '../raid/model.js';
import { sentence } from '../raid/words.js';
import { readAhead } from '../store/query/ahead.js';
import { applyChanges, type Applied } from '../store/journal/apply-changes.js';
import { readHistoryState } from '../store/query/history-state.js';
import { appendStep, noteGameLogActed } from '../store/journal/journal.js';
import { readMapNames, readMaps, readMapState } from '../store/query/map-names.js';
import { readRaid, readRaidState } from '../store/query/raids.js';
import { readSession, readSessionState } from '../store/query/sessions.js';
import { undoOrRedo } from '../store/journal/undo-redo.js';
import { killFromRow, raidFromRow, type KillRow, type RaidRow } from '../store/rows.js';
import type { Store, Writer } from '../store/store.js';

/** Takes a command from outside, lets the rules decide, stores it with its journal entry, and tells what happened. */
export type Execute = (command: Command) => Promise<CommandResult>;

/** Every command that the rules decide on; undo and redo step through what these have stored. */
export type DecidedCommand = Exclude<Command, JournalCommand>;

export type OnDone = (command: DecidedCommand, result: CommandResult) => void;

export interface ExecuteParts {
  readonly store: Store;
  readonly now: () => Date;
  readonly rules?: () => RaidDefaults;
  /** Brings `now` up to the clock of the PC where it was set. */
  readonly beforePress?: (isStart: boolean) => Promise<void>;
  /**
   * Called once after the commit, for a command that changed something: reactions hang here. Never for undo and redo,
   * imports, or what time alone does. Errors are swallowed, because the press has counted.
   */
  readonly onDone?: OnDone;
}

/**
 * The command side: one command is one transaction.
 * The returned function rejects with RuleError when the rules refuse and StorageError when the database cannot.
 */
export function createExecute(parts: ExecuteParts): Execute {
  const { store, now, rules = () => RAID_DEFAULTS, beforePress, onDone } = parts;
  return async (command) => {
    await beforePress?.(command.type === 'start');
    if (command.type === 'undo' || command.type === 'redo') {
      return store.transact((writer) => undoOrRedo(writer, command, now()));
    }
    const result = await store.transact((writer) => decideAndStore(writer, command, rules(), now()));
    tell(onDone, command, result);
    return result;
  };
}

export function tell(onDone: OnDone | undefined, command: DecidedCommand, result: CommandResult): void {
  if (!result.changed || onDone === undefined) return;
  try {
    onDone(command, result);
  } catch {
    // The press is stored, so its reply must not fail.
  }
}

type Decide<C> = (writer: Writer, command: C, rules: RaidDefaults, now: Date) => Promise<Decision>;

const onRaid: Decide<RaidCommand> = async (writer, command, rules, now) =>
  decide(await readRaidState(writer, command, now), command, now, rules);
const onHistory: Decide<HistoryCommand> = async (writer, command, rules, now) =>
  decideHistory(await readHistoryState(writer, command), command, now, rules);
const onSession: Decide<Exclude<SessionCommand, DeleteSessionCommand>> = async (
  writer,
  command,
  _rules,
  now,
) => decideSession(await readSessionState(writer), command, now);

/** Which rule decides on which command, with what it looks at; one that is left out does not compile. */
const RULES_BY_COMMAND: {
  readonly [Type in DecidedCommand['type']]: Decide<Extract<DecidedCommand, { type: Type }>>;
} = {
  start: onRaid,
  matched: onRaid,
  kill: onRaid,
  over: onRaid,
  end: onRaid,
  update: onRaid,
  cancel: onRaid,
  add_raid: onHistory,
  edit_raid: onHistory,
  delete_raid: onHistory,
  add_kills: onHistory,
  edit_kill: onHistory,
  delete_kill: onHistory,
  start_session: onSession,
  end_session: onSession,
  delete_session: async (writer, command) =>
    decideDeleteSession(await readSession(writer, command.session_id), command),
  merge_maps: async (writer, command) => decideMergeMaps(await readMapState(writer), command),
  move_back: async (writer, _command, _rules, now) => decideMoveBack(await readAhead(writer, now)),
};

const decideCommand: Decide<DecidedCommand> = (writer, command, rules, now) => {
  // The table has the rule of this very type; TypeScript cannot follow that from the key.
  const rule = RULES_BY_COMMAND[command.type] as Decide<DecidedCommand>;
  return rule(writer, command, rules, now);
};

/** An unknown map gets the spelling that is stored already; the reply mentions one that is new. */
const decideWithMap: Decide<DecidedCommand> = async (writer, command, rules, now) => {
  if (unknownMapOf(command) === null) return decideCommand(writer, command, rules, now);
  const known = withStoredMap(command, await readMapNames(writer));
  const decision = await decideCommand(writer, known, rules, now);
  const name = unknownMapOf(known);
  const played = (await readMaps(writer)).map(({ map_name }) => map_name);
  if (name === null || decision.changes.length === 0 || played.includes(name)) return decision;
  return { ...decision, message: sentence(decision.message, newMapWords(name, played)) };
};

/** Who wants a command: somebody pressed, or the game's own log says that it is so. */
export type Origin = 'press' | 'game_log';

/** What the log does is marked in its raid, and is no step of undo: that is for people. */
export async function decideAndStore(
  writer: Writer,
  command: DecidedCommand,
  rules: RaidDefaults,
  now: Date,
  origin: Origin = 'press',
): Promise<CommandResult> {
  // Not part of the journal entry: a forgotten session had ended long before this press.
  await applyChanges(writer, decideForgotten(await readSessionState(writer), now));
  const decision = await decideWithMap(writer, command, rules, now);
  const changed = decision.changes.length > 0;
  const changes = origin === 'press' ? decision.changes : await marked(writer, command, decision);
  const applied = await applyChanges(writer, changes);
  const raidId = applied.insertedRaidId ?? decision.raidId;
  if (changed && origin === 'game_log') await noteGameLogActed(writer, true);
  else if (changed) {
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
    ...(raidId === null ? { raid: null } : enteredBy(applied, await readRaid(writer, raidId))),
    ...killsOf(command, applied),
    ...(isSessionCommand(command) ? await sessionOf(writer, applied) : {}),
  };
}

/** With what the game's log does noted in the raid that it is about. */
async function marked(
  writer: Writer,
  { type }: DecidedCommand,
  { changes, raidId }: Decision,
): Promise<readonly Change[]> {
  const deed = LOG_DEEDS.find((known) => known === type);
  if (deed === undefined) return changes;
  const before = raidId === null ? [] : ((await readRaid(writer, raidId))?.from_game_log ?? []);
  const from_game_log = before.includes(deed) ? before : [...before, deed];
  return changes.map((change): Change => {
    if (change.type === 'insert_raid') return { ...change, raid: { ...change.raid, from_game_log } };
    const isOfIt = change.type === 'update_raid' && change.raid_id === raidId;
    return isOfIt ? { ...change, set: { ...change.set, from_game_log } } : change;
  });
}

/** The raid as it is now, and where this command has brought it to. */
function enteredBy(
  { rowChanges }: Applied,
  raid: RaidWithCounts | null,
): Pick<CommandResult, 'raid' | 'entered'> {
  const before = rowChanges.find(({ table, id }) => table === 'raids' && id === raid?.raid_id)?.before;
  if (raid === null || before === undefined) return { raid };
  const phase = phaseOfRaid(raid);
  const was = before === null ? null : phaseOfRaid(raidFromRow(before as unknown as RaidRow));
  return { raid, ...(was !== phase ? { entered: phase } : {}) };
}

/** The kills as they are now, for those who want to correct them later: one where the command is about one. */
function killsOf(command: DecidedCommand, { rowChanges }: Applied): Pick<CommandResult, 'kill' | 'kills'> {
  const kills = rowChanges.flatMap(({ table, after }) =>
    table === 'kills' && after !== null ? [killFromRow(after as unknown as KillRow)] : [],
  );
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
