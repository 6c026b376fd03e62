import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import { currentSession, type Session, type SessionState } from '../raid/session.js';
import type { SessionsTable } from './schema.js';
import type { Reader } from './store.js';
import { readTime } from './rows.js';
import { formatTime } from './time.js';

/** What the rules look at; each of the three by an index. */
export async function readSessionState(reader: Reader): Promise<SessionState> {
  // The rows hang on the one row that is always there, because this is read with every press: one statement, not three.
  const row = await reader
    .selectFrom('app_state')
    .leftJoin('sessions', (join) => join.on('sessions.ended_at', 'is', null))
    .selectAll('sessions')
    .select((eb) => [
      eb
        .selectFrom('sessions as closed')
        .select('closed.ended_at')
        .where('closed.ended_at', 'is not', null)
        // By time and not by id: an import gives old sessions new ids.
        .orderBy('closed.ended_at', 'desc')
        .limit(1)
        .as('newest_end'),
      eb.selectFrom('journal').select('pressed_at').orderBy('step_id', 'desc').limit(1).as('last_press'),
    ])
    .executeTakeFirstOrThrow();
  const { newest_end, last_press, session_id, ...session } = row;
  return {
    // The columns of a session are null together, when none is open.
    open: session_id === null ? null : sessionFromRow({ session_id, ...(session as OpenSessionColumns) }),
    newestEnd: timeOrNull(newest_end),
    lastPress: timeOrNull(last_press),
  };
}

type OpenSessionColumns = Omit<Selectable<SessionsTable>, 'session_id'>;

/** The session that is on now; null when none is open, or the open one was forgotten. */
export async function readCurrentSession(reader: Reader, now: Date): Promise<Session | null> {
  return currentSession(await readSessionState(reader), now);
}

/** The session of this id; null when there is none. */
export async function readSession(reader: Reader, sessionId: number): Promise<Session | null> {
  const row = await reader
    .selectFrom('sessions')
    .selectAll()
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row === undefined ? null : sessionFromRow(row);
}

/** By their starts, newest first, those before the given session: an import gives old sessions new ids. */
export async function listSessions(
  reader: Reader,
  before: Session | null,
  limit: number,
): Promise<Session[]> {
  let query = reader
    .selectFrom('sessions')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('session_id', 'desc')
    .limit(limit);
  if (before !== null) {
    // The stored text itself, whatever form it has.
    const { started_at } = await reader
      .selectFrom('sessions')
      .select('started_at')
      .where('session_id', '=', before.session_id)
      .executeTakeFirstOrThrow();
    query = query.where(sql<boolean>`(started_at, session_id) < (${started_at}, ${before.session_id})`);
  }
  return (await query.execute()).map(sessionFromRow);
}

export function isReadableSession({ started_at, ended_at }: Selectable<SessionsTable>): boolean {
  return timeOrNull(started_at) !== null && (ended_at === null || timeOrNull(ended_at) !== null);
}

/** A time that cannot be read stops nothing: the session is as long as what is known of it, and can still be ended. */
export function sessionFromRow(row: Selectable<SessionsTable>): Session {
  const [start, end, began] = [row.started_at, row.ended_at, row.stream_began_at].map(timeOrNull);
  const started_at = start ?? began ?? end ?? new Date(0);
  return {
    ...row,
    started_at,
    opened_by: row.opened_by === 'stream' ? 'stream' : 'press',
    ended_at: end ?? (row.ended_at === null ? null : started_at),
    stream_lost_at: timeOrNull(row.stream_lost_at),
    stream_began_at: timeOrNull(row.stream_began_at),
  };
}

export function sessionToRow(session: Omit<Session, 'session_id'>): Insertable<SessionsTable> {
  return {
    ...session,
    started_at: formatTime(session.started_at),
    ended_at: session.ended_at && formatTime(session.ended_at),
    stream_lost_at: session.stream_lost_at && formatTime(session.stream_lost_at),
    stream_began_at: session.stream_began_at && formatTime(session.stream_began_at),
  };
}

export function sessionSetToRow(set: Partial<Omit<Session, 'session_id'>>): Updateable<SessionsTable> {
  const { started_at, ended_at, stream_lost_at, stream_began_at, ...others } = set;
  return {
    ...others,
    ...(started_at !== undefined && { started_at: formatTime(started_at) }),
    ...(ended_at !== undefined && { ended_at: ended_at && formatTime(ended_at) }),
    ...(stream_lost_at !== undefined && { stream_lost_at: stream_lost_at && formatTime(stream_lost_at) }),
    ...(stream_began_at !== undefined && { stream_began_at: stream_began_at && formatTime(stream_began_at) }),
  };
}

function timeOrNull(text: string | null): Date | null {
  return readTime(text, '', []);
}
