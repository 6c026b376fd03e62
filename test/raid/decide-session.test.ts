import { describe, expect, it } from 'vitest';
import {
  decideSession,
  decideSessionTime,
  decideStream,
  sessionDueAt,
  type SessionRules,
  type StreamSeen,
} from '../../src/raid/session/decide-session.js';
import type { Session, SessionState } from '../../src/raid/session/session.js';

const NOW = new Date('2026-11-22T20:00:00.000Z');
const secondsAgo = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);
const RULES: SessionRules = { follow_stream: true, grace_seconds: 120 };
const HOUR = 3600;

const STREAMED: Session = {
  session_id: 4,
  name: null,
  started_at: secondsAgo(2 * HOUR),
  ended_at: null,
  opened_by: 'stream',
  stream_lost_at: null,
  stream_began_at: secondsAgo(2 * HOUR),
};
const PRESSED: Session = { ...STREAMED, opened_by: 'press', name: 'Raid night', stream_began_at: null };
const NONE: SessionState = { open: null, newestEnd: null, lastPress: null };
const open = (session: Session, rest: Partial<SessionState> = {}): SessionState => ({
  ...NONE,
  open: session,
  lastPress: secondsAgo(60),
  ...rest,
});
const on = (forSeconds: number | null, rest: Partial<StreamSeen> = {}): StreamSeen => ({
  active: true,
  startedAt: forSeconds === null ? null : secondsAgo(forSeconds),
  beganAt: null,
  lastActiveAt: null,
  ...rest,
});
const OFF: StreamSeen = { active: false, startedAt: null, beganAt: null, lastActiveAt: NOW };

const opened = (started_at: Date): object => ({
  type: 'insert_session',
  session: { started_at, opened_by: 'stream', ended_at: null },
});
const closed = (ended_at: Date): object => ({ type: 'update_session', session_id: 4, set: { ended_at } });

describe('the stream', () => {
  it.each([
    ['opens a session when it starts', NONE, on(0), [opened(NOW)]],
    ['that runs already opens it as long ago as OBS says', NONE, on(500), [opened(secondsAgo(500))]],
    ['without a duration opens it now', NONE, on(null), [opened(NOW)]],
    ['leaves an open session as it is', open(STREAMED), on(2 * HOUR), []],
    ['leaves a session by a key as it is', open(PRESSED), on(0), []],
    ['that stops leaves a session by a key open', open(PRESSED), OFF, []],
    ['that is off opens nothing', NONE, OFF, []],
    [
      'that stops is only lost at first',
      open(STREAMED),
      OFF,
      [{ type: 'update_session', session_id: 4, set: { stream_lost_at: NOW } }],
    ],
    [
      'that is back within the grace goes on',
      open({ ...STREAMED, stream_lost_at: secondsAgo(100) }),
      on(5),
      [{ type: 'update_session', session_id: 4, set: { stream_lost_at: null } }],
    ],
    [
      'that came back within the grace while we were away goes on',
      open({ ...STREAMED, stream_lost_at: secondsAgo(600) }),
      on(500),
      [{ type: 'update_session', session_id: 4, set: { stream_lost_at: null } }],
    ],
    [
      'that comes back later is another one',
      open({ ...STREAMED, stream_lost_at: secondsAgo(600) }),
      on(5),
      [closed(secondsAgo(600)), opened(secondsAgo(5))],
    ],
    [
      'that began after the last sign of the old one is another one',
      open(STREAMED, { lastPress: secondsAgo(5000) }),
      on(600),
      [closed(secondsAgo(5000)), opened(secondsAgo(600))],
    ],
    [
      'of an OBS that was away for a moment is the same one',
      open(STREAMED, { lastPress: secondsAgo(5000) }),
      on(5, { lastActiveAt: secondsAgo(60) }),
      [{ type: 'update_session', session_id: 4, set: { stream_began_at: secondsAgo(5) } }],
    ],
    [
      'that reconnected before this program started again is the same one',
      open({ ...STREAMED, stream_began_at: secondsAgo(600) }, { lastPress: secondsAgo(5000) }),
      on(599),
      [],
    ],
    [
      'that nobody watched when it stopped is lost since it was last seen',
      open(STREAMED, { lastPress: secondsAgo(5000) }),
      { ...OFF, lastActiveAt: secondsAgo(900) },
      [{ type: 'update_session', session_id: 4, set: { stream_lost_at: secondsAgo(900) } }],
    ],
    [
      'that stopped while this program was off is lost since the last press',
      open(STREAMED, { lastPress: secondsAgo(5000) }),
      { ...OFF, lastActiveAt: null },
      [{ type: 'update_session', session_id: 4, set: { stream_lost_at: secondsAgo(5000) } }],
    ],
    [
      'whose session a key has ended opens no second one',
      { ...NONE, newestEnd: secondsAgo(100) },
      on(HOUR),
      [],
    ],
    [
      'whose session a key has ended opens no second one by a reconnect',
      { ...NONE, newestEnd: secondsAgo(100) },
      on(5, { beganAt: secondsAgo(HOUR) }),
      [],
    ],
    [
      'after the last session opens the next',
      { ...NONE, newestEnd: secondsAgo(100) },
      on(90),
      [opened(secondsAgo(90))],
    ],
    [
      'after a forgotten session closes that and opens its own',
      open({ ...STREAMED, started_at: secondsAgo(30 * HOUR) }, { lastPress: secondsAgo(20 * HOUR) }),
      on(10),
      [closed(secondsAgo(20 * HOUR)), opened(secondsAgo(10))],
    ],
  ] as const)('%s', (_fact, state, stream, changes) => {
    const decided = decideStream(state, stream, RULES, NOW);
    expect(decided).toHaveLength(changes.length);
    for (const [index, change] of changes.entries()) expect(decided[index]).toMatchObject(change);
  });

  it('does nothing when the show file does not follow it', () => {
    const rules = { ...RULES, follow_stream: false };
    expect(decideStream(NONE, on(0), rules, NOW)).toEqual([]);
    expect(decideStream(open(STREAMED), OFF, rules, NOW)).toEqual([]);
  });
});

describe('time', () => {
  it('ends a session whose stream stays away, at the moment it was lost', () => {
    const state = open({ ...STREAMED, stream_lost_at: secondsAgo(120) });
    expect(decideSessionTime(state, RULES, NOW)).toMatchObject([closed(secondsAgo(120))]);
    expect(sessionDueAt(state, RULES)).toEqual(NOW);
  });

  it('ends a session without a press for twelve hours, at its last press', () => {
    const state = open(
      { ...PRESSED, started_at: secondsAgo(14 * HOUR) },
      { lastPress: secondsAgo(12 * HOUR) },
    );
    expect(decideSessionTime(state, RULES, NOW)).toMatchObject([closed(secondsAgo(12 * HOUR))]);
    expect(decideSessionTime(state, RULES, secondsAgo(1))).toEqual([]);
  });

  it('counts the start where nothing was pressed since', () => {
    const state = open(PRESSED, { lastPress: secondsAgo(40 * HOUR) });
    expect(decideSessionTime(state, RULES, NOW)).toEqual([]);
    expect(sessionDueAt(state, RULES)).toEqual(new Date(PRESSED.started_at.getTime() + 12 * HOUR * 1000));
  });
});

describe('a key', () => {
  it('opens and ends a session, and a start while one is open changes nothing', () => {
    expect(decideSession(NONE, { type: 'start_session', name: 'Raid night' }, NOW)).toMatchObject({
      changes: [{ type: 'insert_session', session: { name: 'Raid night', opened_by: 'press' } }],
      message: 'A new session "Raid night" has begun.',
    });
    expect(decideSession(open(STREAMED), { type: 'start_session' }, NOW).changes).toEqual([]);
    expect(decideSession(open(STREAMED), { type: 'end_session' }, NOW).changes).toMatchObject([closed(NOW)]);
    expect(() => decideSession(NONE, { type: 'end_session' }, NOW)).toThrow('No session is open');
  });
});
