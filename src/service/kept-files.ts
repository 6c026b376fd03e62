import fs from 'node:fs';
import type { ShownItem, ShownStore } from '../obs/react/shown-items.js';
import { readLastLook } from '../obs/setup/look-undo.js';
import type { Held } from '../reactions/held.js';
import { REACTIONS_SCHEMA } from '../show/reactions/reaction-schema.js';
import type { LastLookStore } from './obs-look.js';
import type { HeldStore } from './reactions/held-switches.js';

/*
 * What can be put back in OBS, over a restart. Beside the database: it belongs to this PC's OBS, so it is no part of the
 * raids. Where it cannot be written, a restart may leave a source shown or a look that cannot be taken back, and nothing
 * else fails.
 */

/** What reactions have shown for a while. */
export function shownFile(database: string): ShownStore {
  return keptFile(`${database}.shown.json`, (items) => items.filter(isItem));
}

/** What they have switched until the raid ends. */
export function heldFile(database: string): HeldStore {
  return keptFile(`${database}.held.json`, (items) => items.flatMap(heldOf));
}

/** The last change of the look. */
export function lookFile(database: string): LastLookStore {
  const file = keptFile(`${database}.look.json`, (items) =>
    items.flatMap((item) => readLastLook(item) ?? []),
  );
  return {
    read: () => file.read()[0] ?? null,
    write: (last) => {
      file.write(last === null ? [] : [last]);
    },
  };
}

interface KeptFile<T> {
  read(): readonly T[];
  write(items: readonly T[]): void;
}

function keptFile<T>(file: string, good: (items: readonly unknown[]) => readonly T[]): KeptFile<T> {
  return {
    read() {
      try {
        const items = JSON.parse(fs.readFileSync(file, 'utf8')) as unknown;
        return Array.isArray(items) ? good(items) : [];
      } catch {
        // There is none, or a power cut has left half of one.
        return [];
      }
    },
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

function isItem(item: unknown): item is ShownItem {
  if (typeof item !== 'object' || item === null) return false;
  const { collection, scene, source, enabledThen, untilMs } = item as Record<string, unknown>;
  const texts = [collection, scene, source].every((value) => typeof value === 'string');
  return texts && typeof enabledThen === 'boolean' && typeof untilMs === 'number';
}

function heldOf(item: unknown): readonly Held[] {
  if (typeof item !== 'object' || item === null) return [];
  const { raidId, phases, back, collection } = item as Record<string, unknown>;
  const [entry] = REACTIONS_SCHEMA.safeParse([back]).data ?? [];
  if (entry === undefined || typeof raidId !== 'number' || !Array.isArray(phases)) return [];
  const known = typeof collection === 'string' ? collection : null;
  return [{ raidId, phases: phases as Held['phases'], back: entry, collection: known }];
}
