import type { Figures } from './figures.js';

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

/** survived ÷ finished × 100, one decimal. */
export function survivalRate(survived: number, deaths: number): number | null {
  return percent(survived, survived + deaths);
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

/** Consecutive survived raids, broken by died and mia. `survivedByEnd`: one entry a finished raid, oldest end first. */
export function streaks(survivedByEnd: readonly boolean[]): { current: number; best: number } {
  let current = 0;
  let best = 0;
  for (const survived of survivedByEnd) {
    current = survived ? current + 1 : 0;
    best = Math.max(best, current);
  }
  return { current, best };
}
