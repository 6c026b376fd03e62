import { createArchive, type Archive } from '../../src/service/archive.js';
import { parseCsv } from '../../src/exchange/csv.js';
import type { Portable } from '../../src/exchange/parse-item.js';
import { parseJson } from '../../src/exchange/parse-json.js';
import type { PortableRaid, Taken } from '../../src/raid/history/portable.js';
import { RAID_DEFAULTS } from '../../src/raid/press/raid-defaults.js';
import type { TestDatabase } from '../support/database.js';

/** When everything that these tests store is over. */
export const NOW = new Date('2026-11-30T12:00:00Z');

export const archiveOf = (db: TestDatabase): Archive =>
  createArchive({ store: db.store(), database: db.file, now: () => NOW });

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export const textOf = async (pieces: AsyncIterable<string>): Promise<string> =>
  (await collect(pieces)).join('');

/** A text as a disk gives it: in pieces that end anywhere. */
export async function* inPieces(text: string, length = 100): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield await Promise.resolve(text.slice(at, at + length));
}

export const readJson = (text: string, now = NOW): Promise<Portable[]> =>
  collect(parseJson(() => inPieces(text), now));

export const readCsv = (text: string, rules = RAID_DEFAULTS, now = NOW): Promise<PortableRaid[]> =>
  collect(parseCsv(inPieces(text), rules, now));

/** How many raids and sessions were imported, and how many left out. */
export async function takeJson(db: TestDatabase, text: string): Promise<Taken> {
  const items = await readJson(text);
  const { raids, sessions } = await archiveOf(db).take(
    items.flatMap((item) => (item.type === 'raid' ? [item.raid] : [])),
    items.flatMap((item) => (item.type === 'session' ? [item.session] : [])),
  );
  return {
    imported: raids.imported + sessions.imported,
    skipped: raids.skipped + sessions.skipped,
  };
}

/** A raid as an export has it, with changes. */
export function raidJson(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    ...{ raid_id: 7, status: 'died', character_type: 'pmc', game_mode: 'pvp', map_name: 'Customs' },
    ...{ started_at: '2026-11-20T10:00:00.000Z', matched_at: '2026-11-20T10:02:00.000Z' },
    ...{ ended_at: '2026-11-20T10:30:00.000Z', queue_time_seconds: 120, extract_location: null },
    kills: [
      {
        ...{ kill_id: 1, killed_at: '2026-11-20T10:10:00.000Z', enemy_type: 'pmc' },
        ...{ weapon_used: 'M4A1', headshot: true },
      },
    ],
    ...changes,
  };
}

export const SESSION = {
  ...{ session_id: 1, name: null, opened_by: 'press' },
  ...{ started_at: '2026-11-20T10:00:00.000Z', ended_at: '2026-11-20T12:00:00.000Z' },
};

export function documentOf(raids: readonly unknown[], sessions: readonly unknown[] = []): string {
  return JSON.stringify({ format: 'tarkov-stream-producer', version: 1, sessions, raids });
}
