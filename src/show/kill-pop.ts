import { ENEMIES } from '../raid/game/enemies.js';
import type { EnemyType, Kill, RaidWithCounts } from '../raid/model.js';
import { formatCount } from './formats.js';

/** What the pop of a kill shows for a moment. */
export interface KillPop {
  readonly enemy: EnemyType;
  /** `KILL 4` */
  readonly killWords: string;
  /** `PMC`, `PMC · HEADSHOT` */
  readonly enemyWords: string;
}

/** How long it stays, in seconds, from its first picture to where it begins to go. */
export const POP_SECONDS = 1.3;

export function killPop(
  { kill_count }: Pick<RaidWithCounts, 'kill_count'>,
  { enemy_type, headshot }: Pick<Kill, 'enemy_type' | 'headshot'>,
): KillPop {
  const enemy = ENEMIES[enemy_type].words.toUpperCase();
  return {
    enemy: enemy_type,
    killWords: `KILL ${formatCount(kill_count)}`,
    enemyWords: headshot === true ? `${enemy} · HEADSHOT` : enemy,
  };
}
