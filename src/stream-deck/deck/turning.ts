import type { Choice } from '../../client/choices.js';
import type { Instance } from './instances.js';

/** A dial that is being turned rests so long before its choice is sent. */
const REST_MS = 350;

/** Dials that are being turned: they go past many maps, and only where one rests is sent. */
export interface Turning {
  turn(dial: Instance, choice: Choice): void;
  /** What is chosen on the dials and not sent yet. */
  choice(): Choice;
  /** Sends at once, since a press needs it. */
  flush(): void;
  /** What was chosen is meant for nobody any more. */
  forget(): void;
}

export function createTurning(send: (choice: Choice, dial: Instance) => void): Turning {
  let turned: { readonly dial: Instance; readonly choice: Choice } | null = null;
  let rest: NodeJS.Timeout | undefined;

  function forget(): void {
    clearTimeout(rest);
    turned = null;
  }

  function flush(): void {
    const last = turned;
    forget();
    if (last !== null) send(last.choice, last.dial);
  }

  return {
    turn(dial, choice) {
      clearTimeout(rest);
      turned = { dial, choice: { ...turned?.choice, ...choice } };
      rest = setTimeout(flush, REST_MS);
    },
    choice: () => turned?.choice ?? {},
    flush,
    forget,
  };
}
