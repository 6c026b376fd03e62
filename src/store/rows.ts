import type { Insertable, Selectable, Updateable } from 'kysely';
import {
  CHARACTER_TYPES,
  ENEMY_TYPES,
  GAME_MODES,
  isEnded,
  LOG_DEEDS,
  OUTCOME_DETAILS,
  RAID_STATUSES,
  type Kill,
  type LogDeed,
  type Outcome,
  type Raid,
  type RaidWithCounts,
  type UnreadableField,
} from '../raid/model.js';
import { detailOf, OUTCOME_RULES } from '../raid/game/statuses.js';
import { MOST_SECONDS } from './readable.js';
import type { KillsTable, RaidsTable } from './schema.js';
import { formatTime, parseTime } from './time.js';

export type RaidRow = Selectable<RaidsTable>;
export type KillRow = Selectable<KillsTable>;

/** Columns in which any text may stand, and so also bytes that are no UTF-8. */
export const RAID_TEXTS = ['map_name', 'extract_location'] as const;

/**
 * The raid of a row. A value that cannot be read stops nothing: it is named in `unreadable`, and what stands in for it
 * lets the raid be shown, ended, corrected and deleted.
 */
export function raidFromRow(row: RaidRow): Raid {
  const faults: UnreadableField[] = [];
  const time = (field: 'started_at' | 'matched_at' | 'over_at' | 'ended_at') =>
    readTime(row[field], field, faults);
  const [started, matched, ended] = [time('started_at'), time('matched_at'), time('ended_at')];
  if ((row.started_at as string | null) === null) faults.push({ field: 'started_at', stored: null });
  const status = readWord(row.status, RAID_STATUSES, 'status', faults) ?? 'mia';
  const isOver = isEnded(status);
  const started_at = started ?? matched ?? ended ?? NO_TIME;
  const raid: Raid = {
    raid_id: row.raid_id,
    status,
    outcome: readOutcome(row, status, faults),
    character_type: readWord(row.character_type, CHARACTER_TYPES, 'character_type', faults) ?? 'pmc',
    game_mode: readWord(row.game_mode, GAME_MODES, 'game_mode', faults) ?? 'pvp',
    map_name: readText(row.map_name, 'map_name', faults) ?? 'Unknown map',
    started_at,
    matched_at: matched,
    over_at: time('over_at'),
    ended_at: ended ?? (isOver && row.ended_at !== null ? (matched ?? started_at) : null),
    queue_time_seconds: readNumber(row.queue_time_seconds, 'queue_time_seconds', faults),
    extract_location:
      row.extract_location === null ? null : readText(row.extract_location, 'extract_location', faults),
    ...readDeeds(row),
  };
  return faults.length === 0 ? raid : { ...raid, unreadable: faults };
}

/** A mark for people; a word that is not known says nothing. */
function readDeeds({ game_log: stored }: Pick<RaidRow, 'game_log'>): Pick<Raid, 'from_game_log'> {
  const words = typeof stored === 'string' ? stored.split(',') : [];
  const deeds = words.flatMap((word) => LOG_DEEDS.find((known) => known === word) ?? []);
  return deeds.length === 0 ? {} : { from_game_log: deeds };
}

function deedsToText(deeds: readonly LogDeed[] | undefined): string | null {
  return deeds === undefined || deeds.length === 0 ? null : deeds.join(',');
}

/** The status and what is stored beside it; a detail that does not go with it cannot be read. */
function readOutcome(
  { outcome_detail: stored }: Pick<RaidRow, 'outcome_detail'>,
  status: Raid['status'],
  faults: UnreadableField[],
): Outcome | null {
  const plain = isEnded(status) ? status : null;
  // An image in the journal may be older than the column.
  if ((stored ?? null) === null) return plain;
  const detail = OUTCOME_DETAILS.find((known) => known === stored);
  if (detail !== undefined && OUTCOME_RULES[detail].status === status) return detail;
  faults.push(faultOf('outcome', stored));
  return plain;
}

export const NO_TIME = new Date(0);
const LONGEST_SHOWN = 40;

function faultOf(field: string, value: unknown): UnreadableField {
  return { field, stored: value === null ? null : textOf(value).slice(0, LONGEST_SHOWN) };
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return `x'${Buffer.from(value).toString('hex')}'`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d*)?)?Z?$/;

/** As READABLE_RAID has it for SQL. */
export function readTime(value: unknown, field: string, faults: UnreadableField[]): Date | null {
  if (value === null || value === undefined) return null;
  const time =
    typeof value === 'string' && TIME.test(value) && value >= '1970' && value < '2100'
      ? tryParse(value)
      : null;
  if (time === null) faults.push(faultOf(field, value));
  return time;
}

function tryParse(text: string): Date | null {
  try {
    return parseTime(text);
  } catch {
    return null;
  }
}

export function readWord<T extends string>(
  value: unknown,
  words: readonly T[],
  field: string,
  faults: UnreadableField[],
): T | null {
  const word = words.find((known) => known === value) ?? null;
  if (word === null) faults.push(faultOf(field, value));
  return word;
}

/** Bytes that are no UTF-8 are read as this sign. */
const BROKEN_BYTES = '\uFFFD';

export function readText(value: unknown, field: string, faults: UnreadableField[]): string | null {
  if (typeof value === 'string' && !value.includes(BROKEN_BYTES)) return value;
  faults.push(faultOf(field, value));
  return typeof value === 'string' ? value : null;
}

/** Also one that is not whole: an older program or a hand may have stored it. */
function readNumber(value: unknown, field: string, faults: UnreadableField[]): number | null {
  if (value === null) return null;
  if (typeof value === 'number' && Math.abs(value) <= MOST_SECONDS) return value;
  faults.push(faultOf(field, value));
  return null;
}

/** The fields that can be read and hold what no press leaves; they are shown and exported as they are. */
export function oddFields(row: Partial<RaidRow> | Partial<KillRow>): readonly string[] {
  const { map_name, queue_time_seconds, headshot } = row as Partial<RaidRow & KillRow>;
  return [
    ...(typeof map_name === 'string' && !/[^ ]/.test(map_name) ? ['map_name'] : []),
    ...(typeof queue_time_seconds === 'number' && queue_time_seconds < 0 ? ['queue_time_seconds'] : []),
    ...(isOddAnswer(headshot) ? ['headshot'] : []),
  ];
}

/** Neither yes nor no. */
function isOddAnswer(value: unknown): boolean {
  return typeof value === 'number' && value !== 0 && value !== 1;
}

export function raidWithCountsFromRow(
  row: RaidRow & { kill_count: number; headshot_count: number },
): RaidWithCounts {
  return { ...raidFromRow(row), kill_count: row.kill_count, headshot_count: row.headshot_count };
}

export function raidToRow({
  unreadable: _,
  outcome,
  from_game_log,
  ...raid
}: Omit<Raid, 'raid_id'>): Insertable<RaidsTable> {
  return {
    ...raid,
    outcome_detail: detailOf(outcome),
    game_log: deedsToText(from_game_log),
    over_at: raid.over_at && formatTime(raid.over_at),
    started_at: formatTime(raid.started_at),
    matched_at: raid.matched_at && formatTime(raid.matched_at),
    ended_at: raid.ended_at && formatTime(raid.ended_at),
  };
}

export function raidSetToRow(set: Partial<Omit<Raid, 'raid_id'>>): Updateable<RaidsTable> {
  const { started_at, matched_at, over_at, ended_at, outcome, from_game_log, unreadable: _, ...others } = set;
  return {
    ...others,
    ...(outcome !== undefined && { outcome_detail: detailOf(outcome) }),
    ...(from_game_log !== undefined && { game_log: deedsToText(from_game_log) }),
    ...(over_at !== undefined && { over_at: over_at && formatTime(over_at) }),
    ...(started_at !== undefined && { started_at: formatTime(started_at) }),
    ...(matched_at !== undefined && { matched_at: matched_at && formatTime(matched_at) }),
    ...(ended_at !== undefined && { ended_at: ended_at && formatTime(ended_at) }),
  };
}

export function killFromRow(row: KillRow): Kill {
  const faults: UnreadableField[] = [];
  const killed_at = readTime(row.killed_at, 'killed_at', faults);
  if ((row.killed_at as string | null) === null) faults.push({ field: 'killed_at', stored: null });
  const headshot = readNumber(row.headshot, 'headshot', faults);
  // Read as yes, and still to be said anew.
  if (isOddAnswer(headshot)) faults.push(faultOf('headshot', headshot));
  const kill: Kill = {
    kill_id: row.kill_id,
    raid_id: row.raid_id,
    killed_at: killed_at ?? NO_TIME,
    enemy_type: readWord(row.enemy_type, ENEMY_TYPES, 'enemy_type', faults) ?? 'scav',
    weapon_used: row.weapon_used === null ? null : readText(row.weapon_used, 'weapon_used', faults),
    headshot: headshot === null ? null : headshot !== 0,
  };
  return faults.length === 0 ? kill : { ...kill, unreadable: faults };
}

export function killToRow({ unreadable: _, ...kill }: Omit<Kill, 'kill_id'>): Insertable<KillsTable> {
  return {
    ...kill,
    killed_at: formatTime(kill.killed_at),
    headshot: kill.headshot === null ? null : kill.headshot ? 1 : 0,
  };
}

export function killSetToRow(set: Partial<Omit<Kill, 'kill_id'>>): Updateable<KillsTable> {
  const { killed_at, headshot, unreadable: _, ...others } = set;
  return {
    ...others,
    ...(killed_at !== undefined && { killed_at: formatTime(killed_at) }),
    ...(headshot !== undefined && { headshot: headshot === null ? null : headshot ? 1 : 0 }),
  };
}
