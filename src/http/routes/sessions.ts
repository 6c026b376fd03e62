import * as z from 'zod';
import { EXAMPLE_SESSION } from '../../contract/examples.js';
import { pressReply } from '../../contract/press.js';
import { presentSessionPage, SESSION_PAGE_REPLY } from '../../contract/session.js';
import { statsLine } from '../call/deck-lines.js';
import { shortText, wholeNumber } from '../call/field-types.js';
import { json, press, read, type CallContext, type Route } from '../call/route.js';
import { given, run } from '../call/run-command.js';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

const LIST = z.object({
  cursor: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  limit: wholeNumber(1, MAX_PAGE).optional(),
});

/** Stream sessions: the figures begin anew with each. */
export const sessionRoutes: readonly Route[] = [
  press({
    path: '/session/start',
    summary: "Begin a session: the session's figures start at nothing.",
    fields: z.object({ name: shortText().optional() }),
    reply: pressReply(
      'A new session "Friday" has begun.',
      { session: EXAMPLE_SESSION },
      { statuses: [201, 200] },
    ),
    handle: (fields, context) => run({ type: 'start_session', ...given(fields) }, 201, context),
  }),
  press({
    path: '/session/end',
    summary: 'End the session: figures show today again.',
    reply: pressReply('The session "Friday" is over. Figures show today again.', {
      session: EXAMPLE_SESSION,
    }),
    handle: (_fields, context) => run({ type: 'end_session' }, 200, context),
  }),
  press({
    method: 'DELETE',
    path: '/sessions/:session_id',
    summary: 'Delete a session; its raids stay.',
    fields: z.object({ session_id: wholeNumber(1, Number.MAX_SAFE_INTEGER) }),
    hasAlias: false,
    reply: pressReply('Deleted: the session "Friday". Its raids stay.', { raid: null }),
    handle: ({ session_id }, context) => run({ type: 'delete_session', session_id }, 200, context),
  }),
  read({
    path: '/sessions',
    summary: 'The sessions with their figures, newest first, page by page.',
    fields: LIST,
    reply: SESSION_PAGE_REPLY,
    handle: listSessions,
  }),
];

async function listSessions({ cursor, limit = DEFAULT_PAGE }: z.output<typeof LIST>, { ports }: CallContext) {
  const page = await ports.history.listSessions(cursor, limit);
  const lines = page.sessions.map(
    ({ session, stats }) => `${session.name ?? `Session ${session.session_id}`} · ${statsLine(stats)}`,
  );
  return json(presentSessionPage(page), lines.length === 0 ? 'NO SESSIONS' : lines.join('\n'));
}
