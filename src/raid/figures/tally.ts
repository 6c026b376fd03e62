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
