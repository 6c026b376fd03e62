import type { EnemyType } from '../model.js';
import { averageSeconds, kdRatio, percent, survivalRate } from './stats.js';
import type { Tally } from './tally.js';

/** The figures that every view of the raids shares. */
export interface Figures {
  readonly total_raids: number;
  readonly total_kills: number;
  readonly survived: number;
  readonly deaths: number;
  /** Percent with one decimal; null when no raid is finished. */
  readonly survival_rate: number | null;
  /** Two decimals; with no deaths it is the kills. */
  readonly kd_ratio: number;
  /** Whole seconds over raids with a known queue time; null when there is none. */
  readonly average_queue_time_seconds: number | null;
  /** Whole seconds from matched to ended, over finished raids where both are known; null when there is none. */
  readonly average_raid_time_seconds: number | null;
  readonly pmc_raids: number;
  readonly scav_raids: number;
  readonly kills_by_enemy_type: Readonly<Record<EnemyType, number>>;
  /** Percent with one decimal over kills where it is known; null when none is. */
  readonly headshot_rate: number | null;
}

/** Raids count from matched on, since the queue is not yet a raid; kills count always. */
export function figuresOf(tallies: readonly Tally[]): Figures {
  const raids = tallies.filter(({ status }) => status !== 'queuing');
  const count = (of: readonly Tally[]): number => sum(of, (tally) => tally.raids);
  const survived = count(raids.filter(({ status }) => status === 'survived'));
  const deaths = count(raids.filter(({ status }) => status === 'died' || status === 'mia'));
  const kills = killsOf(tallies);
  const total_kills = kills.scav + kills.pmc + kills.boss + kills.raider;
  const raidSeconds = sum(raids, (tally) => tally.raid_ms) / 1000;
  return {
    total_raids: count(raids),
    total_kills,
    survived,
    deaths,
    survival_rate: survivalRate(survived, deaths),
    kd_ratio: kdRatio(total_kills, deaths),
    average_queue_time_seconds: averageSeconds(
      sum(raids, (tally) => tally.queue_seconds),
      sum(raids, (tally) => tally.queues),
    ),
    average_raid_time_seconds: averageSeconds(
      raidSeconds,
      sum(raids, (tally) => tally.timed_raids),
    ),
    pmc_raids: count(raids.filter(({ character_type }) => character_type === 'pmc')),
    scav_raids: count(raids.filter(({ character_type }) => character_type === 'scav')),
    kills_by_enemy_type: kills,
    headshot_rate: percent(
      sum(tallies, (tally) => tally.headshots),
      sum(tallies, (tally) => tally.headshots_known),
    ),
  };
}

function killsOf(tallies: readonly Tally[]): Record<EnemyType, number> {
  const of = (type: EnemyType): number => sum(tallies, ({ kills }) => kills[type]);
  return { scav: of('scav'), pmc: of('pmc'), boss: of('boss'), raider: of('raider') };
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
