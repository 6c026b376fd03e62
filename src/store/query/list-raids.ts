import { sql } from 'kysely';
import type { RaidPage, RaidQuery } from '../../raid/history/history.js';
import { RuleError } from '../../raid/rule-error.js';
import { RAID_STATE_SQL } from '../readable.js';
import { withCounts } from './raids.js';
import { reviveBytes } from '../journal/row-change.js';
import { raidWithCountsFromRow } from '../rows.js';
import type { Reader } from '../store.js';
import { formatBoundary } from '../time.js';
import type { Moments } from './wanted-range.js';

/** Where a page ends: the next one begins after this raid, so that a page costs the same wherever it is. */
interface Position {
  /** As it is stored: a damaged disk leaves more than texts. */
  readonly started_at: string | number | Uint8Array | null;
  readonly raid_id: number;
}

/** What is wanted, its days and session already turned into moments. */
export type ListQuery = Omit<RaidQuery, 'session_id' | 'from' | 'to'> & Moments;

/** A page of raids, newest first. */
export async function listRaids(reader: Reader, query: ListQuery): Promise<RaidPage> {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
  const rows = await firstOf(
    after === null ? matching(reader, query) : later(matching(reader, query), after),
    query,
  );
  // No time at all is before every other; comparing with the last raid's time does not find it.
  if (after !== null && after.started_at !== null && rows.length <= query.limit) {
    const timeless = matching(reader, query).where(HAS_NO_TIME);
    rows.push(...(await firstOf(timeless, { limit: query.limit - rows.length })));
  }
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    raids: page.map(raidWithCountsFromRow),
    next: rows.length > query.limit && last !== undefined ? encodeCursor(last) : null,
  };
}

/** SQLite takes for granted that IS NULL is never true of a column that allows no NULL. */
const HAS_NO_TIME = sql<boolean>`typeof(raids.started_at) = 'null'`;

function firstOf(raids: ReturnType<typeof matching>, { limit }: Pick<ListQuery, 'limit'>) {
  return (
    raids
      .orderBy('started_at', 'desc')
      .orderBy('raid_id', 'desc')
      // One more than is wanted tells whether there is a next page.
      .limit(limit + 1)
      .execute()
  );
}

function later(raids: ReturnType<typeof matching>, { started_at, raid_id }: Position) {
  return started_at === null
    ? raids.where(HAS_NO_TIME).where('raid_id', '<', raid_id)
    : raids.where(sql<boolean>`(started_at, raid_id) < (${started_at}, ${raid_id})`);
}

function matching(reader: Reader, query: ListQuery) {
  let raids = withCounts(reader);
  // Each `+` keeps SQLite on the index by time, which is the order of the list.
  const equals = (column: string, value: string) => sql<boolean>`${sql.raw(`+raids.${column}`)} = ${value}`;
  if (query.map_name !== undefined) raids = raids.where(equals('map_name', query.map_name));
  if (query.character_type !== undefined) raids = raids.where(equals('character_type', query.character_type));
  if (query.status !== undefined) raids = raids.where(equals('status', query.status));
  if (query.outcome !== undefined)
    raids = raids.where(sql<boolean>`${sql.raw(RAID_STATE_SQL)} = ${query.outcome}`);
  if (query.game_mode !== undefined) raids = raids.where(equals('game_mode', query.game_mode));
  if (query.from !== undefined) raids = raids.where('started_at', '>=', formatBoundary(query.from));
  if (query.to !== undefined) raids = raids.where('started_at', '<', formatBoundary(query.to));
  return raids;
}

// The stored text itself: a time that a program by hand wrote without a fraction must be found again as it is.
function encodeCursor({ started_at, raid_id }: Position): string {
  const stored = started_at instanceof Uint8Array ? Buffer.from(started_at) : started_at;
  return Buffer.from(JSON.stringify([stored, raid_id])).toString('base64url');
}

function decodeCursor(cursor: string): Position {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const [started_at, raid_id] = JSON.parse(text, reviveBytes) as unknown[];
    const isStored =
      started_at === null ||
      typeof started_at === 'string' ||
      typeof started_at === 'number' ||
      started_at instanceof Uint8Array;
    if (isStored && Number.isSafeInteger(raid_id)) return { started_at, raid_id: raid_id as number };
  } catch {
    // Told below.
  }
  throw new RuleError('bad-input', 'This cursor is none of ours: take "next" of the page before, as it is.', {
    cursor: 'must be "next" of the page before',
  });
}
