import path from 'node:path';
import type { Config } from '../../config/config.js';
import { changeGameLog } from '../../config/settings-file.js';
import { SettingsError, type Settings } from '../../config/settings.js';
import type { WatchedFile } from '../../config/watched-file.js';
import { createTurns } from '../../lib/in-turn.js';
import type { Refused } from '../obs-setup.js';
import type { GameLog, GameLogStatus } from './game-log.js';
import { readInTime } from './in-time.js';
import { meantFolder } from './log-folder.js';

/** What is to be changed; what is not named stays. */
export interface GameLogChange {
  readonly enabled?: boolean;
  /** Where the log is, as it was typed; null: the program finds it itself. */
  readonly folder?: string | null;
}

/** The switch of the game's log, on the streaming PC alone: it says what is read of this PC. */
export interface GameLogSwitch {
  status(): GameLogStatus;
  /** Stores it and settles when it counts; nothing is changed where it is refused. */
  set(
    change: GameLogChange,
  ): Promise<{ readonly ok: true; readonly changed: boolean; readonly status: GameLogStatus } | Refused>;
}

export interface GameLogSwitchParts {
  readonly gameLog: GameLog;
  readonly settings: WatchedFile<Settings>;
  readonly config: Config;
}

/** How long a typed folder is looked at: one on another PC may not answer. */
const LOOK_MS = 3_000;

export function createGameLogSwitch({ gameLog, settings, config }: GameLogSwitchParts): GameLogSwitch {
  // Each reads the file that the one before has written.
  const inTurn = createTurns();

  async function set({ enabled, folder }: GameLogChange): ReturnType<GameLogSwitch['set']> {
    const meant = typeof folder === 'string' ? await lookAt(folder) : folder;
    if (typeof meant === 'string' && !isWhole(meant)) return { ok: false, message: NOT_WHOLE };
    try {
      const changed = await changeGameLog(config.places.settingsFile, {
        ...(enabled !== undefined && { enabled }),
        ...(meant !== undefined && { folder: meant }),
      });
      settings.readNow();
      gameLog.refresh();
      await gameLog.settled();
      return { ok: true, changed, status: gameLog.status() };
    } catch (error) {
      if (error instanceof SettingsError) return { ok: false, message: error.message };
      throw error;
    }
  }

  return {
    status: gameLog.status,
    set: (change) => inTurn(() => set(change)),
  };
}

async function lookAt(typed: string): Promise<string> {
  return (await readInTime(meantFolder(typed), LOOK_MS))?.value ?? typed.trim();
}

/** From a drive, a share or the root on: anything else would hang on where the program was started. */
function isWhole(folder: string): boolean {
  return path.isAbsolute(folder) || path.win32.isAbsolute(folder);
}

const NOT_WHOLE =
  'Type the whole path of the folder, such as C:\\Battlestate Games\\Escape from Tarkov\\Logs or \\\\gaming-pc\\Logs.';
