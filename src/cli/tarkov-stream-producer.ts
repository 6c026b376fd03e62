#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { repair } from '../lib/how-started.js';

// From the second start on Node need not compile the program again. Node 20 does not know it.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

// Nothing that a package must be there for is imported before this, so that a folder without its packages gets a sentence and no stack trace.
try {
  await (await import('./program.js')).runProgram(process.argv);
} catch (error) {
  const sentence = notInstalled(error);
  if (sentence === null) throw error;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}

/** What to say when a file or package of the program is missing; null for any other error. */
function notInstalled(error: unknown): string | null {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null;
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return null;
  const isBuilt = import.meta.url.endsWith('.js');
  const folder = fileURLToPath(new URL(isBuilt ? '../../..' : '../..', import.meta.url));
  return `This program is not complete. ${repair(`Run "npm ci" in its folder ${folder} and start it again.`)}`;
}
