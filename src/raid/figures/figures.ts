import { OUTCOME_RULES } from '../game/statuses.js';
import { ENEMY_TYPES, isOutcome, type EnemyType, type Outcome } from '../model.js';
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
  const counting = (figure: 'survived' | 'deaths' | 'neither'): number =>
    count(raids.filter(({ status }) => isOutcome(status) && OUTCOME_RULES[status].counts === figure));
  const survived = counting('survived');
  const deaths = counting('deaths');
  const kills = killsOf(tallies);
  const total_kills = sum(ENEMY_TYPES, (type) => kills[type]);
  const raidSeconds = sum(raids, (tally) => tally.raid_ms) / 1000;
  return {
    total_raids: count(raids),
    total_kills,
    survived,
    deaths,
    survival_rate: survivalRate(survived, survived + deaths + counting('neither')),
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
  return Object.fromEntries(ENEMY_TYPES.map((type) => [type, of(type)])) as Record<EnemyType, number>;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

/** Figures of a stream session, or of today. */
export interface SessionStats extends Figures {
  readonly session_id: number | null;
  readonly name: string | null;
  /** Where the figures begin. */
  /** Null: that cannot be read, so it has no raids. */
  readonly since: Date | null;
  readonly current_streak: number;
  readonly best_streak: number;
}

export interface AllTimeStats extends Figures {
  /** The most played map; on a tie the one whose latest raid is newest. */
  readonly favorite_map: { readonly map_name: string; readonly raids: number } | null;
  /** pmc ÷ scav with two decimals; null without scav raids. */
  readonly pmc_scav_ratio: number | null;
}

/** survived ÷ finished × 100, one decimal. A run-through is a finished raid that was not survived. */
export function survivalRate(survived: number, finished: number): number | null {
  return percent(survived, finished);
}

/** kills ÷ deaths, two decimals; with no deaths the kills, as the game's community counts it. */
export function kdRatio(kills: number, deaths: number): number {
  return deaths === 0 ? kills : ratio(kills, deaths, 2);
}

export function pmcScavRatio(pmcRaids: number, scavRaids: number): number | null {
  return scavRaids === 0 ? null : ratio(pmcRaids, scavRaids, 2);
}

/** Kills per raid, two decimals; null without raids. */
export function perRaid(kills: number, raids: number): number | null {
  return raids === 0 ? null : ratio(kills, raids, 2);
}

/** part ÷ whole × 100, one decimal; null for nothing out of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : ratio(part * 100, whole, 1);
}

/** Whole seconds; null over nothing. */
export function averageSeconds(sumSeconds: number, count: number): number | null {
  return count === 0 ? null : Math.round(sumSeconds / count);
}

/** Halves go up. Scaled before it is divided: 803 ÷ 200 is 4.02, and 4.015 × 100 is less than 401.5 to a computer. */
function ratio(part: number, whole: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round((part * factor) / whole) / factor;
}

/** How long a streak is after an outcome. */
const AFTER = {
  lengthens: (streak: number) => streak + 1,
  breaks: () => 0,
  keeps: (streak: number) => streak,
} as const;

/** Consecutive raids whose outcome lengthens a streak. `byEnd`: one outcome a finished raid, oldest end first. */
export function streaks(byEnd: readonly Outcome[]): { current: number; best: number } {
  let current = 0;
  let best = 0;
  for (const outcome of byEnd) {
    current = AFTER[OUTCOME_RULES[outcome].streak](current);
    best = Math.max(best, current);
  }
  return { current, best };
}
