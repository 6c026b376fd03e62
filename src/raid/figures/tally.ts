import { ENEMY_TYPES, type CharacterType, type EnemyType, type GameMode, type RaidState } from '../model.js';

/** Sums over raids of one kind; every figure is made from a list of these, whether they come from totals or a range. */
export interface Tally {
  readonly character_type: CharacterType;
  readonly game_mode: GameMode;
  /** The outcome of a raid that is over. */
  readonly status: RaidState;
  readonly raids: number;
  /** Sum and count of the known queue times. */
  readonly queue_seconds: number;
  readonly queues: number;
  /** Sum and count of the known times from matched to ended. */
  readonly raid_ms: number;
  readonly timed_raids: number;
  readonly kills: Readonly<Record<EnemyType, number>>;
  readonly headshots: number;
  /** Kills of which it is known whether they were headshots. */
  readonly headshots_known: number;
}

const SUMS = [
  'raids',
  'queue_seconds',
  'queues',
  'raid_ms',
  'timed_raids',
  'headshots',
  'headshots_known',
] as const;

/** The same sums with one tally for each kind of raid: every figure looks at all of them. */
export function byKind(tallies: readonly Tally[]): readonly Tally[] {
  const kinds = new Map<string, Summed>();
  for (const tally of tallies) {
    const kind = `${tally.character_type} ${tally.game_mode} ${tally.status}`;
    const sum = kinds.get(kind);
    if (sum === undefined) kinds.set(kind, { ...tally, kills: { ...tally.kills } });
    else add(sum, tally);
  }
  return [...kinds.values()];
}

type Sum = (typeof SUMS)[number];
type Summed = Omit<Tally, Sum | 'kills'> &
  Record<Sum, number> & { readonly kills: Record<EnemyType, number> };

function add(sum: Summed, tally: Tally): void {
  for (const name of SUMS) sum[name] += tally[name];
  for (const type of ENEMY_TYPES) sum.kills[type] += tally.kills[type];
}

/** Which raids a figure is over; what is not named does not matter. */
export interface StatsFilter {
  readonly character_type?: CharacterType;
  readonly game_mode?: GameMode;
}

export const EVERYTHING: StatsFilter = {};

/** The parts that text variables can name: `session.pmc.kd_ratio`. */
export const SLICES = {
  pmc: { character_type: 'pmc' },
  scav: { character_type: 'scav' },
  pvp: { game_mode: 'pvp' },
  pve: { game_mode: 'pve' },
  season: { game_mode: 'season' },
} as const satisfies Readonly<Record<string, StatsFilter>>;
export type Slice = keyof typeof SLICES;

/** Something for each slice, made when it is first asked for: few shows name any. */
export function forEachSlice<T>(make: (slice: Slice) => T): Readonly<Record<Slice, T>> {
  const made = new Map<Slice, T>();
  const of = (slice: Slice): T => {
    const known = made.get(slice) ?? make(slice);
    made.set(slice, known);
    return known;
  };
  return {
    get pmc() {
      return of('pmc');
    },
    get scav() {
      return of('scav');
    },
    get pvp() {
      return of('pvp');
    },
    get pve() {
      return of('pve');
    },
    get season() {
      return of('season');
    },
  };
}

export function isWanted(of: Pick<Tally, 'character_type' | 'game_mode'>, filter: StatsFilter): boolean {
  return (
    (filter.character_type === undefined || filter.character_type === of.character_type) &&
    (filter.game_mode === undefined || filter.game_mode === of.game_mode)
  );
}
