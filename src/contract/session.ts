import * as z from 'zod';
import type { SessionPage } from '../raid/history/history.js';
import { SESSION_OPENERS, type Session } from '../raid/session/session.js';
import { EXAMPLE_SESSION, EXAMPLE_SESSION_STATS } from './examples.js';
import { presentSessionStats, SESSION_STATS } from './figures.js';
import { next, presentUnreadable, UNREADABLE } from './raid.js';
import { NAMED_SCHEMAS, replies, time, type JsonOf } from './reply.js';

export const SESSION = z
  .object({
    session_id: z.int(),
    name: z.string().nullable(),
    started_at: time.nullable().describe('null: cannot be read'),
    ended_at: time.nullable(),
    opened_by: z.enum(SESSION_OPENERS).nullable().describe('null: cannot be read'),
    unreadable: UNREADABLE.optional(),
  })
  .register(NAMED_SCHEMAS, { id: 'Session' });
export type SessionJson = JsonOf<typeof SESSION>;

const SESSION_PAGE = z
  .object({ sessions: z.array(z.object({ ...SESSION.shape, stats: SESSION_STATS })), next })
  .register(NAMED_SCHEMAS, { id: 'SessionPage' });

/** A stream session without its figures. */
export function presentSession(session: Session): SessionJson {
  return {
    session_id: session.session_id,
    name: session.name,
    started_at: session.started_at.toISOString(),
    ended_at: session.ended_at?.toISOString() ?? null,
    opened_by: session.opened_by,
    ...presentUnreadable(session),
  };
}

export function presentSessionPage(page: SessionPage): JsonOf<typeof SESSION_PAGE> {
  return {
    sessions: page.sessions.map(({ session, stats }) => ({
      ...presentSession(session),
      stats: presentSessionStats(stats),
    })),
    next: page.next === null ? null : String(page.next),
  };
}

export const SESSION_PAGE_REPLY = replies(
  SESSION_PAGE,
  presentSessionPage({
    sessions: [{ session: EXAMPLE_SESSION, stats: EXAMPLE_SESSION_STATS }],
    next: null,
  }),
);
