// Plain JavaScript, because it runs before anything is built. It writes the pages' code and their libraries into a few
// files in `dist/src/dock`, for a browser asks for each file on its way; types are checked elsewhere. With `--watch` it goes
// on until it is ended.
import { context } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { writeNotices } from './notices.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = path.join(root, 'src', 'dock');
const target = path.join(root, 'dist', 'src', 'dock');
/** A page is a folder with a `main.ts`. */
const pageEntries = fs
  .readdirSync(source)
  .map((name) => path.join(name, 'main.ts'))
  .filter((name) => fs.existsSync(path.join(source, name)));
/** A file for each page and for the worker that they share; what several need is in files that these import. */
const entryPoints = [...pageEntries, path.join('lib', 'events-worker.ts')];

// What an earlier build left may have gone since.
fs.rmSync(target, { recursive: true, force: true });
const build = await context({
  // The paths in the files are the same wherever this is started.
  absWorkingDir: root,
  entryPoints: entryPoints.map((name) => path.join(source, name)),
  outbase: source,
  outdir: target,
  bundle: true,
  splitting: true,
  chunkNames: 'lib/[name]-[hash]',
  format: 'esm',
  // The browser inside OBS 29.
  target: 'chrome103',
  // A browser loads it over and over: no comments, no indents.
  minifyWhitespace: true,
  // The notices of the libraries, which are in these files.
  legalComments: 'eof',
  metafile: true,
  logLevel: 'warning',
});
if (process.argv.includes('--watch')) {
  await build.watch();
} else {
  const { metafile } = await build.rebuild();
  writeNotices(path.join(root, 'dist', 'licences', 'pages.txt'), root, metafile);
  await build.dispose();
}
