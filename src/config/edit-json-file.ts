import { constants as fsConstants } from 'node:fs';
import { chmod, copyFile, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { z } from 'zod';
import { parseJsonText } from './json-file.js';

/** One value of the file; `undefined` takes the name out. */
export type JsonEdit = readonly [path: readonly string[], value: unknown];

/** The file was not changed; `message` says why, and what to do. */
export class FileEditError extends Error {
  /** `file`: the file itself is in the way; `value`: what was asked for cannot be. */
  readonly fault: 'file' | 'value';

  constructor(fault: 'file' | 'value', message: string) {
    super(message);
    this.name = 'FileEditError';
    this.fault = fault;
  }
}

/** Windows refuses to replace a file while a virus scanner or an editor looks at it. */
const RENAME_TRIES = 5;
const RENAME_PAUSE_MS = 60;

/**
 * Changes single values of a file that people edit by hand too, and leaves the rest as it is, with its comments. The old
 * file stays beside it as `….bak`; a crash in between leaves the old or the new file, never half of one.
 * @param newFileMode for a file that is not there yet, before the umask; one that is there keeps its own.
 * @returns whether anything changed.
 * @throws FileEditError
 */
export async function editJsonFile(
  file: string,
  schema: z.ZodType,
  edits: readonly JsonEdit[],
  newFileMode = 0o666,
): Promise<boolean> {
  try {
    const target = await realpath(file).catch(() => file);
    const before = await readFile(target, 'utf8').catch(ifMissing(''));
    const now = parseJsonText(before, schema);
    if (!now.ok) {
      throw new FileEditError(
        'file',
        `The file ${file} has a fault, so it is not touched: ${now.faults.join('; ')}; mend it first.`,
      );
    }
    const after = withEdits(before, edits);
    if (after === before) return false;
    const then = parseJsonText(after, schema);
    // Lines of a file that is not written would mislead.
    const faults = then.ok ? [] : then.faults.map((fault) => fault.replace(/^line \d+: /, ''));
    if (faults.length > 0)
      throw new FileEditError('value', `Not saved, and nothing was changed: ${faults.join('; ')}.`);
    await replaceFile(target, after, newFileMode);
    return true;
  } catch (error) {
    if (error instanceof FileEditError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const remedy =
      code === 'ENOSPC'
        ? 'the disk is full. Free some space, then try again.'
        : 'check that it and its folder may be written.';
    throw new FileEditError('file', `The file ${file} cannot be written (${code}): ${remedy}`);
  }
}

function withEdits(text: string, edits: readonly JsonEdit[]): string {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  let json = text.slice(bom.length);
  if (json.trim() === '') json = '{}\n';
  const indent = /\n( +|\t)\S/.exec(json)?.[1] ?? '  ';
  const formattingOptions = {
    eol: json.includes('\r\n') ? '\r\n' : '\n',
    insertSpaces: indent !== '\t',
    tabSize: indent === '\t' ? 1 : indent.length,
  };
  for (const [place, value] of edits) {
    if (value === undefined && !isThere(json, place)) continue;
    json = applyEdits(json, modify(json, [...place], value, { formattingOptions }));
  }
  return json.trim() === '{}' && text.trim() === '' ? text : bom + json;
}

function isThere(json: string, place: readonly string[]): boolean {
  const root = parseTree(json);
  return root !== undefined && findNodeAtLocation(root, [...place]) !== undefined;
}

/** Whole or not at all: written beside it, brought to the disk, then put in its place. */
async function replaceFile(file: string, text: string, newFileMode: number): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const mode = await stat(file).then(({ mode: bits }) => bits & 0o777, ifMissing(null));
  await copyFile(file, `${file}.bak`, fsConstants.COPYFILE_FICLONE).catch(ifMissing(undefined));
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w', mode ?? newFileMode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (mode !== null) await chmod(temporary, mode);
    await renameInto(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function renameInto(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      const mayPass = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
      if (!mayPass || attempt === RENAME_TRIES) throw error;
      await sleep(RENAME_PAUSE_MS * attempt);
    }
  }
}

function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
    throw error;
  };
}
