import fs from 'node:fs';
import path from 'node:path';
import { isRunning } from '../lib/is-running.js';
import { realFile } from '../lib/real-file.js';
import type { FileFaults, ParsedFile } from './json-file.js';

/**
 * What is in force: the file (as it is, or as it last was good while the program ran), its last good copy because the
 * file was bad at the start, or nothing of the user's.
 */
export type InForce = 'file' | 'copy' | 'nothing';

/** A file as it is found at a start. */
export interface FoundFile<T> {
  /** null: neither the file nor its copy is good. */
  readonly value: T | null;
  readonly faults: FileFaults;
  readonly inForce: InForce;
}

type Read<T> = (file: string) => ParsedFile<T>;

/** Where the last good content is kept: beside the file itself, also when it is reached by a link. */
export function copyOf(file: string): string {
  return `${realFile(file)}.bak`;
}

/** Reads the file; where it is bad, or gone although it was there once, its last good copy serves. */
export function findFile<T>(file: string, read: Read<T>): FoundFile<T> {
  const parsed = readOrGone(file, read, fs.existsSync(copyOf(file)));
  if (parsed.ok) return { value: parsed.value, faults: [], inForce: 'file' };
  const copy = fs.existsSync(copyOf(file)) ? read(copyOf(file)) : null;
  return copy?.ok === true
    ? { value: copy.value, faults: parsed.faults, inForce: 'copy' }
    : { value: null, faults: parsed.faults, inForce: 'nothing' };
}

/** A file that was there and is not any more is a fault: it must not put the built-in content on air. */
export function readOrGone<T>(file: string, read: Read<T>, wasThere: boolean): ParsedFile<T> {
  const parsed = read(file);
  if (!parsed.ok || !wasThere || fs.existsSync(file)) return parsed;
  return { ok: false, faults: ['the file is gone: put it back, or make one with { } in it to start afresh'] };
}

/** Keeps this content as the last good one, if it is good. A failure to write it is ignored. */
export function keepCopy<T>(file: string, bytes: Buffer, read: Read<T>): void {
  const copy = copyOf(file);
  const temporary = `${copy}.${process.pid}.tmp`;
  try {
    // It may hold a password: nobody may read the copy who may not read the file.
    const mode = modeOf(file) ?? modeOf(copy) ?? 0o600;
    if (fs.existsSync(copy) && fs.readFileSync(copy).equals(bytes)) {
      if (modeOf(copy) !== mode) fs.chmodSync(copy, mode);
      return;
    }
    fs.writeFileSync(temporary, bytes, { mode, flush: true });
    if (read(temporary).ok) fs.renameSync(temporary, copy);
  } catch {
    // A read-only folder, a full disk: the older copy stays.
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

function modeOf(file: string): number | null {
  return fs.existsSync(file) ? fs.statSync(file).mode & 0o777 : null;
}

/** Removes what a crash in the middle of writing has left beside the file; it may hold a password. */
export function removeLeftovers(file: string): void {
  const real = realFile(file);
  const folder = path.dirname(real);
  const leftover = /^(?:\.bak)?\.(\d+)\.tmp$/;
  try {
    for (const name of fs.readdirSync(folder)) {
      if (!name.startsWith(path.basename(real))) continue;
      const pid = leftover.exec(name.slice(path.basename(real).length))?.[1];
      if (pid === undefined || isBeingWritten(path.join(folder, name), Number(pid))) continue;
      fs.rmSync(path.join(folder, name), { force: true });
    }
  } catch {
    // No folder yet, or one that may not be written.
  }
}

/** Writing takes milliseconds: after this long the number belongs to another program. */
const LONGEST_WRITE_MS = 60_000;

function isBeingWritten(file: string, pid: number): boolean {
  return pid !== process.pid && isRunning(pid) && Date.now() - fs.statSync(file).mtimeMs < LONGEST_WRITE_MS;
}
