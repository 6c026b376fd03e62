// Two programs that both set one text would change it back and forth for ever. Whoever else writes a text of ours is
// answered a few times; then the text rests, and is tried again after a pause that grows.

/** A text that somebody else has changed lately. */
export interface Contest {
  /** Foreign edits in a row, each soon after ours was written. */
  edits: number;
  lastEditMs: number;
  /** Ours is not written until then; null: it does not rest. */
  restUntilMs: number | null;
  /** How long it rested last; 0: it never did. */
  restMs: number;
  /** The revision that was written last: a newer one is a press, and goes through while the text rests. */
  revision: number;
}

export interface ContestTimings {
  /** An edit that comes later than this after the last one begins a new contest. */
  readonly contestGapMs: number;
  readonly contestRestMs: number;
  readonly contestRestCeilingMs: number;
}

/** One typo, corrected letter by letter, is no contest. */
const EDITS_TO_CONTEST = 5;

/** Notes a foreign edit; true: ours is not written now, the text rests. */
export function noteEdit(
  contests: Map<string, Contest>,
  key: string,
  revision: number,
  { nowMs, timings }: { readonly nowMs: number; readonly timings: ContestTimings },
): boolean {
  const known = contests.get(key);
  const contest: Contest =
    known === undefined || isOver(known, nowMs, timings)
      ? { edits: 0, lastEditMs: nowMs, restUntilMs: null, restMs: 0, revision }
      : known;
  contests.set(key, contest);
  contest.lastEditMs = nowMs;
  if (contest.restUntilMs !== null && nowMs < contest.restUntilMs) return true;
  contest.edits += 1;
  if (contest.restMs === 0 && contest.edits < EDITS_TO_CONTEST) return false;
  contest.restMs = Math.min(
    timings.contestRestCeilingMs,
    contest.restMs === 0 ? timings.contestRestMs : contest.restMs * 2,
  );
  contest.restUntilMs = nowMs + contest.restMs;
  contest.revision = revision;
  return true;
}

/** Whether the text is left alone now; `revision`: what is wanted. */
export function isResting(contest: Contest, revision: number, nowMs: number): boolean {
  return contest.restUntilMs !== null && nowMs < contest.restUntilMs && contest.revision === revision;
}

/** Whether the status reports that another program writes this text: from the first rest until the contest is over. */
export function isContested({ restUntilMs }: Contest): boolean {
  return restUntilMs !== null;
}

/** When a contest needs to be looked at again without an edit: its rest ends, or it is over. */
export function contestDueMs(contest: Contest, nowMs: number, timings: ContestTimings): number {
  const { restUntilMs } = contest;
  return restUntilMs !== null && nowMs < restUntilMs ? restUntilMs : overAtMs(contest, timings);
}

export function isOver(contest: Contest, nowMs: number, timings: ContestTimings): boolean {
  return nowMs >= overAtMs(contest, timings);
}

/** Nobody has answered for that long, counted from when ours was written again. */
function overAtMs({ lastEditMs, restUntilMs }: Contest, { contestGapMs }: ContestTimings): number {
  return Math.max(lastEditMs, restUntilMs ?? 0) + contestGapMs;
}
