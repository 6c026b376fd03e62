import { describe, expect, it } from 'vitest';
import { findLogFolders, exportedText, type InstalledOn } from '../../src/game-log/find-folders.js';
import { windowsPc } from '../../src/game-log/windows-pc.js';

/** A PC with these texts in its registry, files and folders; Windows knows a folder by any case. */
function pc(
  registry: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
  folders: readonly string[],
): InstalledOn {
  return {
    registryText: (key, value, view) => Promise.resolve(registry[`${view} ${key}\\${value}`] ?? null),
    readText: (file) => Promise.resolve(files[file] ?? null),
    isFolder: (folder) =>
      Promise.resolve(folders.some((known) => known.toLowerCase() === folder.toLowerCase())),
  };
}

const UNINSTALL = String.raw`SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall`;

describe('the folder of the game log', () => {
  it('is found where the launcher has put the game', async () => {
    const registry = {
      [`32 HKLM\\${UNINSTALL}\\EscapeFromTarkov\\InstallLocation`]: String.raw`"E:\Spiele\Tarkov"`,
    };
    expect(await findLogFolders(pc(registry, {}, [String.raw`E:\Spiele\Tarkov\Logs`]))).toEqual([
      String.raw`E:\Spiele\Tarkov\Logs`,
    ]);
  });

  it('is found where Steam says that the game is', async () => {
    const registry = {
      [`64 HKCU\\${UNINSTALL}\\Steam App 3932890\\InstallLocation`]: String.raw`D:\S\Escape from Tarkov`,
    };
    const logs = String.raw`D:\S\Escape from Tarkov\build\Logs`;
    expect(await findLogFolders(pc(registry, {}, [logs]))).toEqual([logs]);
  });

  it('is found in a library of Steam on another drive, and named once', async () => {
    const registry = { [String.raw`64 HKCU\Software\Valve\Steam\SteamPath`]: 'c:/program files/steam' };
    const vdf = [
      String.raw`"libraryfolders" { "0" { "path"		"C:\\Program Files\\Steam" }`,
      String.raw`"1" { "path"		"F:\\Steam Library" "label" "" } }`,
    ].join('\n');
    const files = { [String.raw`c:\program files\steam\steamapps\libraryfolders.vdf`]: vdf };
    const onC = String.raw`C:\Program Files\Steam\steamapps\common\Escape from Tarkov\build\Logs`;
    const onF = String.raw`F:\Steam Library\steamapps\common\Escape from Tarkov\build\Logs`;
    const found = await findLogFolders(pc(registry, files, [onC, onF]));
    expect(found.map((folder) => folder.toLowerCase())).toEqual([onC.toLowerCase(), onF.toLowerCase()]);
  });

  it('is found where the launcher usually puts the game, with nothing in the registry', async () => {
    const logs = String.raw`C:\Battlestate Games\Escape from Tarkov\Logs`;
    expect(await findLogFolders(pc({}, {}, [logs]))).toEqual([logs]);
  });

  it('is not found on a PC without the game, nor on one without Windows', async () => {
    expect(await findLogFolders(pc({}, { nothing: '' }, []))).toEqual([]);
    expect(await findLogFolders(windowsPc(undefined))).toEqual([]);
  });

  it('is read from the file that the registry writes, in any letters', () => {
    const bytes = Buffer.from(String.raw`%GAMES%\Tarkov` + '\0', 'utf16le').toString('hex');
    const file = [
      ...['\uFEFFWindows Registry Editor Version 5.00', ''],
      ...[
        `[HKEY_LOCAL_MACHINE\\${UNINSTALL}\\EscapeFromTarkov]`,
        '"DisplayName"=""',
        '"Size"=dword:00000007',
      ],
      String.raw`"InstallLocation"="D:\\Spiele Ünï\\Игры \"x\""`,
      ...[`"Other"=hex(2):${bytes.slice(0, 20).replaceAll(/../g, '$&,')}\\`],
      ...[`  ${bytes.slice(20).replaceAll(/..(?!$)/g, '$&,')}`, ''],
      ...[`[HKEY_LOCAL_MACHINE\\${UNINSTALL}\\EscapeFromTarkov\\Below]`, '"Version"="1"', ''],
    ].join('\r\n');
    expect(exportedText(file, 'installlocation')).toBe(String.raw`D:\Spiele Ünï\Игры "x"`);
    expect(exportedText(file, 'Other')).toBe(String.raw`%GAMES%\Tarkov`);
    for (const value of ['DisplayName', 'Size', 'Version', 'x']) expect(exportedText(file, value)).toBeNull();
    expect(exportedText('', 'InstallLocation')).toBeNull();
  });
});
