import { NOT_READY } from '../link/link-failure.js';
import type { Context } from './context.js';
import { enterPhase, tellOnce, type Dirty, type LinkState } from './link-state.js';

/** A request that OBS has refused; `fields` go into the log. */
interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly fields?: object;
}

/**
 * An OBS that is not ready is read again as a whole before anything else is sent; after any other refusal `dirty` is
 * read again, and the log has it once. Returns whether OBS was not ready.
 */
export function handleRefusal(
  context: Context,
  session: LinkState,
  { code, message, fields = {} }: Refusal,
  dirty: Dirty,
): boolean {
  if (code === NOT_READY) {
    session.dirty.add('all');
    if (session.phase === 'open') enterPhase(session, 'loading', context.nowMs());
    context.changed();
    return true;
  }
  session.dirty.add(dirty);
  const line = { code, ...fields };
  if (tellOnce(session, JSON.stringify([message, line]))) context.log.warn(line, message);
  return false;
}
