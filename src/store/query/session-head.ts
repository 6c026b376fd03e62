import { lastDayStart } from '../../raid/day-boundary.js';
import { isOpen, isOver, type Raid } from '../../raid/model.js';
import { hasKnownTimes } from '../../raid/session/session.js';
import { isStale } from '../../raid/press/stale.js';
import type { SessionHead } from '../figures/session-stats.js';
import { readCurrentSession } from './sessions.js';
import type { Reader } from '../store.js';

/**
 * The open session, else today. While a raid is on, today stays the day on which it started, so that figures never
 * drop in the middle of a raid.
 * @param dayStartsAt local `HH:MM`.
 */
export async function readSessionHead(
  reader: Reader,
  raid: Raid | null,
  now: Date,
  dayStartsAt: string,
): Promise<SessionHead & { readonly since: Date }> {
  const session = await readCurrentSession(reader, now);
  const reference = isOn(raid, now) ? raid.started_at : now;
  const today = lastDayStart(reference, dayStartsAt);
  if (session === null) return { session_id: null, name: null, since: today };
  // Where its start cannot be read its raids are not known: those of today are the nearest to it.
  const since = hasKnownTimes(session) ? session.started_at : today;
  return { session_id: session.session_id, name: session.name, since };
}

/** A forgotten raid must not keep "today" on the day before. */
function isOn(raid: Raid | null, now: Date): raid is Raid {
  return raid !== null && isOpen(raid.status) && !isOver(raid) && !isStale(raid, now);
}
