import type { HttpLimits } from '../server/limits.js';
import { networkOf, type WrongTokens } from './wrong-tokens.js';

/** A program on a device. Web pages cannot change their User-Agent, so they cannot pass for another program. */
export interface TokenCaller {
  readonly address: string;
  readonly userAgent: string;
}

/**
 * How fast tokens are compared. After too many wrong ones from a device, strangers there get one comparison after the
 * other, so that guessing stays slow; a program that has lately shown the right token never waits for what a web page on
 * the same device does.
 */
export interface TokenTurns {
  /** Milliseconds to wait before the token may be compared; null: too many wait already. */
  waitMs(caller: TokenCaller, now: Date, nowMs: number): number | null;
  noteRight(caller: TokenCaller, nowMs: number): void;
}

export function createTokenTurns(wrongTokens: WrongTokens, limits: HttpLimits): TokenTurns {
  const nextTurnMs = new Map<string, number>();
  const rightMs = new Map<string, number>();
  return {
    waitMs(caller, now, nowMs) {
      const lately = rightMs.get(nameOf(caller));
      const isKnown = lately !== undefined && nowMs - lately < limits.rightTokenMemoryMs;
      if (isKnown || wrongTokens.waitSeconds(caller.address, now) === 0) return 0;
      const network = networkOf(caller.address);
      const turnMs = Math.max(nowMs, nextTurnMs.get(network) ?? 0);
      if (turnMs - nowMs > limits.maxTokenWaitMs) return null;
      put(nextTurnMs, network, turnMs + limits.tokenTurnMs, limits.maxWrongTokenAddresses);
      return turnMs - nowMs;
    },
    noteRight(caller, nowMs) {
      put(rightMs, nameOf(caller), nowMs, limits.maxWrongTokenAddresses);
    },
  };
}

function nameOf({ address, userAgent }: TokenCaller): string {
  return `${networkOf(address)} ${userAgent.slice(0, 200)}`;
}

/** Remembers the newest `size` of them. */
function put(map: Map<string, number>, key: string, value: number, size: number): void {
  map.delete(key);
  const oldest = map.keys().next();
  if (map.size >= size && !oldest.done) map.delete(oldest.value);
  map.set(key, value);
}
