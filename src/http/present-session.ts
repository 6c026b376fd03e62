import type { Session } from '../raid/session.js';

/** A stream session on the wire, without its figures. */
export function presentSessionHead(session: Session): object {
  return {
    session_id: session.session_id,
    name: session.name,
    started_at: session.started_at.toISOString(),
    ended_at: session.ended_at?.toISOString() ?? null,
    opened_by: session.opened_by,
  };
}
