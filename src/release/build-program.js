// Plain JavaScript, because it runs before anything is built. It writes the program and the packages that it uses into a
// few files in `dist/src/cli`: Node reads those in a third of the time that it takes to find and read a thousand, and a
// virus scanner beside it makes the difference larger.
import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { writeNotices } from './notices.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = path.join(root, 'dist', 'src', 'cli');
/** Loaded from `node_modules`: the one is made for this machine, the other has a file of its own beside it. */
const LEFT_OUT = ['better-sqlite3', 'open'];

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
  external: LEFT_OUT,
  // Of a package that has both, the modules that can be taken in by pieces.
  mainFields: ['module', 'main'],
  // For packages that are no modules and ask for Node's own.
  banner: {
    js: "import { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);",
  },
  // Names and lines as they were written, for whoever reads a stack trace.
  minify: false,
  metafile: true,
  logLevel: 'warning',
});
writeNotices(path.join(root, 'dist', 'licences', 'program.txt'), root, metafile);
