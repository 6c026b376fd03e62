import { sql } from 'kysely';
import type { RaidPage, RaidQuery } from '../raid/history.js';
import { RuleError } from '../raid/rule-error.js';
import { withCounts } from './raids.js';
import { raidWithCountsFromRow } from './rows.js';
import type { Reader } from './store.js';
import { formatBoundary } from './time.js';
import type { Moments } from './wanted-range.js';

/** Where a page ends: the next one begins after this raid, so that a page costs the same wherever it is. */
interface Position {
  readonly started_at: string;
  readonly raid_id: number;
}

/** What is wanted, its days and session already turned into moments. */
export type ListQuery = Omit<RaidQuery, 'session_id' | 'from' | 'to'> & Moments;

/** A page of raids, newest first. */
export async function listRaids(reader: Reader, query: ListQuery): Promise<RaidPage> {
  const rows = await matching(reader, query)
    .orderBy('started_at', 'desc')
    .orderBy('raid_id', 'desc')
    // One more than is wanted tells whether there is a next page.
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    raids: page.map(raidWithCountsFromRow),
    next: rows.length > query.limit && typeof last?.started_at === 'string' ? encodeCursor(last) : null,
  };
}

function matching(reader: Reader, query: ListQuery) {
  let raids = withCounts(reader);
  // Each `+` keeps SQLite on the index by time, which is the order of the list.
  const equals = (column: string, value: string) => sql<boolean>`${sql.raw(`+raids.${column}`)} = ${value}`;
  if (query.map_name !== undefined) raids = raids.where(equals('map_name', query.map_name));
  if (query.character_type !== undefined) raids = raids.where(equals('character_type', query.character_type));
  if (query.status !== undefined) raids = raids.where(equals('status', query.status));
  if (query.game_mode !== undefined) raids = raids.where(equals('game_mode', query.game_mode));
  if (query.from !== undefined) raids = raids.where('started_at', '>=', formatBoundary(query.from));
  if (query.to !== undefined) raids = raids.where('started_at', '<', formatBoundary(query.to));
  if (query.cursor === undefined) return raids;
  const { started_at, raid_id } = decodeCursor(query.cursor);
  return raids.where(sql<boolean>`(started_at, raid_id) < (${started_at}, ${raid_id})`);
}

// The stored text itself: a time that a program by hand wrote without a fraction must be found again as it is.
function encodeCursor({ started_at, raid_id }: Position): string {
  return Buffer.from(JSON.stringify([started_at, raid_id])).toString('base64url');
}

function decodeCursor(cursor: string): Position {
  try {
    const [started_at, raid_id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof started_at === 'string' && Number.isSafeInteger(raid_id)) {
      return { started_at, raid_id: raid_id as number };
    }
  } catch {
    // Told below.
  }
  throw new RuleError('bad-input', 'This cursor is none of ours: take "next" of the page before, as it is.', {
    cursor: 'must be "next" of the page before',
  });
}
