import { build, type BuildOptions } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../lib/package-root.js';
import { VERSION } from '../lib/version.js';
import { PLUGIN_UUID } from '../stream-deck/actions/actions.js';
import { PLUGIN_NAME, pluginVersion } from '../stream-deck/manifest.js';
import { pluginFiles } from '../stream-deck/plugin-files.js';
import { profileFiles } from '../stream-deck/profiles.js';
import { drawPng } from './draw-png.js';
import { writeNotices } from './notices.js';
import { releaseIds } from './release-ids.js';

// Part of `npm run build`: the plugin for Elgato's app, as a folder that the app could load:
// `dist/stream-deck/com.tarkov-stream-producer.deck.sdPlugin`. `npm run release` packs it.

const SOURCE = path.join(PACKAGE_ROOT, 'src', 'stream-deck');
const PARENT = path.join(PACKAGE_ROOT, 'dist', 'stream-deck');
const target = path.join(PARENT, `${PLUGIN_UUID}.sdPlugin`);

// What an earlier build left may have gone since.
fs.rmSync(PARENT, { recursive: true, force: true });
for (const [name, content] of Object.entries(pluginFiles(VERSION))) write(name, content);
const plugin = { name: PLUGIN_NAME, version: pluginVersion(VERSION) };
for (const [name, content] of Object.entries(profileFiles(plugin, releaseIds(VERSION)))) write(name, content);
// Icons that the app itself does not draw have to be pictures.
const icon = fs.readFileSync(path.join(PACKAGE_ROOT, 'src', 'dock', 'static', 'icon.svg'), 'utf8');
write('icons/plugin.png', drawPng(icon, 256));
write('icons/plugin@2x.png', drawPng(icon, 512));
fs.cpSync(path.join(SOURCE, 'static'), target, { recursive: true });
fs.copyFileSync(path.join(PACKAGE_ROOT, 'LICENSE'), path.join(target, 'LICENSE'));

const SHARED = { absWorkingDir: PACKAGE_ROOT, bundle: true, logLevel: 'warning' } satisfies BuildOptions;
const { metafile } = await build({
  ...SHARED,
  entryPoints: [path.join(SOURCE, 'main.ts')],
  outfile: path.join(target, 'bin', 'plugin.js'),
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  // What the app brings.
  target: 'node20',
  // `ws` is no module, and asks for Node's own.
  banner: {
    js: "import { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);",
  },
  metafile: true,
});
await build({
  ...SHARED,
  entryPoints: [path.join(SOURCE, 'inspector', 'main.ts')],
  outfile: path.join(target, 'inspector', 'inspector.js'),
  // The browser inside the app; its page loads no modules from files.
  format: 'iife',
  target: 'chrome103',
});
writeNotices(path.join(target, 'licences.txt'), PACKAGE_ROOT, metafile);

function write(name: string, content: string | Uint8Array): void {
  const file = path.join(target, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}
