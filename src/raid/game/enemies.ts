import { namesOf, type Vocabulary } from './vocabulary.js';

/** Who can be killed: four kinds, and who belongs to each. */
export const ENEMIES = {
  scav: {
    words: 'Scav',
    aliases: [
      'scavs',
      'savage',
      'sniper_scav',
      'sniper',
      'marksman',
      'cultist',
      'cultists',
      'cultist_priest',
      'player_scav',
      'pscav',
    ],
  },
  pmc: {
    words: 'PMC',
    aliases: ['pmcs', 'usec', 'bear', 'player', 'players', 'pmc_usec', 'pmc_bear', 'ai_pmc'],
  },
  boss: {
    words: 'Boss',
    aliases: [
      ...[
        'bosses',
        'goon',
        'goons',
        'rogue_boss',
        'reshala',
        'killa',
        'glukhar',
        'gluhar',
        'shturman',
        'sanitar',
      ],
      ...['tagilla', 'knight', 'death_knight', 'big_pipe', 'birdeye', 'zryachiy', 'kaban', 'kolontay'],
      ...['kollontay', 'partisan', 'partizan', 'boar', 'sturman'],
    ],
  },
  raider: {
    words: 'Raider',
    aliases: [
      ...['raiders', 'rogue', 'rogues', 'guard', 'guards', 'boss_guard', 'black_division', 'bd', 'af'],
      ...['russian_army', 'vsrf', 'sentry'],
    ],
  },
} as const satisfies Vocabulary;

export type EnemyType = keyof typeof ENEMIES;
export const ENEMY_TYPES: readonly EnemyType[] = namesOf(ENEMIES);
