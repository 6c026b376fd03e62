import fs from 'node:fs';
import type { ShownItem, ShownStore } from '../../obs/react/shown-items.js';

/** At the end of the database's name. */
const SHOWN_END = '.shown.json';

/**
 * What reactions have shown for a while, beside the database: it belongs to this PC's OBS, so it is no part of the
 * raids. Where it cannot be written, a crash may leave a source shown, and nothing else fails.
 */
export function shownFile(database: string): ShownStore {
  const file = `${database}${SHOWN_END}`;
  return {
    read: () => readItems(file),
    write(items) {
      try {
        if (items.length === 0) fs.rmSync(file, { force: true });
        else {
          fs.writeFileSync(`${file}.tmp`, JSON.stringify(items));
          fs.renameSync(`${file}.tmp`, file);
        }
      } catch {
        // A full disk, or a scanner that looks at it just now.
      }
    },
  };
}

function readItems(file: string): readonly ShownItem[] {
  try {
    const items = JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
    return Array.isArray(items) ? items.filter(isItem) : [];
  } catch {
    // There is none, or a power cut has left half of one.
    return [];
  }
}

function isItem(item: unknown): item is ShownItem {
  if (typeof item !== 'object' || item === null) return false;
  const { collection, scene, source, enabledThen, untilMs } = item as Record<string, unknown>;
  const texts = [collection, scene, source].every((value) => typeof value === 'string');
  return texts && typeof enabledThen === 'boolean' && typeof untilMs === 'number';
}
