import type { LineEvent } from './event.js';

/**
 * The events of several files as one row. Each file keeps its own order, because the clock of the PC steps; the time
 * says only which file is next.
 */
export function mergeFiles(files: readonly (readonly LineEvent[])[]): readonly LineEvent[] {
  const merged: LineEvent[] = [];
  const next = files.map(() => 0);
  for (;;) {
    let first: { readonly file: number; readonly event: LineEvent } | null = null;
    for (const [file, events] of files.entries()) {
      const event = events[next[file] ?? 0];
      if (event !== undefined && (first === null || isEarlier(event.time, first.event.time)))
        first = { file, event };
    }
    if (first === null) return merged;
    merged.push(first.event);
    next[first.file] = (next[first.file] ?? 0) + 1;
  }
}

/** The hour may have no leading zero, and the decimals a comma. */
function isEarlier(one: string, other: string): boolean {
  return comparable(one) < comparable(other);
}

function comparable(time: string): string {
  return time
    .replace(' ', 'T')
    .replace(',', '.')
    .replace(/T(?=\d:)/, 'T0');
}
