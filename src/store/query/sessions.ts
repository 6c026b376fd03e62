import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { UnreadableField } from '../../raid/model.js';
import {
  currentSession,
  SESSION_OPENERS,
  type Session,
  type SessionState,
} from '../../raid/session/session.js';
import type { SessionsTable } from '../schema.js';
import type { Reader } from '../store.js';
import { only, prepared } from '../prepared.js';
import { readableTime } from '../readable.js';
import { NO_TIME, readText, readTime, readWord } from '../rows.js';
import { formatTime } from '../time.js';

export type SessionRow = Selectable<SessionsTable>;

/** Each of the three by an index. The rows hang on the one row that is always there: one statement, not three. */
const sessionState = prepared((db) =>
  db
    .selectFrom('app_state')
    .leftJoin('sessions', (join) => join.on('sessions.ended_at', 'is', null))
    .selectAll('sessions')
    .select((eb) => [
      eb
        .selectFrom('sessions as closed')
        .select('closed.ended_at')
        // One that cannot be read may stand before every other.
        .where(sql.raw<boolean>(readableTime('closed.ended_at')))
        // By time and not by id: an import gives old sessions new ids.
        .orderBy('closed.ended_at', 'desc')
        .limit(1)
        .as('newest_end'),
      eb.selectFrom('journal').select('pressed_at').orderBy('step_id', 'desc').limit(1).as('last_press'),
    ]),
);

/** What the rules look at. */
export async function readSessionState(reader: Reader): Promise<SessionState> {
  const row = only(await sessionState(reader, {}));
  const { newest_end, last_press, session_id, ...session } = row;
  return {
    // The columns of a session are null together, when none is open.
    open: session_id === null ? null : sessionFromRow({ session_id, ...(session as OpenSessionColumns) }),
    newestEnd: timeOrNull(newest_end),
    lastPress: timeOrNull(last_press),
  };
}

type OpenSessionColumns = Omit<SessionRow, 'session_id'>;

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

/**
 * The session of a row. A value that cannot be read stops nothing: it is named in `unreadable`, and what stands in for it
 * lets the session be shown, ended and deleted. What the program itself notes of the stream is of no use then, and no loss.
 */
export function sessionFromRow(row: SessionRow): Session {
  const faults: UnreadableField[] = [];
  const start = readTime(row.started_at, 'started_at', faults);
  const end = readTime(row.ended_at, 'ended_at', faults);
  if ((row.started_at as string | null) === null) faults.push({ field: 'started_at', stored: null });
  const stream_began_at = timeOrNull(row.stream_began_at);
  const started_at = start ?? stream_began_at ?? end ?? NO_TIME;
  const session: Session = {
    session_id: row.session_id,
    name: row.name === null ? null : readText(row.name, 'name', faults),
    started_at,
    opened_by: readWord(row.opened_by, SESSION_OPENERS, 'opened_by', faults) ?? 'press',
    ended_at: end ?? (row.ended_at === null ? null : started_at),
    stream_lost_at: timeOrNull(row.stream_lost_at),
    stream_began_at,
  };
  return faults.length === 0 ? session : { ...session, unreadable: faults };
}

export function sessionToRow({
  unreadable: _,
  ...session
}: Omit<Session, 'session_id'>): Insertable<SessionsTable> {
  return {
    ...session,
    started_at: formatTime(session.started_at),
    ended_at: session.ended_at && formatTime(session.ended_at),
    stream_lost_at: session.stream_lost_at && formatTime(session.stream_lost_at),
    stream_began_at: session.stream_began_at && formatTime(session.stream_began_at),
  };
}

export function sessionSetToRow(set: Partial<Omit<Session, 'session_id'>>): Updateable<SessionsTable> {
  const { started_at, ended_at, stream_lost_at, stream_began_at, unreadable: _, ...others } = set;
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
