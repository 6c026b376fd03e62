import dns from 'node:dns/promises';
import { isIP } from 'node:net';
import os from 'node:os';
import { domainToASCII } from 'node:url';
import { isLoopbackAddress } from '../../lib/this-pc.js';
import { ListenError } from './listen-error.js';

/** Where to listen. Both loopbacks are always reached. */
export interface ListenPlan {
  /** `0.0.0.0`: on every address that this PC has, each for itself. */
  readonly ipv4: '127.0.0.1' | '0.0.0.0';
  /** `::`: likewise. */
  readonly ipv6: '::1' | '::';
  /** Further addresses of this PC. */
  readonly others: readonly string[];
  /** Other devices can reach it. */
  readonly isBeyondLoopback: boolean;
  /** Under which names they may call it; an address always goes. */
  readonly names: readonly string[];
}

export const LOOPBACK_ONLY: ListenPlan = {
  ipv4: '127.0.0.1',
  ipv6: '::1',
  others: [],
  isBeyondLoopback: false,
  names: [],
};

/** Where a setting comes from, for sentences about it. */
export type SettingFrom = 'environment' | 'file';

/**
 * What `host` asks for: an address of this PC, a name of it, or `0.0.0.0` / `::` for all its addresses.
 * @throws ListenError for a name that leads nowhere, and when other devices could call without knowing a token.
 */
export async function planListening(
  host: string | null,
  token: string | null,
  from: SettingFrom = 'environment',
): Promise<ListenPlan> {
  const plan = await planFor(
    host
      ?.trim()
      .toLowerCase()
      .replace(/^\[(.*)\]$/, '$1') ?? '',
  );
  if (plan.isBeyondLoopback && token === null) throw new ListenError('token-missing', TOKEN_MISSING[from]);
  return plan;
}

async function planFor(host: string): Promise<ListenPlan> {
  if (host === '' || host === 'localhost') return LOOPBACK_ONLY;
  if (host === '0.0.0.0') return { ...beyond([]), ipv4: '0.0.0.0' };
  if (host === '::') return { ...beyond([]), ipv4: '0.0.0.0', ipv6: '::' };
  const addresses = isIP(host) === 0 ? await lookUp(host) : [host];
  const others = addresses.filter((address) => !isLoopbackAddress(address));
  const names = isIP(host) === 0 ? [host] : [];
  return others.length === 0 ? { ...LOOPBACK_ONLY, names } : beyond(others, names);
}

/** Other devices may use the name that the PC has in its network; nobody from outside can own such a name. */
function beyond(others: readonly string[], names: readonly string[] = []): ListenPlan {
  return {
    ...LOOPBACK_ONLY,
    others,
    isBeyondLoopback: true,
    names: [...new Set([...namesOf(os.hostname()), ...names.flatMap(inAscii)])],
  };
}

/** The names of a PC in its network, as browsers send them: a name with umlauts in its `xn--` form. */
export function namesOf(hostname: string): string[] {
  const name = hostname.toLowerCase();
  const all = name.endsWith('.local') ? [name] : [name, `${name}.local`];
  return [...new Set(all.flatMap(inAscii))];
}

/** The name, and what browsers make of it where that is another. */
function inAscii(name: string): string[] {
  const ascii = domainToASCII(name);
  return ascii === '' || ascii === name ? [name] : [name, ascii];
}

/** The addresses besides loopback that the plan asks for, as this PC has them now. */
export function plannedAddresses(plan: ListenPlan, addresses = networkAddresses): string[] {
  return [
    ...new Set([
      ...(plan.ipv4 === '0.0.0.0' ? addresses(4) : []),
      ...(plan.ipv6 === '::' ? addresses(6) : []),
      ...plan.others,
    ]),
  ];
}

async function lookUp(name: string): Promise<string[]> {
  try {
    return (await dns.lookup(name, { all: true })).map(({ address }) => address);
  } catch (error) {
    const message = `This PC does not know the name ${name}: set TSP_HOST to one of its addresses (${describeAddresses()}).`;
    throw new ListenError('cannot-listen', message, error);
  }
}

/**
 * The addresses under which other devices reach this PC, the likeliest first; IPv6 only those that need no zone behind them.
 */
export function networkAddresses(family: 4 | 6, interfaces = os.networkInterfaces()): string[] {
  return Object.entries(interfaces)
    .flatMap(([name, entries]) => (entries ?? []).map((entry) => ({ ...entry, name })))
    .filter((entry) => !entry.internal && isIP(entry.address) === family && !/^fe[89ab]/i.test(entry.address))
    .sort((a, b) => strangeness(a) - strangeness(b))
    .map((entry) => entry.address);
}

/** A phone in the same room reaches the router's network, not that of a virtual machine, a container or a VPN. */
function strangeness({ name, address }: { readonly name: string; readonly address: string }): number {
  if (VIRTUAL.test(name)) return 3;
  // No router gave one.
  if (address.startsWith('169.254.')) return 2;
  return /^(?:192\.168|10)\./.test(address) ? 0 : 1;
}

const VIRTUAL =
  /vethernet|virtual|vmware|vmnet|vbox|hyper-v|docker|bridge|wsl|tailscale|zerotier|wireguard|hamachi|vpn|^(?:br-|veth|virbr|tun|tap|utun|wg)/i;

/** For sentences: what TSP_HOST could be. */
export function describeAddresses(): string {
  const addresses = [...networkAddresses(4), ...networkAddresses(6)];
  return addresses.length === 0 ? 'it has none in a network now' : addresses.join(', ');
}

const TOKEN_MISSING: Readonly<Record<SettingFrom, string>> = {
  environment:
    'TSP_HOST opens the service to your network, so callers must know a token: set TSP_TOKEN, or token in settings.json, to a secret of at least 8 characters.',
  file: '"host" in settings.json opens the service to your network, so callers must know a token: write "token" beside it, a secret of at least 8 characters.',
};
