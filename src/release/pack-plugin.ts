import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { PACKAGE_ROOT } from '../lib/package-root.js';
import { pack } from './archive.js';
import { PLUGIN_UUID } from '../stream-deck/actions/actions.js';

const CLI = path.join(PACKAGE_ROOT, 'node_modules', '@elgato', 'cli', 'bin', 'streamdeck.mjs');
const FOLDER = path.join(PACKAGE_ROOT, 'dist', 'stream-deck', `${PLUGIN_UUID}.sdPlugin`);

/**
 * Packs what `npm run build` has made into the one file that a streamer double-clicks. Elgato's own program looks over it and
 * chooses what goes in; its time of packing is taken out again, so that the same commit gives the same bytes.
 * @returns the file; throws with what that program says of a fault.
 */
export function packPlugin(folder: string): string {
  // Without a look for news, it asks nobody.
  const asked = ['pack', '--no-update-check', '--force', '--output', folder, FOLDER];
  execFileSync(process.execPath, [CLI, ...asked], { stdio: 'pipe' });
  const file = path.join(folder, `${PLUGIN_UUID}.streamDeckPlugin`);
  const packed = namesIn(file).map((name) => ({
    ...{ path: name, isProgram: false },
    bytes: fs.readFileSync(path.join(path.dirname(FOLDER), name)),
  }));
  fs.writeFileSync(file, pack(packed, 'zip'));
  return file;
}

/** Names alone: that archive leaves the sizes open, and fflate takes 4 GB of addresses for each file then. */
function namesIn(archive: string): readonly string[] {
  const names: string[] = [];
  unzipSync(fs.readFileSync(archive), {
    filter({ name }) {
      if (!name.endsWith('/')) names.push(name);
      return false;
    },
  });
  return names;
}
