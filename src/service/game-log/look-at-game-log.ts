import type { InstalledOn } from '../../game-log/find-folders.js';
import { createReader } from '../../game-log/reader.js';
import type { GameLogStatus } from './game-log.js';
import { readInTime } from './in-time.js';
import { findOwnFolders } from './log-folder.js';
import { NOT_FOUND, problemOf } from './trouble.js';

/** How long the folder is waited for. */
const LOOK_MS = 5_000;

/** Looks once whether the game's log could be read, without the service. `set` null: where the program finds it. */
export async function lookAtGameLog(
  set: string | null,
  pc: InstalledOn,
): Promise<Pick<GameLogStatus, 'state' | 'folder' | 'problem'>> {
  const folder = set ?? (await readInTime(findOwnFolders(pc), LOOK_MS))?.value[0] ?? null;
  if (folder === null) return { state: 'no_folder', folder, problem: NOT_FOUND };
  const look = await readInTime(createReader({ folder, nowMs: () => performance.now() }).look(), LOOK_MS);
  const trouble = look === null ? 'silent' : look.value.trouble;
  return trouble === null
    ? { state: 'watching', folder, problem: null }
    : { state: 'no_log', folder, problem: problemOf(trouble, folder) };
}
