import type { HttpLimits } from '../server/limits.js';

/** Counts wrong tokens for each address, so that nobody can try them all. */
export interface WrongTokens {
  /** Whole seconds until the address may try again; 0 when it may now. */
  waitSeconds(address: string, now: Date): number;
  note(address: string, now: Date): void;
}

interface Tries {
  count: number;
  readonly since: number;
}

/** Remembers at most `maxWrongTokenAddresses` addresses; of more, those that it has known longest are forgotten. */
export function createWrongTokens(limits: HttpLimits): WrongTokens {
  const byNetwork = new Map<string, Tries>();
  const find = (address: string, now: Date): Tries | undefined => {
    const tries = byNetwork.get(networkOf(address));
    if (tries === undefined) return undefined;
    const age = now.getTime() - tries.since;
    // A PC's clock may step back.
    return age >= 0 && age < limits.wrongTokenWindowMs ? tries : undefined;
  };
  return {
    waitSeconds(address, now) {
      const tries = find(address, now);
      if (tries === undefined || tries.count < limits.maxWrongTokens) return 0;
      return Math.max(1, Math.ceil((tries.since + limits.wrongTokenWindowMs - now.getTime()) / 1000));
    },
    note(address, now) {
      const known = find(address, now);
      if (known !== undefined) {
        known.count += 1;
        return;
      }
      const network = networkOf(address);
      byNetwork.delete(network);
      const oldest = byNetwork.keys().next();
      if (byNetwork.size >= limits.maxWrongTokenAddresses && !oldest.done) byNetwork.delete(oldest.value);
      byNetwork.set(network, { count: 1, since: now.getTime() });
    },
  };
}

/** One device has a whole /64 of IPv6 addresses to call from, so that counts as one. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
