import path from 'node:path';

/** What is asked of the PC on which the game may be installed. None of it rejects. */
export interface InstalledOn {
  /** A text of the registry; null where there is none. The two views are those of 64 and 32 bits. */
  registryText(key: string, value: string, view: 64 | 32): Promise<string | null>;
  /** Null for a file that cannot be read. */
  readText(file: string): Promise<string | null>;
  isFolder(folder: string): Promise<boolean>;
}

const UNINSTALL = String.raw`SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall`;
/** As the game's own launcher and as Steam put it down. */
const INSTALLED = ['EscapeFromTarkov', 'Steam App 3932890'];
const HIVES = ['HKLM', 'HKCU'];
const VIEWS = [64, 32] as const;
/** Where the launcher puts the game, and Steam itself. */
const USUAL_INSTALL = String.raw`C:\Battlestate Games\Escape from Tarkov`;
const USUAL_STEAM = String.raw`C:\Program Files (x86)\Steam`;

/** The folders of the game's log on this PC, the likeliest first; empty where the game is not found. Looking changes nothing. */
export async function findLogFolders(pc: InstalledOn): Promise<readonly string[]> {
  const installs = [...(await installsOf(pc)), ...(await steamInstallsOf(pc)), USUAL_INSTALL];
  const found: string[] = [];
  for (const install of installs) {
    for (const folder of [path.win32.join(install, 'Logs'), path.win32.join(install, 'build', 'Logs')]) {
      const isKnown = found.some((known) => known.toLowerCase() === folder.toLowerCase());
      if (!isKnown && (await pc.isFolder(folder))) found.push(folder);
    }
  }
  return found;
}

async function installsOf(pc: InstalledOn): Promise<string[]> {
  const installs: string[] = [];
  for (const name of INSTALLED) {
    for (const hive of HIVES) {
      for (const view of VIEWS) {
        const text = await pc.registryText(`${hive}\\${UNINSTALL}\\${name}`, 'InstallLocation', view);
        // Some installers write it in quotes.
        const install = text?.trim().replaceAll('"', '') ?? '';
        if (path.win32.isAbsolute(install)) installs.push(install);
      }
    }
  }
  return installs;
}

/** In each library of Steam: one for each drive that games are put on. */
async function steamInstallsOf(pc: InstalledOn): Promise<string[]> {
  const steam =
    (await pc.registryText(String.raw`HKCU\Software\Valve\Steam`, 'SteamPath', 64)) ?? USUAL_STEAM;
  const vdf = await pc.readText(path.win32.join(steam, 'steamapps', 'libraryfolders.vdf'));
  return [steam, ...librariesIn(vdf ?? '')].map((library) =>
    path.win32.join(library, 'steamapps', 'common', 'Escape from Tarkov'),
  );
}

/** `"path"		"D:\\SteamLibrary"`, a line for each. */
function librariesIn(vdf: string): string[] {
  return [...vdf.matchAll(/"path"\s+"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    text.replaceAll(/\\(.)/g, '$1'),
  );
}

/** The value that `reg query <key> /v <value>` has written; null for another one. */
export function registryValueIn(output: string, value: string): string | null {
  for (const line of output.split(/\r?\n/)) {
    const [, name, text] = /^\s+(.+?)\s+REG_(?:EXPAND_)?SZ\s+(.*?)\s*$/.exec(line) ?? [];
    if (name?.toLowerCase() === value.toLowerCase() && text !== undefined && text !== '') return text;
  }
  return null;
}
