#!/usr/bin/env node
// Plain JavaScript that is not built, and that imports nothing but Node: it also runs where nothing is installed yet.
import fs from 'node:fs';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const program = new URL('../../dist/src/cli/tarkov-stream-producer.js', import.meta.url);

if (fs.existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write(
    `This program is not installed yet. Run "npm ci" in its folder ${folder} and start it again.\n`,
  );
  process.exitCode = 1;
}
