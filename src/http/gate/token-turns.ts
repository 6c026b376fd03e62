import type { HttpLimits } from '../server/limits.js';
import { networkOf, type WrongTokens } from './wrong-tokens.js';

const LONGEST_NAME = 200;
/** So many programs of a device wait each for itself, so that no web page there makes a deck wait; more wait together. */
const MOST_LANES = 4;
const OTHERS = '\n';

/** A program on a device. Web pages cannot change their User-Agent, so they cannot pass for another program. */
export interface TokenCaller {
  readonly address: string;
  readonly userAgent: string;
}

/**
 * How fast tokens are compared. After too many wrong ones from a device, each stranger there gets one comparison after
 * the other, so that guessing stays slow; no program waits for what a web page on the same device does, and one that has
 * lately shown the right token not at all.
 */
export interface TokenTurns {
  /** Milliseconds to wait before the token may be compared; null: too many wait already. */
  waitMs(caller: TokenCaller, now: Date, nowMs: number): number | null;
  noteRight(caller: TokenCaller, nowMs: number): void;
}

export function createTokenTurns(wrongTokens: WrongTokens, limits: HttpLimits): TokenTurns {
  const lanes = new Map<string, Map<string, number>>();
  const rightMs = new Map<string, number>();
  return {
    waitMs(caller, now, nowMs) {
      const lately = rightMs.get(nameOf(caller));
      const isKnown = lately !== undefined && nowMs - lately < limits.rightTokenMemoryMs;
      if (isKnown || wrongTokens.waitSeconds(caller.address, now) === 0) return 0;
      const network = networkOf(caller.address);
      const ofNetwork = lanes.get(network) ?? new Map<string, number>();
      put(lanes, network, ofNetwork, limits.maxWrongTokenAddresses);
      for (const [name, turnMs] of ofNetwork) if (turnMs <= nowMs) ofNetwork.delete(name);
      const own = programOf(caller);
      const lane = ofNetwork.has(own) || ofNetwork.size < MOST_LANES ? own : OTHERS;
      const turnMs = Math.max(nowMs, ofNetwork.get(lane) ?? 0);
      if (turnMs - nowMs > limits.maxTokenWaitMs) return null;
      ofNetwork.set(lane, turnMs + limits.tokenTurnMs);
      return turnMs - nowMs;
    },
    noteRight(caller, nowMs) {
      put(rightMs, nameOf(caller), nowMs, limits.maxWrongTokenAddresses);
    },
  };
}

function nameOf(caller: TokenCaller): string {
  return `${networkOf(caller.address)} ${programOf(caller)}`;
}

function programOf({ userAgent }: TokenCaller): string {
  return userAgent.slice(0, LONGEST_NAME);
}

/** Remembers the newest `size` of them. */
function put<T>(map: Map<string, T>, key: string, value: T, size: number): void {
  map.delete(key);
  const oldest = map.keys().next();
  if (map.size >= size && !oldest.done) map.delete(oldest.value);
  map.set(key, value);
}
