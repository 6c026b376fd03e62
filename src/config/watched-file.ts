import { watch } from 'chokidar';
import type { FileFaults, ParsedFile } from './json-file.js';

/** A file that is taken up when it changes; a bad edit is reported and the last good content stays. */
export interface WatchedFile<T> {
  /** The last good content. */
  value(): T;
  /** What is wrong with the file as it is now; empty when nothing is. */
  faults(): FileFaults;
  /** Called after each good edit that changed the content, and with each bad one. Returns the unsubscribe. */
  onEdit(listener: () => void): () => void;
  close(): Promise<void>;
}

/** How long a file must have kept its size before it is read: editors write in pieces. */
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
    // Watchers report touches and doubled events too; only other content is an edit.
    const content = JSON.stringify(next);
    if (content === seen) return;
    seen = content;
    if (next.ok) value = next.value;
    faults = next.ok ? [] : next.faults;
    for (const listener of listeners) listener();
  };
  const watcher = watch(file, {
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: 20 },
  });
  // "ready" too: an edit between the first read and the watch would be missed.
  watcher.on('all', readAgain).on('ready', readAgain);
  // A folder that cannot be watched costs the live edit, not the show.
  watcher.on('error', () => undefined);

  return {
    value: () => value,
    faults: () => faults,
    onEdit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => watcher.close(),
  };
}
