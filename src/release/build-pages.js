// Plain JavaScript, because it runs before anything is built. It writes each module of the pages into a file of its own in
// `dist/src/dock`; types are checked elsewhere. With `--watch` it goes on until it is ended.
import { context } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = path.join(root, 'src', 'dock');
const target = path.join(root, 'dist', 'src', 'dock');
const modules = fs
  .readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'));

// What an earlier build left may have gone since.
fs.rmSync(target, { recursive: true, force: true });
const pages = await context({
  entryPoints: modules.map((name) => path.join(source, name)),
  outbase: source,
  outdir: target,
  format: 'esm',
  // The browser inside OBS 29.
  target: 'chrome103',
  // A browser loads it over and over: no comments, no indents.
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
});
if (process.argv.includes('--watch')) {
  await pages.watch();
} else {
  await pages.rebuild();
  await pages.dispose();
}
