import type { UnreadableField } from '../model.js';

export const SESSION_OPENERS = ['press', 'stream'] as const;

/** A stream session: what "today" is instead, while one is open. */
export interface Session {
  readonly session_id: number;
  readonly name: string | null;
  readonly started_at: Date;
  /** null: it is open. */
  readonly ended_at: Date | null;
  /** What a press opened is closed by a press alone. */
  readonly opened_by: (typeof SESSION_OPENERS)[number];
  /** Since when OBS has not been streaming, while it is not known whether it comes back; null otherwise. */
  readonly stream_lost_at: Date | null;
  /** When the stream began, by OBS's own count, which a reconnect starts anew; null where no stream opened it. */
  readonly stream_began_at: Date | null;
  /** Fields whose stored value cannot be read, with what is stored there. */
  readonly unreadable?: readonly UnreadableField[];
}

/** Whether it is known from when to when it went; without that it has no figures of its own. */
export function hasKnownTimes({ unreadable = [] }: Session): boolean {
  return !unreadable.some(({ field }) => field === 'started_at' || field === 'ended_at');
}

/** A stream by its beginnings. */
export interface StreamRun {
  /** Since when OBS counts it, which a reconnect starts anew. */
  readonly runAt: Date;
  /** When it began in truth. */
  readonly beganAt: Date;
}

/** OBS counts the frames that it sent, the first of which come seconds after the start: a stream counts as late. */
export const COUNT_SLACK_SECONDS = 5;

/** Whether OBS counts the stream from the same moment as before. */
export function isSameRun(one: Date, other: Date): boolean {
  return Math.abs(secondsFrom(one, other)) <= COUNT_SLACK_SECONDS;
}

/** What the rules look at. */
export interface SessionState {
  readonly open: Session | null;
  /** When the newest closed session ended; null before the first. */
  readonly newestEnd: Date | null;
  /** The newest press of all; null before the first. */
  readonly lastPress: Date | null;
}

/** A session in which nobody has pressed a key for so long was forgotten. */
export const SESSION_IDLE_SECONDS = 12 * 3600;

/** When a forgotten session ended: at its last press. Null while it is not forgotten. */
export function forgottenEnd({ open, lastPress }: SessionState, now: Date): Date | null {
  if (open === null) return null;
  const last = lastSign(open, lastPress);
  return secondsFrom(last, now) >= SESSION_IDLE_SECONDS ? last : null;
}

/** The open session, unless it was forgotten. */
export function currentSession(state: SessionState, now: Date): Session | null {
  return forgottenEnd(state, now) === null ? state.open : null;
}

/** The newest of the session's start and the given moments. */
export function lastSign(open: Session, ...moments: readonly (Date | null)[]): Date {
  return moments.reduce<Date>(
    (last, moment) => (moment !== null && moment > last ? moment : last),
    open.started_at,
  );
}

export function secondsFrom(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}
