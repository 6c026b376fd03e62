import { constants as fsConstants, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import * as z from 'zod';
import { codeOf } from '../lib/error-code.js';
import { realFile } from '../lib/real-file.js';
import { copyOf } from './good-copy.js';
import {
  decodeFile,
  hiddenTxt,
  MAX_FILE_BYTES,
  parseJsonText,
  readJsonFile,
  type FileFaults,
} from './json-file.js';

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
    const target = realFile(file);
    const { text: before, isThere: isKept } = await readToEdit(target);
    const now = before === '' ? null : parseJsonText(before, schema);
    if (now?.ok === false) throw faulty(file, now.faults);
    const after = withEdits(before, edits);
    if (after === before) return false;
    const then = parseJsonText(after, schema);
    // The file is not written, so line numbers would mislead.
    const faults = then.ok ? [] : then.faults.map((fault) => fault.replace(/^line \d+: /, ''));
    if (faults.length > 0)
      throw new FileEditError('value', `Not saved, and nothing was changed: ${faults.join('; ')}.`);
    if (Buffer.byteLength(after) > MAX_FILE_BYTES)
      throw new FileEditError(
        'value',
        `Not saved, and nothing was changed: ${path.basename(file)} would be larger than 1 MB. Shorten what stands in it.`,
      );
    await replaceFile(target, after, newFileMode, isKept);
    return true;
  } catch (error) {
    if (error instanceof FileEditError) throw error;
    const code = codeOf(error) ?? String(error);
    const remedy =
      code === 'ENOSPC'
        ? 'the disk is full. Free some space, then try again.'
        : 'check that it and its folder may be written.';
    throw new FileEditError('file', `The file ${file} cannot be written (${code}): ${remedy}`);
  }
}

/**
 * What the edit begins with. An empty file, or one that is gone, holds nothing that was typed by hand, and its last good
 * copy is what counts meanwhile.
 */
async function readToEdit(file: string): Promise<{ readonly text: string; readonly isThere: boolean }> {
  const text = await readText(file);
  if (text === null && existsSync(hiddenTxt(file))) {
    const parsed = readJsonFile(file, z.unknown());
    if (!parsed.ok) throw faulty(file, parsed.faults);
  }
  if (text !== null && !isBlank(text)) return { text, isThere: true };
  const copy = await readText(copyOf(file));
  return { text: copy === null || isBlank(copy) ? '' : copy, isThere: false };
}

async function readText(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(ifMissing(null));
  const decoded = bytes === null || isBlank(bytes.toString('latin1')) ? null : decodeFile(bytes);
  if (decoded?.ok === false) throw faulty(file, decoded.faults);
  return decoded?.value ?? (bytes === null ? null : '');
}

/** Also a file that a power cut has left full of zeros. */
function isBlank(text: string): boolean {
  return /^(?:\uFEFF|\u00EF\u00BB\u00BF)?[\s\0]*$/.test(text);
}

function faulty(file: string, faults: FileFaults): FileEditError {
  return new FileEditError(
    'file',
    `The file ${file} has a fault, so it is not touched: ${faults.join('; ')}; mend it first.`,
  );
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
async function replaceFile(
  file: string,
  text: string,
  newFileMode: number,
  keepsOld: boolean,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const mode = await stat(file).then(({ mode: bits }) => bits & 0o777, ifMissing(null));
  if (keepsOld) await keepOld(file, mode);
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

/** A copy that was there before keeps its mode, and may be readable for more people than the file is by now. */
async function keepOld(file: string, mode: number | null): Promise<void> {
  try {
    await copyFile(file, copyOf(file), fsConstants.COPYFILE_FICLONE);
    if (mode !== null) await chmod(copyOf(file), mode);
  } catch (error) {
    ifMissing(undefined)(error);
  }
}

async function renameInto(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = codeOf(error);
      const mayPass = code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
      if (!mayPass || attempt === RENAME_TRIES) throw error;
      await sleep(RENAME_PAUSE_MS * attempt);
    }
  }
}

function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (codeOf(error) === 'ENOENT') return value;
    throw error;
  };
}
