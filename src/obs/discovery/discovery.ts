import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseConfigJson, parseGlobalIni, type ServerSettings } from './file.js';
import { obsConfigFolders, type HostSystem } from './folders.js';
import { codeOf } from '../../lib/error-code.js';

/** What OBS's own files on this PC say about its WebSocket server. */
export type Discovery =
  | { readonly kind: 'found'; readonly file: string; readonly settings: ServerSettings }
  /** OBS is installed here, but its file cannot be read or makes no sense. `reason` completes "it …". */
  | { readonly kind: 'unreadable'; readonly file: string; readonly reason: string }
  /** OBS has never run here, or has never made its settings. */
  | { readonly kind: 'nothing' };

/** OBS's own files are a few kB; a larger one is another file. */
const MAX_FILE_BYTES = 1_000_000;

/** What changes whenever an OBS is started or stopped: tells the installation in use from one that is merely left over. */
const SIGNS_OF_USE = ['logs', 'global.ini', 'user.ini', 'plugin_config/obs-websocket/config.json'];

/**
 * Reads OBS's own WebSocket settings on this PC, anew each time, because they may change at any moment. Of several
 * installations the one that was used last counts, and in it the file that was written last. Never rejects.
 */
export async function discoverServer(system: HostSystem): Promise<Discovery> {
  const folders = await Promise.all(
    obsConfigFolders(system).map(async (folder) => ({
      answer: await readFolder(folder),
      usedAtMs: Math.max(...(await Promise.all(SIGNS_OF_USE.map((sign) => changedAtMs(folder, sign))))),
    })),
  );
  const [newest] = folders
    .filter(({ answer }) => answer.kind !== 'nothing')
    .sort((a, b) => b.usedAtMs - a.usedAtMs);
  return newest?.answer ?? { kind: 'nothing' };
}

/** Changes whenever an OBS of this PC is started or stopped; costs next to nothing. Never rejects. */
export async function signsOfUse(system: HostSystem): Promise<string> {
  const times = obsConfigFolders(system).flatMap((folder) =>
    SIGNS_OF_USE.map((sign) => changedAtMs(folder, sign)),
  );
  return (await Promise.all(times)).join();
}

async function readFolder(folder: string): Promise<Discovery> {
  const json = path.join(folder, 'plugin_config', 'obs-websocket', 'config.json');
  const ini = path.join(folder, 'global.ini');
  const [fromJson, fromIni] = await Promise.all([
    readWith(json, parseConfigJson),
    readWith(ini, parseGlobalIni),
  ]);
  if (fromJson.kind === 'nothing') return fromIni;
  if (fromIni.kind !== 'found') return fromJson;
  // OBS 30.2 empties the section when it moves it: one that is newer than the JSON was written by an older OBS.
  const [jsonMs, iniMs] = await Promise.all([changedAtMs(json), changedAtMs(ini)]);
  return iniMs > jsonMs ? fromIni : fromJson;
}

async function readWith(
  file: string,
  parse: (text: string) => ServerSettings | 'absent' | null,
): Promise<Discovery> {
  try {
    if ((await stat(file)).size > MAX_FILE_BYTES) return { kind: 'unreadable', file, reason: 'is too large' };
    const settings = parse(await readFile(file, 'utf8'));
    if (settings === 'absent') return { kind: 'nothing' };
    if (settings === null) return { kind: 'unreadable', file, reason: 'is not what OBS writes' };
    return { kind: 'found', file, settings };
  } catch (error) {
    const code = codeOf(error) ?? 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'nothing' };
    return { kind: 'unreadable', file, reason: `cannot be read (${code})` };
  }
}

async function changedAtMs(...parts: readonly string[]): Promise<number> {
  try {
    return (await stat(path.join(...parts))).mtimeMs;
  } catch {
    return 0;
  }
}
