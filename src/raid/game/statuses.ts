import { namesOf, type Vocabulary, type Word } from './vocabulary.js';

/** A status, with its words for viewers and decks. */
interface StatusWord extends Word {
  /** Alone, in capitals, as on a title. */
  readonly caption: string;
}

/** What an outcome means to the rules and the figures. */
interface OutcomeRules {
  /** In a line of figures. */
  readonly short: string;
  /** The figure that such a raid adds to. */
  readonly counts: 'survived' | 'deaths';
  /** What it does to a row of raids that were survived. */
  readonly streak: 'lengthens' | 'breaks';
  /** Whether the raid was left at an extract. */
  readonly hasExtract: boolean;
}

/** How a raid can end, and all that follows from it. */
export const OUTCOME_VOCABULARY = {
  survived: {
    counts: 'survived',
    streak: 'lengthens',
    hasExtract: true,
    words: 'survived',
    short: 'survived',
    caption: 'SURVIVED',
    aliases: ['survive', 'extracted', 'extract', 'exfil', 'exfiltrated', 'escaped'],
    standsInFor: ['run_through', 'runthrough', 'runner', 'transit'],
  },
  died: {
    counts: 'deaths',
    streak: 'breaks',
    hasExtract: false,
    words: 'died',
    short: 'died',
    caption: 'KILLED IN ACTION',
    aliases: ['dead', 'death', 'killed', 'killed_in_action', 'kia'],
  },
  mia: {
    counts: 'deaths',
    streak: 'breaks',
    hasExtract: false,
    words: 'missing in action',
    short: 'MIA',
    caption: 'MISSING IN ACTION',
    aliases: ['missing', 'missing_in_action'],
    standsInFor: ['left', 'leave'],
  },
} as const satisfies Readonly<Record<string, StatusWord & OutcomeRules>>;

export type Outcome = keyof typeof OUTCOME_VOCABULARY;
export const OUTCOMES: readonly Outcome[] = namesOf(OUTCOME_VOCABULARY);
export const OUTCOME_RULES: Readonly<Record<Outcome, OutcomeRules>> = OUTCOME_VOCABULARY;

/** What a raid can be before it has ended. */
const OPEN_VOCABULARY = {
  queuing: { words: 'queuing', caption: 'QUEUE', aliases: ['queue', 'queueing', 'in_queue'] },
  in_progress: { words: 'in progress', caption: 'IN RAID', aliases: ['in_raid'] },
} as const satisfies Readonly<Record<string, StatusWord>>;

export type OpenStatus = keyof typeof OPEN_VOCABULARY;
export const OPEN_STATUSES: readonly OpenStatus[] = namesOf(OPEN_VOCABULARY);

/** What a raid can be: open in two ways, or over with an outcome. */
export const STATUS_VOCABULARY = { ...OPEN_VOCABULARY, ...OUTCOME_VOCABULARY } as const satisfies Vocabulary;

export type RaidStatus = keyof typeof STATUS_VOCABULARY;
export const RAID_STATUSES: readonly RaidStatus[] = namesOf(STATUS_VOCABULARY);

export function captionOf(status: RaidStatus): string {
  return STATUS_VOCABULARY[status].caption;
}

export function isOpen(status: RaidStatus): status is OpenStatus {
  return status in OPEN_VOCABULARY;
}

export function isOutcome(status: RaidStatus): status is Outcome {
  return status in OUTCOME_VOCABULARY;
}

/** Whether a raid in this state can have been left at an extract. */
export function hasExtract(status: RaidStatus): boolean {
  return isOutcome(status) && OUTCOME_RULES[status].hasExtract;
}

/** What is said where an extract does not fit. */
const WITH_EXTRACT = OUTCOMES.filter(hasExtract).join(', ');
export const EXTRACT_FAULT = `An extract goes with ${WITH_EXTRACT} only. Leave extract_location out.`;
export const EXTRACT_FIELD_FAULT = `goes with status ${WITH_EXTRACT} only`;
