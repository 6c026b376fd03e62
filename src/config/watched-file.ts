import fs from 'node:fs';
import type { FileFaults, ParsedFile } from './json-file.js';

/** A file that is taken up when it changes; a bad edit is reported and the last good content stays. */
export interface WatchedFile<T> {
  /** The last good content. */
  value(): T;
  /** What is wrong with the file as it is now; empty when nothing is. */
  faults(): FileFaults;
  /** Called after each good edit that changed the content, and with each bad one. Returns the unsubscribe. */
  onEdit(listener: () => void): () => void;
  /** Takes the file up at once, for who has just written it. */
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
 * Reads the file and watches it; also a file that is made later, or replaced as a whole, is noticed.
 * @param fallback the content while the file has never been good.
 */
export function watchFile<T>(
  file: string,
  read: (file: string) => ParsedFile<T>,
  fallback: T,
): WatchedFile<T> {
  const first = read(file);
  let value = first.ok ? first.value : fallback;
  let faults: FileFaults = first.ok ? [] : first.faults;
  let seen = JSON.stringify(first);
  const listeners = new Set<() => void>();

  const readAgain = (): void => {
    const next = read(file);
    // A touch is no edit; other content is.
    const content = JSON.stringify(next);
    if (content === seen) return;
    seen = content;
    if (next.ok) value = next.value;
    faults = next.ok ? [] : next.faults;
    for (const listener of listeners) listener();
  };
  let timer: NodeJS.Timeout | undefined;
  const readSoon = (afterMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(readAgain, afterMs).unref();
  };
  const onLook = (): void => readSoon(SETTLED_MS);
  fs.watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, onLook);
  // Once without being told: an edit between the first read and the first look would be missed.
  readSoon(LOOK_EVERY_MS);

  return {
    value: () => value,
    faults: () => faults,
    onEdit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readNow: readAgain,
    close() {
      clearTimeout(timer);
      fs.unwatchFile(file, onLook);
    },
  };
}
