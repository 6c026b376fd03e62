import type { LineEvent, Written } from './event.js';

/**
 * The events of several files as one row. Each file keeps its own order, because the clock of the PC steps; the time says
 * only which file is next.
 * @param isBefore of two files, which is next.
 */
export function mergeFiles(
  files: readonly (readonly LineEvent[])[],
  isBefore: (one: Written, other: Written) => boolean,
): readonly LineEvent[] {
  const merged: LineEvent[] = [];
  const next = files.map(() => 0);
  for (;;) {
    let first: { readonly file: number; readonly event: LineEvent } | null = null;
    for (const [file, events] of files.entries()) {
      const event = events[next[file] ?? 0];
      if (event !== undefined && (first === null || isBefore(event.written, first.event.written)))
        first = { file, event };
    }
    if (first === null) return merged;
    merged.push(first.event);
    next[first.file] = (next[first.file] ?? 0) + 1;
  }
}

/** Of what was written within a moment. A file that is written rarely may not show yet that the clock was set. */
export function isBeforeNow(one: Written, other: Written): boolean {
  return one.time < other.time;
}

/** Of hours: what was written before the clock was set back comes first. */
export function isBeforeInHours(one: Written, other: Written): boolean {
  return one.setBack === other.setBack ? one.time < other.time : one.setBack < other.setBack;
}
