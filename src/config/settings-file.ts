import { constants as fsConstants } from 'node:fs';
import { chmod, copyFile, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyEdits, modify } from 'jsonc-parser';
import { parseJsonText } from './json-file.js';
import { SETTINGS_FILE_SCHEMA, SettingsError, type SettingsFile } from './settings.js';

/** For a file that has a password in it: its owner alone. */
const OWNER_ONLY = 0o600;
/** Windows refuses to replace a file while a virus scanner or an editor looks at it. */
const RENAME_TRIES = 5;
const RENAME_PAUSE_MS = 60;

/**
 * Changes single settings in the user's file and leaves the rest of it as it is, with its comments. The old file stays
 * beside it as `….bak`; a crash in between leaves the old or the new file, never half of one.
 * @returns whether anything changed.
 * @throws SettingsError when the file has a fault of its own, or cannot be written; it is unchanged then.
 */
export async function changeSettingsFile(file: string, changes: Partial<SettingsFile>): Promise<boolean> {
  try {
    const target = await realpath(file).catch(() => file);
    const before = await readFile(target, 'utf8').catch(ifMissing(''));
    refuseFaults(before, file, 'mend it first');
    const after = withChanges(before, changes);
    if (after === before) return false;
    refuseFaults(after, file, 'nothing was changed');
    await replaceFile(target, after);
    return true;
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new SettingsError(
      `The settings file ${file} cannot be written (${code}): check that the file and its folder may be written.`,
    );
  }
}

function withChanges(text: string, changes: Partial<SettingsFile>): string {
  const bom = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  let json = text.slice(bom.length);
  if (json.trim() === '') json = '{}\n';
  const eol = json.includes('\r\n') ? '\r\n' : '\n';
  const indent = /\n( +|\t)\S/.exec(json)?.[1] ?? '  ';
  const formattingOptions = {
    eol,
    insertSpaces: indent !== '\t',
    tabSize: indent === '\t' ? 1 : indent.length,
  };
  for (const [name, value] of Object.entries(changes)) {
    json = applyEdits(json, modify(json, [name], value, { formattingOptions }));
  }
  return bom + json;
}

function refuseFaults(text: string, file: string, remedy: string): void {
  const parsed = parseJsonText(text, SETTINGS_FILE_SCHEMA);
  if (!parsed.ok) throw new SettingsError(`${file} cannot be used: ${parsed.faults.join('; ')}; ${remedy}.`);
}

/** Whole or not at all: written beside it, brought to the disk, then put in its place. */
async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const mode = await stat(file).then(({ mode: bits }) => bits & 0o777, ifMissing(OWNER_ONLY));
  await copyFile(file, `${file}.bak`, fsConstants.COPYFILE_FICLONE).catch(ifMissing(undefined));
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // `open` takes the mode for a new file alone, and through the umask.
    await chmod(temporary, mode);
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
