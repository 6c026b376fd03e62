import { NOTHING_DONE } from '../../game-log/beside-presses.js';
import type { InstalledOn } from '../../game-log/find-folders.js';
import type { FoundStanding } from '../../game-log/take-up.js';
import { createWatcher, type Watched, type Watcher } from '../../game-log/watcher.js';
import { leftBehind } from '../../lib/left-behind.js';
import type { GameMode } from '../../raid/model.js';
import { carryOut, type Said } from './carry-out.js';
import type { ExecuteFromLog, FromLog, LogDone } from './execute-from-log.js';
import { inTime, pause, readUntil } from './in-time.js';
import { findOwnFolders } from './log-folder.js';
import { NOT_FOUND, problemOf, type GameLogProblem } from './trouble.js';

/** As `settings.json` has it; no folder: the program finds it itself. */
export interface GameLogSettings {
  readonly enabled: boolean;
  readonly folder: string | null;
}

/** `no_log`: the folder is known, and nothing can be read in it now. */
export type GameLogState = 'off' | 'looking_for_folder' | 'no_folder' | 'no_log' | 'watching';

/** How the reading of the game's log stands. */
export interface GameLogStatus {
  readonly state: GameLogState;
  /** The folder that is read; null where none is known. */
  readonly folder: string | null;
  readonly isFolderSet: boolean;
  /** The folders that were found on this PC. */
  readonly found: readonly string[];
  /** The launch of the game whose log is read, by the name of its folder. */
  readonly launch: string | null;
  readonly last: LastUnderstood | null;
  readonly problem: GameLogProblem | null;
}

/** The last thing that was understood. */
export interface LastUnderstood {
  readonly at: Date;
  readonly sentence: string;
  /** It was written before it was read: the program, or the other PC, was away. */
  readonly isOld: boolean;
}

/** Reads the game's own log while it is switched on, and does what it says beside the presses. */
export interface GameLog {
  status(): GameLogStatus;
  /** The mode that the running game says; null where it says none. */
  mode(): GameMode | null;
  /** Begins to read where it is switched on; again after each change of the settings. */
  refresh(): void;
  /** Settles when the first look of this reading is done, or after a while. */
  settled(): Promise<void>;
  onChange(listener: () => void): () => void;
  /** Settles when nothing is being stored any more. */
  stop(): Promise<void>;
}

export interface GameLogParts {
  readonly settings: () => GameLogSettings;
  readonly executeFromLog: ExecuteFromLog;
  /** How things stand, without changing them. */
  readonly standing: () => Promise<FoundStanding>;
  readonly pc: InstalledOn;
  readonly now: () => Date;
  /** A clock that is never set, in milliseconds. */
  readonly nowMs: () => number;
  readonly log: { info(message: string): void };
  readonly onError: (error: unknown) => void;
  readonly times?: Partial<GameLogTimes>;
}

export interface GameLogTimes {
  /** Between two looks: well below the second that viewers would notice. */
  readonly pauseMs: number;
  /** The same where nothing can be read. */
  readonly troubleMs: number;
  /** Where a read takes longer the folder counts as silent. */
  readonly deadlineMs: number;
  /** Between two searches for the game. */
  readonly searchMs: number;
}

const TIMES: GameLogTimes = { pauseMs: 500, troubleMs: 1_000, deadlineMs: 3_000, searchMs: 60_000 };
/** Who has switched it on waits this long for the first look. */
const SETTLED_WITHIN_MS = 2_000;
/** More is there than one look reads. */
const SOON_MS = 20;
/** Reads of a silent share that may hang at once, because Node has four threads for files. */
const MOST_LEFT_BEHIND = 2;
/** What waits while the database cannot be written; older things are of no use then. */
const MOST_PENDING = 50;

const OFF = { folder: null, launch: null, last: null, problem: null } as const;

/** A function, because it may become so at any wait. */
function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

export function createGameLog(parts: GameLogParts): GameLog {
  const { settings, standing, pc, now, nowMs, onError } = parts;
  const times = { ...TIMES, ...parts.times };
  const listeners = new Set<() => void>();
  let status: GameLogStatus = { ...OFF, state: 'off', isFolderSet: false, found: [] };
  let reading: { readonly settings: GameLogSettings; readonly controller: AbortController } | null = null;
  let watcher: Watcher | null = null;
  // One after the other, so that a command in flight is done before others follow.
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  function show(change: Partial<GameLogStatus>): void {
    const next = { ...status, ...change };
    if (JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    for (const listener of listeners) listener();
  }

  function onChange(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Looks once; null where the reading has ended meanwhile. */
  async function lookOnce(from: Watcher, folder: string, signal: AbortSignal): Promise<Watched | null> {
    const done = await readUntil(signal, from.look(), times.deadlineMs, () => {
      show({ state: 'no_log', problem: problemOf('silent', folder) });
    });
    return done?.value ?? null;
  }

  async function executeFromLog(said: FromLog): Promise<LogDone> {
    const done = await parts.executeFromLog(said);
    if (done.result?.changed === true) parts.log.info(`By the game's log: ${done.result.message}`);
    return done;
  }

  /** Reads one folder until the settings change, or until it is gone. */
  async function readFolder(folder: string, isFound: boolean, signal: AbortSignal): Promise<void> {
    const from = createWatcher({ folder, nowMs });
    watcher = from;
    let hand = NOTHING_DONE;
    let pending: readonly Said[] = [];
    while (!signal.aborted) {
      const watched = await lookOnce(from, folder, signal);
      if (watched === null) return;
      const { look, isLate, commands, understood } = watched;
      pending = [...pending, ...commands.map((command) => ({ command, isLate }))].slice(-MOST_PENDING);
      try {
        if (look.areOld && hand.raidId === null) {
          const taken = from.takeUp(await standing(), now());
          hand = taken.hand;
          pending = [...pending, ...taken.commands.map((command) => ({ command, isLate }))];
        }
        for (const next of pending) {
          hand = await carryOut(hand, next, executeFromLog, now);
          pending = pending.slice(1);
        }
      } catch (error) {
        // The database: what was said waits, and is late by then.
        pending = pending.map((next) => ({ ...next, isLate: true }));
        onError(error);
      }
      const { trouble, launch } = look;
      show({
        ...(trouble === null
          ? ({ state: 'watching', problem: null } as const)
          : ({ state: 'no_log', problem: problemOf(trouble, folder) } as const)),
        launch,
        ...(understood !== null && { last: { at: now(), sentence: understood, isOld: isLate } }),
      });
      if (trouble === 'not_there' && isFound) return;
      await pause(look.hasMore ? SOON_MS : trouble === null ? times.pauseMs : times.troubleMs, signal);
    }
  }

  async function findFolder(signal: AbortSignal): Promise<string | null> {
    while (!isOver(signal)) {
      if (status.state !== 'no_folder') show({ ...OFF, state: 'looking_for_folder' });
      const search = await readUntil(signal, findOwnFolders(pc), times.searchMs, () => {
        show({ state: 'no_folder', problem: NOT_FOUND });
      });
      if (search === null) return null;
      const [folder] = search.value;
      show({ found: search.value });
      if (folder !== undefined) return folder;
      show({ state: 'no_folder', problem: NOT_FOUND });
      await pause(times.searchMs, signal);
    }
    return null;
  }

  async function read({ folder: set }: GameLogSettings, signal: AbortSignal): Promise<void> {
    while (!isOver(signal)) {
      show({ ...OFF, isFolderSet: set !== null, state: 'looking_for_folder' });
      const folder = set ?? (await findFolder(signal));
      if (folder === null) return;
      show({ folder });
      while (leftBehind() >= MOST_LEFT_BEHIND && !isOver(signal)) {
        show({ state: 'no_log', problem: problemOf('silent', folder) });
        await pause(times.troubleMs, signal);
      }
      if (!isOver(signal)) await readFolder(folder, set === null, signal);
      watcher = null;
      await pause(times.troubleMs, signal);
    }
  }

  return {
    status: () => status,
    mode: () => watcher?.mode() ?? null,
    refresh() {
      const wanted = settings();
      const isAsBefore =
        wanted.enabled === (reading !== null) &&
        (reading === null || reading.settings.folder === wanted.folder);
      if (isStopped || isAsBefore) return;
      reading?.controller.abort();
      const next = wanted.enabled ? { settings: wanted, controller: new AbortController() } : null;
      reading = next;
      const state = next === null ? 'off' : 'looking_for_folder';
      const begin = { ...OFF, state, isFolderSet: wanted.folder !== null } as const;
      show(begin);
      running = running.then(async () => {
        // What the reading before has still said.
        if (reading === next) show(begin);
        if (next !== null) await read(next.settings, next.controller.signal).catch(onError);
      });
    },
    onChange,
    async settled() {
      let unsubscribe = (): void => undefined;
      const isSettled = (): boolean => status.state !== 'looking_for_folder';
      const settled = new Promise<void>((resolve) => {
        unsubscribe = onChange(() => {
          if (isSettled()) resolve();
        });
      });
      if (!isSettled()) await inTime(settled, SETTLED_WITHIN_MS);
      unsubscribe();
    },
    async stop() {
      isStopped = true;
      reading?.controller.abort();
      await running;
    },
  };
}
