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
 * When OBS is not ready, all of it is read again before anything else is sent. After any other refusal `dirty` is read
 * again, and the log gets one line for repeats.
 * @returns whether OBS was not ready
 */
export function handleRefusal(
  context: Context,
  linkState: LinkState,
  { code, message, fields = {} }: Refusal,
  dirty: Dirty,
): boolean {
  if (code === NOT_READY) {
    linkState.dirty.add('all');
    if (linkState.phase === 'open') enterPhase(linkState, 'loading', context.nowMs());
    context.changed();
    return true;
  }
  linkState.dirty.add(dirty);
  const line = { code, ...fields };
  if (tellOnce(linkState, JSON.stringify([message, line]))) context.log.warn(line, message);
  return false;
}
