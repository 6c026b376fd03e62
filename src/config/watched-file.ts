import fs from 'node:fs';
import { copyOf, findFile, keepCopy, readOrGone, type InForce } from './good-copy.js';
import { hiddenTxt, type FileFaults, type ParsedFile } from './json-file.js';

/** A file whose edits count while the program runs; a bad edit is reported and the last good content stays. */
export interface WatchedFile<T> {
  /** The last good content. */
  value(): T;
  /** What is wrong with the file as it is now; empty when nothing is. */
  faults(): FileFaults;
  /** Where `value()` comes from; `nothing`: it is the fallback, because neither the file nor its copy has been good. */
  inForce(): InForce;
  /** Called after each good edit that changed the content, and with each bad one. Returns the unsubscribe. */
  onEdit(listener: () => void): () => void;
  /** Reads the file at once, for who has just written it and kept the older content as its copy. */
  readNow(): void;
  close(): void;
}

/**
 * How often the file's date is looked at. Looking costs next to nothing, notices a file that is made later or replaced as
 * a whole, and works on every system and drive; watching its folder would wake at each write of a database beside it.
 */
const LOOK_EVERY_MS = 500;
/** Editors write in pieces. */
const SETTLED_MS = 100;

/**
 * Reads the file and watches it; also a file that is made later, or replaced as a whole, is noticed. The last good content
 * is kept beside it as `….bak`, and serves when the file is bad at the start.
 * @param fallback the content while neither the file nor its copy has been good.
 */
export function watchFile<T>(
  file: string,
  read: (file: string) => ParsedFile<T>,
  fallback: T,
): WatchedFile<T> {
  const found = findFile(file, read);
  let value = found.value ?? fallback;
  let { faults, inForce } = found;
  let seen = JSON.stringify(faults.length === 0 ? { ok: true, value } : { ok: false, faults });
  let goodBytes: Buffer | null = null;
  let wasThere = fs.existsSync(file) || fs.existsSync(copyOf(file));
  const listeners = new Set<() => void>();

  const noteGood = (isOwnEdit: boolean): void => {
    goodBytes = bytesOf(file);
    if (goodBytes === null) return;
    wasThere = true;
    if (!isOwnEdit) keepCopy(file, goodBytes, read);
  };

  const readAgain = (isOwnEdit: boolean): void => {
    const next = readOrGone(file, read, wasThere);
    // Only other content counts as an edit, not a new date.
    const content = JSON.stringify(next);
    if (content === seen) {
      // Comments alone may have changed.
      if (next.ok) goodBytes = bytesOf(file) ?? goodBytes;
      return;
    }
    seen = content;
    if (next.ok) {
      value = next.value;
      inForce = 'file';
      noteGood(isOwnEdit);
    } else if (goodBytes !== null) {
      keepCopy(file, goodBytes, read);
    }
    faults = next.ok ? [] : next.faults;
    for (const listener of listeners) listener();
  };
  let timer: NodeJS.Timeout | undefined;
  const readSoon = (afterMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => readAgain(false), afterMs).unref();
  };
  const onLook = (): void => readSoon(SETTLED_MS);
  const watched = [file, hiddenTxt(file)];
  for (const name of watched) fs.watchFile(name, { interval: LOOK_EVERY_MS, persistent: false }, onLook);
  // One read without a change: an edit between the first read and the first look would be missed.
  readSoon(LOOK_EVERY_MS);
  if (inForce === 'file') noteGood(false);

  return {
    value: () => value,
    faults: () => faults,
    inForce: () => inForce,
    onEdit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readNow: () => readAgain(true),
    close() {
      clearTimeout(timer);
      for (const name of watched) fs.unwatchFile(name, onLook);
      // Until now the copy may be the content before the last edit of our own.
      if (goodBytes !== null) keepCopy(file, goodBytes, read);
    },
  };
}

function bytesOf(file: string): Buffer | null {
  try {
    return fs.readFileSync(file);
  } catch {
    return null;
  }
}
