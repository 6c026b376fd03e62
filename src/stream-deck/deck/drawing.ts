import type { AppLink } from '../app/app-link.js';
import type { DeckState } from './deck-state.js';
import { awayFace, changesInMs, faceOf, showFace, type Instance } from './instances.js';

/** Draws keys and dials: when something has changed, and when time alone changes what they show. */
export interface Drawing {
  /** Draws all, once for all that comes together: a page of 32 keys appears at once, and replies and events overtake each other. */
  schedule(): void;
  /** Draws one at once, ahead of all others. */
  one(instance: Instance): void;
  /** No key is in sight: nothing is drawn until the next `schedule`. */
  rest(): void;
  /** Says a fault of ours in the app's log, once. */
  complain(instance: Instance, error: unknown): void;
}

/**
 * @param instances all in sight.
 * @param stateNow what they show, with the time of the service.
 */
export function createDrawing(
  app: AppLink,
  instances: ReadonlyMap<string, Instance>,
  stateNow: () => DeckState,
): Drawing {
  let tick: NodeJS.Timeout | undefined;
  let isDue = false;
  const complaints = new Set<string>();

  function draw(some: Iterable<Instance>): void {
    const [now, monotonicMs] = [stateNow(), performance.now()];
    for (const instance of some) drawOne(instance, now, monotonicMs);
    scheduleTick(now, monotonicMs);
  }

  /** A service of another version may leave out what a face needs: the other keys go on. */
  function drawOne(instance: Instance, now: DeckState, monotonicMs: number): void {
    try {
      const message = showFace(instance, faceOf(instance, now, monotonicMs));
      if (message !== null) app.send(message);
    } catch (error) {
      complain(instance, error);
      const message = showFace(instance, awayFace(instance, 'Update it'));
      if (message !== null) app.send(message);
    }
  }

  /** Draws again what time alone changes, when it does; a deck on which nothing runs costs nothing. */
  function scheduleTick(now: DeckState, monotonicMs: number): void {
    clearTimeout(tick);
    const waits = new Map<Instance, number>();
    for (const instance of instances.values()) {
      const waitMs = changesInMs(instance, now, monotonicMs);
      if (waitMs !== null) waits.set(instance, waitMs);
    }
    if (waits.size === 0) return;
    // A little late, so that rounding never shows the second before.
    tick = setTimeout(
      () => {
        draw(waits.keys());
      },
      Math.min(...waits.values()) + 5,
    );
  }

  function complain({ action }: Instance, error: unknown): void {
    const complaint = `${action.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    if (complaints.has(complaint)) return;
    complaints.add(complaint);
    app.log(complaint);
  }

  return {
    schedule() {
      if (isDue) return;
      isDue = true;
      setImmediate(() => {
        isDue = false;
        draw(instances.values());
      });
    },
    one(instance) {
      drawOne(instance, stateNow(), performance.now());
    },
    rest() {
      clearTimeout(tick);
    },
    complain,
  };
}
