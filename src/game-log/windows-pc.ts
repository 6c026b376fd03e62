import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { exportedText, type InstalledOn } from './find-folders.js';

/** No key takes longer; a PC that is so slow has its folder set by hand. */
const REGISTRY_WAIT_MS = 5_000;

/** The PC that this runs on. */
export function thisPc(): InstalledOn {
  return windowsPc(process.env['SystemRoot']);
}

/** This PC, where it is one with Windows; any other has neither a registry nor the game. */
export function windowsPc(systemRoot: string | undefined): InstalledOn {
  const reg = systemRoot === undefined ? null : path.win32.join(systemRoot, 'System32', 'reg.exe');
  return {
    async registryText(key, value, view) {
      if (reg === null) return null;
      let folder: string | null = null;
      try {
        folder = await fs.mkdtemp(path.join(os.tmpdir(), 'tarkov-stream-'));
        // Into a file, because what it prints has lost the letters that the code page of this Windows has not.
        const file = path.join(folder, 'key.reg');
        await promisify(execFile)(reg, ['export', key, file, '/y', `/reg:${view}`], {
          timeout: REGISTRY_WAIT_MS,
          windowsHide: true,
        });
        return exportedText(await fs.readFile(file, 'utf16le'), value);
      } catch {
        // There is no such key.
        return null;
      } finally {
        if (folder !== null) await fs.rm(folder, { recursive: true, force: true }).catch(() => undefined);
      }
    },
    readText: (file) => fs.readFile(file, 'utf8').catch(() => null),
    isFolder: (folder) =>
      fs.stat(folder).then(
        (found) => found.isDirectory(),
        () => false,
      ),
  };
}
