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
  return [...vdf.matchAll(/"path"\s+"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => unescaped(text));
}

/** The text that a key itself has, in the file that `reg export` has written of it; null for one that is not there. */
export function exportedText(file: string, value: string): string | null {
  const [, ofKey = ''] = file.replaceAll(/\\\r?\n\s*/g, '').split(/^\[.*\]\s*$/m);
  for (const line of ofKey.split(/\r?\n/)) {
    const [, name = '', text, hex] = EXPORTED.exec(line) ?? [];
    if (unescaped(name).toLowerCase() !== value.toLowerCase()) continue;
    return hex === undefined
      ? unescaped(text ?? '') || null
      : Buffer.from(hex.replaceAll(',', ''), 'hex').toString('utf16le').replace(/\0.*$/s, '') || null;
  }
  return null;
}

/** A text, or one with variables, which stands there as its bytes. */
const EXPORTED = /^"((?:[^"\\]|\\.)*)"=(?:"((?:[^"\\]|\\.)*)"|hex\(2\):([0-9a-f,]*))\s*$/i;

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, '$1');
}
