// Plain JavaScript, because it runs before anything is built. It writes the plugin for Elgato's app as a folder that the
// app could load: `dist/stream-deck/com.tarkov-stream-producer.deck.sdPlugin`.
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { writeNotices } from './notices.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = path.join(root, 'src', 'stream-deck');
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const shared = { absWorkingDir: root, bundle: true, format: 'esm', logLevel: 'warning' };

const { pluginFiles, PLUGIN_UUID } = await load('plugin-files.ts');
const parent = path.join(root, 'dist', 'stream-deck');
const target = path.join(parent, `${PLUGIN_UUID}.sdPlugin`);
// What an earlier build left may have gone since.
fs.rmSync(parent, { recursive: true, force: true });
for (const [name, text] of Object.entries(pluginFiles(version))) {
  const file = path.join(target, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
fs.cpSync(path.join(source, 'static'), target, { recursive: true });
const { metafile } = await build({
  ...shared,
  entryPoints: [path.join(source, 'main.ts')],
  outfile: path.join(target, 'bin', 'plugin.js'),
  platform: 'node',
  // What the app brings.
  target: 'node20',
  // `ws` is no module, and asks for Node's own.
  banner: {
    js: "import { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);",
  },
  metafile: true,
});
await build({
  ...shared,
  entryPoints: [path.join(source, 'inspector', 'main.ts')],
  outfile: path.join(target, 'inspector', 'inspector.js'),
  // The browser inside the app; its page loads no modules from files.
  format: 'iife',
  target: 'chrome103',
});
writeNotices(path.join(target, 'licences.txt'), root, metafile);
fs.copyFileSync(path.join(root, 'LICENSE'), path.join(target, 'LICENSE'));

/**
 * Our own TypeScript, to run it here.
 * @param {string} name
 */
async function load(name) {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: [path.join(source, name)],
    platform: 'node',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
