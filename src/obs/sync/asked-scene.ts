import { wantAskedScene, type Memory } from './memory.js';
import type { AskedScene } from './scene-policy.js';

/** Shows the scene of this moment because a person asked for it; settles when it is shown or cannot be. */
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
