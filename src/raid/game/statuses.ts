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
  /** The status that is stored for it; where that is another word, the outcome is stored as its detail. */
  readonly status: EndStatus;
  /** The figure that such a raid adds to; `neither`: it is a finished raid all the same, `unknown`: it is not even that. */
  readonly counts: 'survived' | 'deaths' | 'neither' | 'unknown';
  /** What it does to a row of raids that were survived. */
  readonly streak: 'lengthens' | 'breaks' | 'keeps';
  /** Whether the raid was left at an extract. */
  readonly hasExtract: boolean;
  /** Whether a person can say it of a raid that ends; the others are what the rules make of a raid. */
  readonly isSaid: boolean;
}

/** What the database's own column can say of a raid that is over. */
export type EndStatus = 'survived' | 'died' | 'mia';

/** How a raid can end, as the game counts it, and all that follows from it. */
export const OUTCOME_VOCABULARY = {
  survived: {
    status: 'survived',
    counts: 'survived',
    streak: 'lengthens',
    hasExtract: true,
    isSaid: true,
    words: 'survived',
    short: 'survived',
    caption: 'SURVIVED',
    aliases: ['survive', 'extracted', 'extract', 'exfil', 'exfiltrated', 'escaped'],
  },
  died: {
    status: 'died',
    counts: 'deaths',
    streak: 'breaks',
    hasExtract: false,
    isSaid: true,
    words: 'died',
    short: 'died',
    caption: 'KILLED IN ACTION',
    aliases: ['dead', 'death', 'killed', 'killed_in_action', 'kia'],
  },
  mia: {
    status: 'mia',
    counts: 'deaths',
    streak: 'breaks',
    hasExtract: false,
    isSaid: true,
    words: 'missing in action',
    short: 'MIA',
    caption: 'MISSING IN ACTION',
    aliases: ['missing', 'missing_in_action'],
  },
  run_through: {
    status: 'survived',
    counts: 'neither',
    streak: 'keeps',
    hasExtract: false,
    isSaid: true,
    words: 'run-through',
    short: 'run-through',
    caption: 'RUN-THROUGH',
    aliases: ['runthrough', 'runner', 'ran_through'],
  },
  transit: {
    status: 'survived',
    counts: 'neither',
    streak: 'keeps',
    hasExtract: false,
    isSaid: true,
    words: 'transit',
    short: 'transit',
    caption: 'TRANSIT',
    aliases: ['transits', 'transited'],
  },
  left: {
    status: 'mia',
    counts: 'deaths',
    streak: 'breaks',
    hasExtract: false,
    isSaid: true,
    words: 'left',
    short: 'left',
    caption: 'LEFT THE RAID',
    aliases: ['leave', 'leaver', 'quit', 'left_the_raid'],
  },
  unknown: {
    status: 'mia',
    counts: 'unknown',
    streak: 'keeps',
    hasExtract: false,
    isSaid: false,
    words: 'outcome unknown',
    short: 'outcome unknown',
    caption: 'OUTCOME UNKNOWN',
    aliases: [],
  },
} as const satisfies Readonly<Record<string, StatusWord & OutcomeRules>>;

export type Outcome = keyof typeof OUTCOME_VOCABULARY;
export const OUTCOMES: readonly Outcome[] = namesOf(OUTCOME_VOCABULARY);
export const OUTCOME_RULES: Readonly<Record<Outcome, OutcomeRules>> = OUTCOME_VOCABULARY;

/** An outcome that a person can say of the raid that ends. */
export type SaidOutcome = {
  [Name in Outcome]: (typeof OUTCOME_VOCABULARY)[Name]['isSaid'] extends true ? Name : never;
}[Outcome];
export const SAID_OUTCOMES = OUTCOMES.filter(isSaid);
export const SAID_VOCABULARY = Object.fromEntries(
  SAID_OUTCOMES.map((name) => [name, OUTCOME_VOCABULARY[name]]),
) as Pick<typeof OUTCOME_VOCABULARY, SaidOutcome>;

function isSaid(outcome: Outcome): outcome is SaidOutcome {
  return OUTCOME_RULES[outcome].isSaid;
}

/** An outcome that its status does not tell. */
export type OutcomeDetail = Exclude<Outcome, EndStatus>;
export const OUTCOME_DETAILS = OUTCOMES.filter(
  (outcome): outcome is OutcomeDetail => detailOf(outcome) !== null,
);

/** What is stored beside the status; null where the status says it all. */
export function detailOf(outcome: Outcome | null): OutcomeDetail | null {
  return outcome === null || OUTCOME_RULES[outcome].status === outcome ? null : (outcome as OutcomeDetail);
}

/** What a raid can be before it has ended. */
const OPEN_VOCABULARY = {
  queuing: { words: 'queuing', caption: 'QUEUE', aliases: ['queue', 'queueing', 'in_queue'] },
  in_progress: { words: 'in progress', caption: 'IN RAID', aliases: ['in_raid'] },
} as const satisfies Readonly<Record<string, StatusWord>>;

export type OpenStatus = keyof typeof OPEN_VOCABULARY;
export const OPEN_STATUSES: readonly OpenStatus[] = namesOf(OPEN_VOCABULARY);

/** What the database's column can say: open in two ways, or over in three. */
export const STATUS_VOCABULARY = {
  ...OPEN_VOCABULARY,
  survived: OUTCOME_VOCABULARY.survived,
  died: OUTCOME_VOCABULARY.died,
  mia: OUTCOME_VOCABULARY.mia,
} as const satisfies Readonly<Record<OpenStatus | EndStatus, StatusWord>>;

export type RaidStatus = keyof typeof STATUS_VOCABULARY;
export const RAID_STATUSES: readonly RaidStatus[] = namesOf(STATUS_VOCABULARY);
export const END_STATUSES: readonly EndStatus[] = RAID_STATUSES.filter(isEnded);

/** What a raid can be, as people say it: open, or over with one of all outcomes. */
export const STATE_VOCABULARY = { ...OPEN_VOCABULARY, ...OUTCOME_VOCABULARY } as const satisfies Vocabulary;

export type RaidState = keyof typeof STATE_VOCABULARY;
export const RAID_STATES: readonly RaidState[] = namesOf(STATE_VOCABULARY);

/** What a raid goes through while it is shown: after the raid itself its outcome may not be said yet. */
export const PHASE_VOCABULARY = {
  ...OPEN_VOCABULARY,
  over: { words: 'over', caption: 'RAID OVER', aliases: ['raid_over', 'ended'] },
  ...OUTCOME_VOCABULARY,
} as const satisfies Readonly<Record<string, StatusWord>>;

export type RaidPhase = keyof typeof PHASE_VOCABULARY;
export const RAID_PHASES: readonly RaidPhase[] = namesOf(PHASE_VOCABULARY);

/** What of a stored raid says where it stands. */
export interface StandingOf {
  readonly status: RaidStatus;
  readonly outcome: Outcome | null;
  readonly over_at: unknown;
}

export function phaseOfRaid({ status, outcome, over_at }: StandingOf): RaidPhase {
  if (status === 'in_progress') return over_at === null ? 'in_progress' : 'over';
  return outcome ?? status;
}

/** The raid's clock has been stopped, and how it ended is not said yet. */
export function isOver(raid: StandingOf): boolean {
  return phaseOfRaid(raid) === 'over';
}

export function captionOf(phase: RaidPhase): string {
  return PHASE_VOCABULARY[phase].caption;
}

export function isOpen(status: RaidState): status is OpenStatus {
  return status in OPEN_VOCABULARY;
}

export function isEnded(status: RaidStatus): status is EndStatus {
  return !isOpen(status);
}

export function isOutcome(phase: RaidPhase): phase is Outcome {
  return phase in OUTCOME_VOCABULARY;
}

/** How the stored columns say what a person says. */
export function standingOf(state: RaidState): {
  readonly status: RaidStatus;
  readonly outcome: Outcome | null;
} {
  return isOpen(state)
    ? { status: state, outcome: null }
    : { status: OUTCOME_RULES[state].status, outcome: state };
}

/** Whether a raid in this state can have been left at an extract. */
export function hasExtract(state: RaidState): boolean {
  return !isOpen(state) && OUTCOME_RULES[state].hasExtract;
}

/** What is said where an extract does not fit. */
const WITH_EXTRACT = OUTCOMES.filter(hasExtract).join(' or ');
export const EXTRACT_FAULT = `An extract goes with ${WITH_EXTRACT} only. Leave extract_location out.`;
export const EXTRACT_FIELD_FAULT = `goes with status ${WITH_EXTRACT} only`;
