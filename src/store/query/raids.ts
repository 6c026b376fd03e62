import { sql } from 'kysely';
import type { BeforeLogQueue, RaidState } from '../../raid/press/change.js';
import {
  CHARACTER_TYPES,
  GAME_MODES,
  isOpen,
  OPEN_STATUSES,
  END_STATUSES,
  type EnemyType,
  type Kill,
  type Raid,
  type RaidWithCounts,
} from '../../raid/model.js';
import { isStale } from '../../raid/press/stale.js';
import { playedLastFirst } from './order-of-play.js';
import type { AppStateTable } from '../schema.js';
import { killFromRow, raidFromRow, raidWithCountsFromRow, readTime } from '../rows.js';
import { only, prepared } from '../prepared.js';
import { READABLE_KILL, READABLE_RAID } from '../readable.js';
import type { Reader } from '../store.js';
import { formatTime, parseTime } from '../time.js';

/** What the rules look at: the open raid, the last raid, what is chosen for the next one. */
export async function readRaidState(
  reader: Reader,
  { type }: { readonly type: string },
  now: Date,
): Promise<RaidState> {
  const { open, last } = await readOpenAndLast(reader);
  // Both are needed in rare cases only, and this is read with every press.
  const kills = open !== null && isStale(open, now) ? await readKillTimes(reader, open.raid_id) : null;
  const isEndAgain = type === 'end' && open === null && last !== null;
  const endPressedAt = isEndAgain ? await readEndPress(reader, last.raid_id) : null;
  return {
    ...{ open, last, lastKillAt: kills?.last ?? null, endPressedAt, next: await readNextRaid(reader) },
    beforeLogQueue: ['end', 'kill'].includes(type) ? await readBeforeLogQueue(reader, open) : null,
  };
}

async function readBeforeLogQueue(reader: Reader, open: Raid | null): Promise<BeforeLogQueue | null> {
  if (open?.status !== 'queuing' || open.from_game_log?.includes('start') !== true) return null;
  const raid = await readLastFinishedRaid(reader);
  return raid === null ? null : { raid, endPressedAt: await readEndPress(reader, raid.raid_id) };
}

export async function readOpenAndLast(reader: Reader): Promise<Pick<RaidState, 'open' | 'last'>> {
  const last = await lastRaid(reader);
  // There is one open raid at most.
  return { last, open: last !== null && isOpen(last.status) ? last : await openRaid(reader) };
}

/** When the raid's end was pressed, if that is the newest step that stands. */
async function readEndPress(reader: Reader, raidId: number): Promise<Date | null> {
  const step = await reader
    .selectFrom('journal')
    .select(['command', 'raid_id', 'pressed_at'])
    .where('undone', '=', 0)
    .orderBy('step_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return step?.command === 'end' && step.raid_id === raidId
    ? readTime(step.pressed_at, 'pressed_at', [])
    : null;
}

/** When the raid's kills were, the first and the last; null without kills. */
export async function readKillTimes(
  reader: Reader,
  raidId: number,
): Promise<{ readonly first: Date; readonly last: Date } | null> {
  const { first, last } = await reader
    .selectFrom('kills')
    .where('raid_id', '=', raidId)
    .where(READABLE_KILL)
    .select((eb) => [eb.fn.min('killed_at').as('first'), eb.fn.max('killed_at').as('last')])
    .executeTakeFirstOrThrow();
  // min() of no rows is null; the types do not say so.
  return (first as string | null) === null ? null : { first: parseTime(first), last: parseTime(last) };
}

/** What is chosen for the raid after this one. */
export async function readNextRaid(reader: Reader): Promise<RaidState['next']> {
  return nextRaidFromRow(await readAppState(reader));
}

const appState = prepared((db) => db.selectFrom('app_state').selectAll());

/** The one row of what is true of no single raid. */
export async function readAppState(reader: Reader): Promise<AppStateTable> {
  return only(await appState(reader, {}));
}

export function nextRaidFromRow(
  row: Pick<AppStateTable, 'next_map_name' | 'next_character_type' | 'next_game_mode'>,
): RaidState['next'] {
  return {
    map_name: typeof row.next_map_name === 'string' ? row.next_map_name : null,
    character_type: CHARACTER_TYPES.find((known) => known === row.next_character_type) ?? null,
    game_mode: GAME_MODES.find((known) => known === row.next_game_mode) ?? null,
  };
}

const openRaids = prepared((db) => db.selectFrom('raids').selectAll().where('status', 'in', OPEN_STATUSES));

/** The one open raid. */
export async function openRaid(reader: Reader): Promise<Raid | null> {
  const [row] = await openRaids(reader, {});
  return row === undefined ? null : raidFromRow(row);
}

const lastRaids = prepared((db) =>
  playedLastFirst(db.selectFrom('raids').selectAll().where(READABLE_RAID)).limit(1),
);

/** The raid that was played last; may be the open one. */
export async function lastRaid(reader: Reader): Promise<Raid | null> {
  const [row] = await lastRaids(reader, {});
  return row === undefined ? null : raidFromRow(row);
}

const raidsOfId = prepared((db, { raidId }: { readonly raidId: number }) =>
  withCounts(db).where('raid_id', '=', raidId),
);

/** One raid with its counts; null when there is none of that id. */
export async function readRaid(reader: Reader, raidId: number): Promise<RaidWithCounts | null> {
  const [row] = await raidsOfId(reader, { raidId });
  return row === undefined ? null : raidWithCountsFromRow(row);
}

const openWithCounts = prepared((db) => withCounts(db).where('status', 'in', OPEN_STATUSES));
const lastWithCounts = prepared((db) => playedLastFirst(withCounts(db).where(READABLE_RAID)).limit(1));

/** The open raid, else the last one: what "current" means. */
export async function readCurrentRaid(reader: Reader): Promise<RaidWithCounts | null> {
  const [row = (await lastWithCounts(reader, {}))[0]] = await openWithCounts(reader, {});
  return row === undefined ? null : raidWithCountsFromRow(row);
}

const killsOfRaid = prepared((db, { raidId }: { readonly raidId: number }) =>
  db
    .selectFrom('raid_kills')
    .select(['scav_kills', 'pmc_kills', 'boss_kills', 'raider_kills'])
    .where('raid_id', '=', raidId),
);

/** The raid's kills, by who was killed. */
export async function readRaidKills(reader: Reader, raidId: number): Promise<Record<EnemyType, number>> {
  const [row] = await killsOfRaid(reader, { raidId });
  // A sum that a damaged disk has made no number of counts as none.
  const count = (sum: unknown): number => (typeof sum === 'number' ? sum : 0);
  return {
    scav: count(row?.scav_kills),
    pmc: count(row?.pmc_kills),
    boss: count(row?.boss_kills),
    raider: count(row?.raider_kills),
  };
}

// The `+` keeps SQLite from the status index, through which it would sort every finished raid. In the order of play it
// looks at two raids at most, because only one is open.
const lastFinished = prepared((db) =>
  playedLastFirst(
    withCounts(db)
      .where(READABLE_RAID)
      .where(sql<string>`+status`, 'in', END_STATUSES),
  ).limit(1),
);

/** Of the raids that have an outcome the one that was played last. */
export async function readLastFinishedRaid(reader: Reader): Promise<RaidWithCounts | null> {
  const [row] = await lastFinished(reader, {});
  return row === undefined ? null : raidWithCountsFromRow(row);
}

/** Raids with the counts of their kills, to be narrowed and ordered. */
export function withCounts(reader: Pick<Reader, 'selectFrom'>) {
  return reader
    .selectFrom('raids')
    .selectAll('raids')
    .select((eb) => [
      eb
        .selectFrom('kills')
        .whereRef('kills.raid_id', '=', 'raids.raid_id')
        .select((k) => k.fn.countAll<number>().as('n'))
        .as('kill_count'),
      eb
        .selectFrom('kills')
        .whereRef('kills.raid_id', '=', 'raids.raid_id')
        // Written out, so that SQLite finds the index of headshots alone.
        .where(sql<boolean>`kills.headshot = 1`)
        .select((k) => k.fn.countAll<number>().as('n'))
        .as('headshot_count'),
    ])
    .$narrowType<{ kill_count: number; headshot_count: number }>();
}

/** The kills of a raid, in the order in which they happened. */
export async function readKills(reader: Reader, raidId: number): Promise<Kill[]> {
  const rows = await reader
    .selectFrom('kills')
    .selectAll()
    .where('raid_id', '=', raidId)
    .orderBy('killed_at')
    .orderBy('kill_id')
    .execute();
  return rows.map(killFromRow);
}

/** No cooldown is as long as this, with the raid before it. */
const SCAV_HOURS = 12;

const scavEnd = prepared<{ readonly ended_at: string | null }, { readonly from: string }>((db, values) =>
  db
    .selectFrom('raids')
    .select('ended_at')
    .where('started_at', '>=', values.from)
    .where('character_type', '=', 'scav')
    .where('ended_at', 'is not', null)
    .where(READABLE_RAID)
    .orderBy('started_at', 'desc')
    .limit(1),
);

/** When the last scav raid of these hours ended; null: there was none. */
export async function readScavEnd(reader: Reader, now: Date): Promise<Date | null> {
  const from = formatTime(new Date(now.getTime() - SCAV_HOURS * 3_600_000));
  const [row] = await scavEnd(reader, { from });
  return row === undefined ? null : readTime(row.ended_at, 'ended_at', []);
}
