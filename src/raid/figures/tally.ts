import type { CharacterType, EnemyType, GameMode, RaidStatus } from '../model.js';

/** Sums over raids of one kind; every figure is made from a list of these, whether they come from totals or a range. */
export interface Tally {
  readonly character_type: CharacterType;
  readonly game_mode: GameMode;
  readonly status: RaidStatus;
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

/** The same sums with one tally for each kind of raid: every figure looks at all of them. */
export function byKind(tallies: readonly Tally[]): readonly Tally[] {
  const kinds = new Map<string, Tally>();
  for (const tally of tallies) {
    const kind = `${tally.character_type} ${tally.game_mode} ${tally.status}`;
    const before = kinds.get(kind);
    kinds.set(kind, before === undefined ? tally : plus(before, tally));
  }
  return [...kinds.values()];
}

function plus(one: Tally, other: Tally): Tally {
  const { scav, pmc, boss, raider } = other.kills;
  return {
    ...one,
    raids: one.raids + other.raids,
    queue_seconds: one.queue_seconds + other.queue_seconds,
    queues: one.queues + other.queues,
    raid_ms: one.raid_ms + other.raid_ms,
    timed_raids: one.timed_raids + other.timed_raids,
    kills: {
      scav: one.kills.scav + scav,
      pmc: one.kills.pmc + pmc,
      boss: one.kills.boss + boss,
      raider: one.kills.raider + raider,
    },
    headshots: one.headshots + other.headshots,
    headshots_known: one.headshots_known + other.headshots_known,
  };
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
} as const satisfies Readonly<Record<string, StatsFilter>>;
export type Slice = keyof typeof SLICES;

/** The same made for each slice. */
export function bySlice<T>(make: (filter: StatsFilter) => T): Readonly<Record<Slice, T>> {
  return { pmc: make(SLICES.pmc), scav: make(SLICES.scav), pvp: make(SLICES.pvp), pve: make(SLICES.pve) };
}

export function isWanted(of: Pick<Tally, 'character_type' | 'game_mode'>, filter: StatsFilter): boolean {
  return (
    (filter.character_type === undefined || filter.character_type === of.character_type) &&
    (filter.game_mode === undefined || filter.game_mode === of.game_mode)
  );
}
