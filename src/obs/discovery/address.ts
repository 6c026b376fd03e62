import { isSameServer, portOf } from '../../lib/obs-address.js';
import { isUrlOfThisPc } from '../../lib/this-pc.js';
import type { Refused, RefusedReason } from '../link/classify.js';
import { discoverServer, signsOfUse, type Discovery } from './discovery.js';
import { shownFolders, type HostSystem } from './folders.js';
import type { IsObsRunning } from './process.js';
import type { LinkAddress, PasswordFrom } from '../link/open-link.js';

/** What the user has set; each wins over what OBS's own files say. */
export interface GivenAddress {
  /** Null: none is set. */
  readonly url: string | null;
  readonly password: string | null;
  /** The server that the password was stored for; `this-pc`: OBS on this PC, at any port. Left out: `url`'s, or this PC. */
  readonly passwordFor?: string;
}

/** Where OBS is, and where that is known from. */
export interface FoundAddress extends LinkAddress {
  readonly urlFrom: 'settings' | 'obs' | 'default';
  readonly passwordFrom: PasswordFrom;
  readonly discovery: Discovery;
}

export interface AddressSource {
  /** Where to try now: the settings, then OBS's own files on this PC, then the default. Never rejects. */
  address(): Promise<FoundAddress>;
  /** Why nothing listens at that address of this PC. */
  explainRefused(url: string): Promise<Refused>;
  /** Another text whenever an OBS of this PC was started or stopped, so that the two above are worth asking again. */
  signs(): Promise<string>;
}

export interface AddressSourceOptions {
  readonly given: () => GivenAddress;
  readonly defaultUrl: string;
  readonly system: HostSystem;
  readonly isObsRunning: IsObsRunning;
}

export function createAddressSource(options: AddressSourceOptions): AddressSource {
  const { given, defaultUrl, system, isObsRunning } = options;
  return {
    async address() {
      const discovery = await discoverServer(system);
      // Asked after the wait, so that an attempt never starts with a setting that has just been replaced.
      return chooseAddress(given(), discovery, defaultUrl);
    },
    async explainRefused(url) {
      const [discovery, isRunning] = await Promise.all([discoverServer(system), isObsRunning()]);
      const reason = reasonOf(url, discovery, isRunning);
      return reason === 'settings_not_found' ? { reason, lookedIn: shownFolders(system) } : reason;
    },
    signs: () => signsOfUse(system),
  };
}

/**
 * Settings over OBS's own files over the default. A password goes to no server but the one that it was stored for: whoever
 * answers at another address could have the real OBS ask the question, and be let in by the answer.
 */
export function chooseAddress(given: GivenAddress, discovery: Discovery, defaultUrl: string): FoundAddress {
  const found = discovery.kind === 'found' ? discovery.settings : null;
  const url = given.url ?? (found === null ? defaultUrl : `ws://127.0.0.1:${found.port}`);
  const urlFrom = given.url !== null ? 'settings' : found === null ? 'default' : 'obs';
  const base = { url, urlFrom, discovery } as const;
  if (given.password !== null && isFor(given, url))
    return { ...base, password: given.password, passwordFrom: 'settings' };
  const unknown = given.password === null ? null : 'withheld';
  if (!isUrlOfThisPc(url)) return { ...base, password: null, passwordFrom: unknown };
  if (discovery.kind === 'unreadable') return { ...base, password: null, passwordFrom: 'unreadable' };
  const password = found?.password ?? null;
  return { ...base, password, passwordFrom: password === null ? unknown : 'obs' };
}

function isFor({ url: givenUrl, passwordFor = givenUrl ?? 'this-pc' }: GivenAddress, url: string): boolean {
  return passwordFor === 'this-pc' ? isUrlOfThisPc(url) : isSameServer(passwordFor, url);
}

/** What the two signs say together; where they differ, the process list knows whether OBS runs, the file the rest. */
export function reasonOf(url: string, discovery: Discovery, isRunning: boolean | null): RefusedReason {
  const found = discovery.kind === 'found' ? discovery.settings : null;
  if (isRunning === false) return found?.enabled === false ? 'not_running_server_off' : 'not_running';
  if (found?.enabled === false) return 'server_off';
  if (isRunning === null) return 'not_running';
  if (found !== null && found.port !== portOf(url)) return 'other_port';
  if (discovery.kind === 'nothing') return 'settings_not_found';
  // A file that says "on": OBS is on its way up, or its server could not take the port.
  return found === null ? 'server_off' : 'not_answering';
}
