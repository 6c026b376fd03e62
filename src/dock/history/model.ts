import type { Answer } from '../../client/answer.js';
import type { Method } from '../lib/call.js';
import type { Draft } from '../lib/draft.js';
import type { Said } from '../lib/said.js';
import type {
  DayJson,
  EnemyType,
  FiguresJson,
  HourJson,
  LeftOutJson,
  MapFiguresJson,
  MapJson,
  RaidJson,
  RaidWithKillsJson,
  SessionJson,
  SnapshotJson,
} from '../../client/wire.js';

/** A raid that is still on is no figure yet. */
export function isPlayed({ total_raids }: FiguresJson): boolean {
  return total_raids > 0;
}

/** What the charts are made from; null while it is not known. */
export interface ChartsData {
  readonly days: readonly DayJson[] | null;
  readonly maps: readonly MapFiguresJson[] | null;
  readonly kills: Readonly<Record<EnemyType, number>> | null;
  readonly hours: readonly HourJson[] | null;
}

const FILTER_NAMES = [
  'map_name',
  'character_type',
  'game_mode',
  'outcome',
  'session_id',
  'from',
  'to',
] as const;
export type Filters = Readonly<Partial<Record<(typeof FILTER_NAMES)[number], string>>>;

export interface HistoryModel {
  readonly snapshot: SnapshotJson | null;
  readonly isLost: boolean;
  readonly maps: readonly MapJson[];
  /** The newest ones, which can be chosen as a filter. */
  readonly sessions: readonly SessionJson[];
  readonly filters: Filters;
  /** One page of raids as it was read last; null before. */
  readonly raids: readonly RaidJson[] | null;
  /** Why the list could not be read anew; null when it was. */
  readonly unread: string | null;
  readonly next: string | null;
  /** Cursors of the pages before this one, the first page's first. */
  readonly before: readonly (string | null)[];
  readonly cursor: string | null;
  /** The raid that was opened for correction, and what is known of it: null until it has been read. */
  readonly openId: number | null;
  readonly open: RaidWithKillsJson | null;
  /** What was typed into its fields and is not stored yet; a kill's weapon as `weapon-<kill_id>`. */
  readonly draft: Draft;
  readonly isAdding: boolean;
  readonly charts: ChartsData;
  /** The charts and the list have been read, or that takes long: what stands below would jump if they came one by one. */
  readonly isReady: boolean;
  /** Null while it is not known. */
  readonly leftOut: LeftOutJson | null;
  readonly said: Said | null;
  readonly pressed: ReadonlySet<string>;
  /** How many raids have been saved to a file so far; null while none are. */
  readonly exported: number | null;
  /** How much of a saved file has been looked at so far; null while none is brought back. */
  readonly broughtBack: number | null;
}

export interface HistoryActions {
  /** Settles with the answer; with null when the press was a doubled one, which does nothing. */
  press(key: string, method: Method, path: string, fields?: object): Promise<Answer<unknown> | null>;
  filter(filters: Filters): void;
  turn(to: 'older' | 'newer'): void;
  openRaid(id: number | null): void;
  /** Something was typed into a field of the open raid. */
  type(event: Event): void;
  /** Stores a correction of the open raid; `sent` is what it takes from the draft. */
  correct(key: string, path: string, fields: object, sent: Draft): void;
  setAdding(isAdding: boolean): void;
  save(format: 'csv' | 'json'): void;
  bringBack(file: File): void;
}

/** Where the list stands one page further; null where there is none. */
export function pageBeside(
  { cursor, before, next }: HistoryModel,
  to: 'older' | 'newer',
): Pick<HistoryModel, 'cursor' | 'before'> | null {
  if (to === 'older') return next === null ? null : { before: [...before, cursor], cursor: next };
  return before.length === 0 ? null : { cursor: before.at(-1) ?? null, before: before.slice(0, -1) };
}

/** Every name that a raid may be found by: the built-in ones, and the others that were played. */
export function mapNames({ maps, charts }: HistoryModel): readonly string[] {
  const played = charts.maps?.map(({ map_name }) => map_name) ?? [];
  return [...new Set([...maps.map(({ name }) => name), ...played])];
}

/** The address of a page of the list. */
export function listPath(filters: Filters, cursor: string | null, limit: number): string {
  const query = new URLSearchParams({ limit: String(limit) });
  for (const name of FILTER_NAMES) {
    const value = filters[name];
    if (value !== undefined && value !== '') query.set(name, name === 'to' ? dayAfter(value) : value);
  }
  if (cursor !== null) query.set('cursor', cursor);
  return `/raids?${query.toString()}`;
}

/** The last day is meant whole, and the call's `to` is the first moment that is not. */
function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
