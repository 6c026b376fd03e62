import { wantAskedScene, type Memory } from './memory.js';

/** What became of a scene that a person asked for. */
export type AskedScene =
  | { readonly kind: 'shown'; readonly scene: string }
  /** A protected scene is on program, and leaving it was not asked for. */
  | { readonly kind: 'protected'; readonly scene: string }
  /** The open collection does not have it, or the show names none for this moment. */
  | { readonly kind: 'missing'; readonly scene: string | null }
  /** OBS went away, or did not carry it out within the time. */
  | { readonly kind: 'failed' };

/** Wants the scene of this moment by a person's own wish; settles when that was done or cannot be. */
export function askForScene(
  memory: Memory,
  force: boolean,
  wake: () => void,
  { nowMs, timeoutMs }: { readonly nowMs: number; readonly timeoutMs: number },
): Promise<AskedScene> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ kind: 'failed' });
    }, timeoutMs);
    wantAskedScene(memory, force ? 'forced' : 'asked', nowMs, (result) => {
      clearTimeout(timer);
      resolve(result);
    });
    wake();
  });
}
