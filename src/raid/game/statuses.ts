import { namesOf, type Vocabulary } from './vocabulary.js';

/** How a raid can end. */
export const OUTCOME_VOCABULARY = {
  survived: {
    words: 'survived',
    aliases: ['survive', 'extracted', 'extract', 'exfil', 'exfiltrated', 'escaped'],
    standsInFor: ['run_through', 'runthrough', 'runner', 'transit'],
  },
  died: { words: 'died', aliases: ['dead', 'death', 'killed', 'killed_in_action', 'kia'] },
  mia: {
    words: 'missing in action',
    aliases: ['missing', 'missing_in_action'],
    standsInFor: ['left', 'leave'],
  },
} as const satisfies Vocabulary;

export type Outcome = keyof typeof OUTCOME_VOCABULARY;
export const OUTCOMES: readonly Outcome[] = namesOf(OUTCOME_VOCABULARY);

/** What a raid can be: open in two ways, or over with an outcome. */
export const STATUS_VOCABULARY = {
  queuing: { words: 'queuing', aliases: ['queue', 'queueing', 'in_queue'] },
  in_progress: { words: 'in progress', aliases: ['in_raid'] },
  ...OUTCOME_VOCABULARY,
} as const satisfies Vocabulary;

export type RaidStatus = keyof typeof STATUS_VOCABULARY;
export const RAID_STATUSES: readonly RaidStatus[] = namesOf(STATUS_VOCABULARY);
