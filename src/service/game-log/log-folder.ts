import fs from 'node:fs/promises';
import path from 'node:path';
import { findLogFolders, type InstalledOn } from '../../game-log/find-folders.js';
import { newestLaunch } from '../../game-log/names.js';

/** The folders of the log on this PC; first the one in which the game has run last. */
export async function findOwnFolders(pc: InstalledOn): Promise<readonly string[]> {
  const found = await findLogFolders(pc);
  const launches = await Promise.all(found.map(async (folder) => newestLaunch(await namesIn(folder))));
  const newest = newestLaunch(launches.filter((launch) => launch !== null));
  const isFirst = (folder: string): boolean => newest !== null && launches[found.indexOf(folder)] === newest;
  return [...found.filter(isFirst), ...found.filter((folder) => !isFirst(folder))];
}

/**
 * The folder Logs that is meant: people also type that of the game, or of one launch, and Windows copies a path in
 * quotes. What cannot be looked at is taken as it is typed.
 */
export async function meantFolder(typed: string): Promise<string> {
  const folder = typed
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
  const places = [
    folder,
    path.join(folder, 'Logs'),
    path.join(folder, 'build', 'Logs'),
    path.dirname(folder),
  ];
  for (const place of places) if (newestLaunch(await namesIn(place)) !== null) return place;
  return folder;
}

function namesIn(folder: string): Promise<readonly string[]> {
  return fs.readdir(folder).catch(() => []);
}
