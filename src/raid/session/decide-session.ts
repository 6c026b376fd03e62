import { moveSession } from '../press/ahead.js';
import type { Change, Decision } from '../press/change.js';
import { notBefore } from '../clock.js';
import { CLOCK_SLACK_SECONDS } from '../history/raid-times.js';
import { RuleError } from '../rule-error.js';
import {
  COUNT_SLACK_SECONDS,
  currentSession,
  forgottenEnd,
  lastSign,
  secondsFrom,
  SESSION_IDLE_SECONDS,
  type Session,
  type SessionState,
} from './session.js';
import type { DeleteSessionCommand, SessionCommand } from './session-command.js';

/** How sessions go with OBS's stream; from the show file. */
export interface SessionRules {
  /** Whether the stream opens and closes sessions. */
  readonly follow_stream: boolean;
  /** How long a stream may be gone and still be the same one. */
  readonly grace_seconds: number;
}

/** What was seen of OBS's stream. */
export interface StreamSeen {
  readonly active: boolean;
  /** When the stream began, by OBS's own count; null when it is off or OBS does not say. A reconnect begins it anew. */
  readonly startedAt: Date | null;
  /** The same, but for reconnects that were seen and short; null as above. */
  readonly beganAt: Date | null;
  /** When the stream was last seen to be on: now, when it was watched until now; null when it was never seen. */
  readonly lastActiveAt: Date | null;
}

/** No reconnect is quicker. */
const RECONNECT_SECONDS = 1;

/**
 * What a key does to the session.
 * @throws RuleError `no-open-session` where there is none to end.
 */
export function decideSession(
  state: SessionState,
  command: Exclude<SessionCommand, DeleteSessionCommand>,
  now: Date,
): Decision {
  const open = currentSession(state, now);
  const none = { step: '', raidId: null };
  if (command.type === 'end_session') {
    if (open === null) {
      throw new RuleError('no-open-session', 'No session is open: the figures are of today already.');
    }
    const set = { ended_at: notBefore(now, open.started_at), stream_lost_at: null };
    const message = `The session${named(open.name)} is over. Figures show today again.`;
    const change: Change = { type: 'update_session', session_id: open.session_id, set };
    return { changes: [change], message, step: `End of the session${named(open.name)}`, raidId: null };
  }
  if (open !== null) {
    return { ...none, changes: [], message: `A session${named(open.name)} is open already.` };
  }
  const name = command.name ?? null;
  const session = {
    name,
    started_at: now,
    ended_at: null,
    opened_by: 'press',
    stream_lost_at: null,
    stream_began_at: null,
  } as const;
  return {
    changes: [{ type: 'insert_session', session }],
    message: `A new session${named(name)} has begun.`,
    step: `Start of the session${named(name)}`,
    raidId: null,
  };
}

/**
 * Takes a session out; its raids stay.
 * @param session the one that is named; null when there is none.
 * @throws RuleError `not-found`.
 */
export function decideDeleteSession(session: Session | null, { session_id }: DeleteSessionCommand): Decision {
  if (session === null) throw noSession(session_id);
  const title = session.name === null ? `session ${session_id}` : `the session${named(session.name)}`;
  return {
    changes: [{ type: 'delete_session', session_id }],
    message: `Deleted: ${title}. Its raids stay. Press Undo to bring it back.`,
    step: `Session deleted: ${session.name ?? session_id}`,
    raidId: null,
  };
}

export function noSession(sessionId: number): RuleError {
  return new RuleError(
    'not-found',
    `There is no session ${sessionId}: it was deleted or undone, or its number is wrong.`,
  );
}

/**
 * A session that was forgotten is over, and no press can bring it back to life. One that begins in the future was begun by
 * a clock that was ahead: it is moved back, so that what was pressed last in it was pressed now.
 */
export function decideForgotten(state: SessionState, now: Date): readonly Change[] {
  const { open, lastPress } = state;
  if (open !== null && secondsFrom(now, open.started_at) > CLOCK_SLACK_SECONDS) {
    return [moveSession(open, secondsFrom(lastSign(open, lastPress), now))];
  }
  const forgotten = forgottenEnd(state, now);
  return state.open === null || forgotten === null ? [] : [close(state.open.session_id, forgotten)];
}

/** What time alone does: a session that was forgotten, or whose stream did not come back, is over. */
export function decideSessionTime(state: SessionState, rules: SessionRules, now: Date): readonly Change[] {
  const { open } = state;
  const forgotten = decideForgotten(state, now);
  if (open === null || forgotten.length > 0) return forgotten;
  const lostAt = open.stream_lost_at;
  const isGone = lostAt !== null && secondsFrom(lostAt, now) >= rules.grace_seconds;
  return isGone && rules.follow_stream ? [close(open.session_id, notBefore(lostAt, open.started_at))] : [];
}

/** When time alone may change the session next; null when it cannot. */
export function sessionDueAt({ open, lastPress }: SessionState, rules: SessionRules): Date | null {
  if (open === null) return null;
  const idle = lastSign(open, lastPress).getTime() + SESSION_IDLE_SECONDS * 1000;
  const lostAt = rules.follow_stream ? open.stream_lost_at : null;
  return new Date(lostAt === null ? idle : Math.min(idle, lostAt.getTime() + rules.grace_seconds * 1000));
}

/**
 * What OBS's stream does to the session. A stream opens one session at most: one that a key has closed, or that was
 * forgotten, stays closed although the stream goes on.
 */
export function decideStream(
  state: SessionState,
  stream: StreamSeen,
  rules: SessionRules,
  now: Date,
): readonly Change[] {
  const { open } = state;
  if (!rules.follow_stream || (!stream.active && open?.opened_by !== 'stream')) {
    return decideSessionTime(state, rules, now);
  }
  if (!stream.active) {
    const byTime = decideSessionTime(state, rules, now);
    return byTime.length > 0 ? byTime : loseStream(state, stream, now);
  }
  const startedAt = stream.startedAt ?? now;
  const beganAt = stream.beganAt ?? startedAt;
  if (open === null) return openUnlessClosed(state.newestEnd, beganAt);
  const forgotten = forgottenEnd(state, now);
  if (forgotten !== null) return [close(open.session_id, forgotten), ...openUnlessClosed(forgotten, beganAt)];
  if (open.opened_by !== 'stream') return [];
  const { session_id, stream_lost_at, stream_began_at } = open;
  const lastSeen = stream_lost_at ?? lastSeenOn(open, state, stream);
  const laterSeconds = stream_began_at === null ? Infinity : secondsFrom(stream_began_at, startedAt);
  if (laterSeconds > COUNT_SLACK_SECONDS && secondsFrom(lastSeen, startedAt) > rules.grace_seconds) {
    return [close(session_id, notBefore(lastSeen, open.started_at)), openAt(startedAt)];
  }
  if (stream_lost_at === null && laterSeconds <= RECONNECT_SECONDS) return [];
  const set = { stream_lost_at: null, stream_began_at: startedAt };
  return [{ type: 'update_session', session_id, set }];
}

/** It is lost since it was last seen to be on: nobody may have looked when it went. */
function loseStream(state: SessionState, stream: StreamSeen, now: Date): readonly Change[] {
  const { open } = state;
  if (open === null || open.stream_lost_at !== null) return [];
  const lastSeen = lastSeenOn(open, state, stream);
  const set = { stream_lost_at: lastSeen > now ? notBefore(now, open.started_at) : lastSeen };
  return [{ type: 'update_session', session_id: open.session_id, set }];
}

/** A press counts as well: whoever presses keys of a stream session streams, as far as anybody knows. */
function lastSeenOn(open: Session, { lastPress }: SessionState, { lastActiveAt }: StreamSeen): Date {
  return lastSign(open, lastPress, open.stream_began_at, lastActiveAt);
}

function openUnlessClosed(end: Date | null, streamStart: Date): readonly Change[] {
  return end !== null && end > streamStart ? [] : [openAt(streamStart)];
}

function close(session_id: number, ended_at: Date): Change {
  return { type: 'update_session', session_id, set: { ended_at, stream_lost_at: null } };
}

function openAt(started_at: Date): Change {
  const session = {
    name: null,
    started_at,
    ended_at: null,
    opened_by: 'stream',
    stream_lost_at: null,
    stream_began_at: started_at,
  } as const;
  return { type: 'insert_session', session };
}

function named(name: string | null): string {
  return name === null ? '' : ` "${name}"`;
}
