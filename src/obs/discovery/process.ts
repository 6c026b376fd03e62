import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { inSlices } from '../../lib/in-slices.js';

/** Whether an OBS runs on this PC; null where the system does not say. */
export type IsObsRunning = () => Promise<boolean | null>;

/** `tasklist` takes some tenths of a second; it is asked about once in a while, not at each attempt. */
const ANSWER_AGE_MS = 4_000;
const TIMEOUT_MS = 3_000;
const MAX_OUTPUT_BYTES = 4_000_000;

const run = promisify(execFile);

/**
 * Looks for OBS in the list of processes with what each system brings along: Windows' `tasklist`, Linux' `/proc`, `ps`
 * elsewhere. Libraries for it ship a program of their own for Windows, which virus scanners like to hold back.
 */
export function createProcessLook(platform: NodeJS.Platform, nowMs: () => number): IsObsRunning {
  let last: { readonly atMs: number; readonly answer: Promise<boolean | null> } | null = null;
  return () => {
    if (last === null || nowMs() - last.atMs > ANSWER_AGE_MS)
      last = { atMs: nowMs(), answer: look(platform) };
    return last.answer;
  };
}

async function look(platform: NodeJS.Platform): Promise<boolean | null> {
  try {
    return (await processNames(platform)).some(isObs);
  } catch {
    return null;
  }
}

/** `obs64.exe`, `obs`, `/Applications/OBS.app/Contents/MacOS/OBS`: never `obs-browser-page` or `Streamlabs OBS.exe`. */
export function isObs(name: string): boolean {
  return /^obs(?:32|64)?(?:\.exe)?$/i.test(path.posix.basename(name.trim()));
}

async function processNames(platform: NodeJS.Platform): Promise<readonly string[]> {
  if (platform === 'linux') return namesFromProc();
  const options = { timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true };
  if (platform !== 'win32') return (await run('ps', ['-axo', 'comm='], options)).stdout.split('\n');
  const { stdout } = await run('tasklist', ['/FO', 'CSV', '/NH'], options);
  return stdout.split('\n').map((line) => line.split('"')[1] ?? '');
}

/** How many are read before others go first. */
const SLICE = 50;

/** Read at once, which takes a twentieth of what asking for each takes. */
async function namesFromProc(): Promise<readonly string[]> {
  const names: string[] = [];
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  await inSlices(pids, SLICE, (pid) => names.push(nameOf(pid)));
  return names;
}

function nameOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8');
  } catch {
    // A process that ends while we look is none.
    return '';
  }
}
