import type { Session } from '../raid/session.js';

/** A stream session on the wire, without its figures. */
export function presentSessionHead(session: Session): object {
  const { unreadable } = session;
  return {
    session_id: session.session_id,
    name: session.name,
    started_at: session.started_at.toISOString(),
    ended_at: session.ended_at?.toISOString() ?? null,
    opened_by: session.opened_by,
    // What stands in for a value that cannot be read is not shown as one.
    ...(unreadable !== undefined && {
      ...Object.fromEntries(unreadable.map(({ field }) => [field, null])),
      unreadable,
    }),
  };
}
