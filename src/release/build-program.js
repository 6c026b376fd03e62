// Plain JavaScript, because it runs before anything is built. It writes the program into a few files in `dist/src/cli`:
// Node reads those in a third of the time that it takes to find and read 700, and longer still beside a virus scanner.
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { writeNotices } from './notices.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = path.join(root, 'dist', 'src', 'cli');
const { dependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
/** Packages of many small modules, which become part of the program; all others are loaded from `node_modules`. */
const TAKEN_IN = ['csv-parse', 'csv-stringify', 'env-paths', 'kysely', 'zod'];

// What an earlier build left: its files have other names.
fs.rmSync(target, { recursive: true, force: true });
const { metafile } = await build({
  // The paths in the files are the same wherever this is started.
  absWorkingDir: root,
  entryPoints: [path.join(root, 'src', 'cli', 'tarkov-stream-producer.ts')],
  outdir: target,
  bundle: true,
  // What is imported only when it is needed stays in a file of its own.
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: Object.keys(dependencies).filter((name) => !TAKEN_IN.includes(name)),
  // Names and lines as they were written, for whoever reads a stack trace.
  minify: false,
  metafile: true,
  logLevel: 'warning',
});
writeNotices(path.join(root, 'dist', 'licences', 'program.txt'), root, metafile);
