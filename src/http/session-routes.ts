import { z } from 'zod';
import { statsLine } from './deck-lines.js';
import { shortText, wholeNumber } from './field-types.js';
import { presentSessionHead } from './present-session.js';
import { presentSession } from './present-stats.js';
import { correct, NO_FIELDS, press, query, type CallContext, type Reply, type Route } from './route.js';
import { given, run } from './run-command.js';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

const NAME = z.object({ name: shortText().optional() });
const SESSION_ID = z.object({ session_id: wholeNumber(1, Number.MAX_SAFE_INTEGER) });
const LIST = z.object({
  cursor: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  limit: wholeNumber(1, MAX_PAGE).optional(),
});

/** Stream sessions: the figures begin anew with each. */
export const sessionRoutes: readonly Route[] = [
  press(
    '/session/start',
    "Begin a session: the session's figures start at nothing.",
    NAME,
    (fields, context) => run({ type: 'start_session', ...given(fields) }, 201, context),
  ),
  press('/session/end', 'End the session: the figures are of today again.', NO_FIELDS, (_fields, context) =>
    run({ type: 'end_session' }, 200, context),
  ),
  {
    ...correct(
      'DELETE',
      '/sessions/:session_id',
      'Delete a session; its raids stay.',
      SESSION_ID,
      ({ session_id }, context) => run({ type: 'delete_session', session_id }, 200, context),
    ),
    hasTwin: false,
  },
  query('/sessions', 'The sessions with their figures, newest first, page by page.', LIST, listSessions),
];

async function listSessions(
  { cursor, limit = DEFAULT_PAGE }: z.output<typeof LIST>,
  { ports }: CallContext,
): Promise<Reply> {
  const page = await ports.history.listSessions(cursor, limit);
  const lines = page.sessions.map(
    ({ session, stats }) => `${session.name ?? `Session ${session.session_id}`} · ${statsLine(stats)}`,
  );
  return {
    kind: 'json',
    status: 200,
    json: {
      sessions: page.sessions.map(({ session, stats }) => ({
        ...presentSessionHead(session),
        stats: presentSession(stats),
      })),
      next: page.next === null ? null : String(page.next),
    },
    text: lines.length === 0 ? 'NO SESSIONS' : lines.join('\n'),
  };
}
