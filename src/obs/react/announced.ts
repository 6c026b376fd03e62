import { ReactionError, type ReactionFault } from './fault.js';

/** Something that OBS says by itself, after it was told to do it. */
export interface Announced<T> {
  /**
   * `said` settles with what OBS says; it rejects with ReactionError when that does not come in time, or is forgotten: it
   * is not to come after all.
   */
  begin(): { readonly said: Promise<T>; readonly forget: () => void };
  /** For the one that waits longest. */
  first(value: T): void;
  all(value: T): void;
  forgetAll(): void;
}

export function createAnnounced<T>(timeoutMs: number, fault: ReactionFault): Announced<T> {
  const waiting = new Map<(value: T) => void, () => void>();
  return {
    begin() {
      let forget = (): void => undefined;
      const said = new Promise<T>((resolve, reject) => {
        const end = (): void => {
          clearTimeout(timer);
          waiting.delete(settle);
        };
        const settle = (value: T): void => {
          end();
          resolve(value);
        };
        forget = () => {
          end();
          reject(new ReactionError(fault));
        };
        const timer = setTimeout(forget, timeoutMs);
        waiting.set(settle, forget);
      });
      // Nobody waits for one that is forgotten.
      said.catch(() => undefined);
      return { said, forget };
    },
    first(value) {
      const [settle] = waiting.keys();
      settle?.(value);
    },
    all(value) {
      for (const settle of [...waiting.keys()]) settle(value);
    },
    forgetAll() {
      for (const forget of [...waiting.values()]) forget();
    },
  };
}
