import { isIP } from 'node:net';
import { isThisPc } from '../../lib/this-pc.js';

/** What a request says about who sends it; nothing else of it decides whether it may press keys. */
export interface CallerHeaders {
  /** Every Host header, since two of them are an attack. */
  readonly hosts: readonly string[];
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  readonly secFetchMode: string | undefined;
  readonly upgradeInsecureRequests: string | undefined;
  readonly userAgent: string | undefined;
  /** The page that the request comes from, where the browser says so. */
  readonly referer?: string | undefined;
}

/** What is asked for, and over which way. */
export interface CallKind {
  /** The call would press a key. */
  readonly changes: boolean;
  readonly isGet: boolean;
  /** The connection comes from this PC to a loopback address. */
  readonly viaLoopback: boolean;
}

export interface CallerPolicy {
  /** Host names besides `localhost` and IP addresses, lower case. */
  readonly names: readonly string[];
  /** Origins besides our own and `file://`. */
  readonly origins: readonly string[];
  /** Where this service itself is served from, e.g. `http://localhost:4777`. */
  readonly ownOrigins: readonly string[];
}

export type Verdict =
  /** `corsOrigin` is what may read the reply; null where there is nothing to echo. */
  | {
      readonly pass: true;
      readonly corsOrigin: string | null;
      /** Who it is cannot be told from the headers: the token decides. */
      readonly needsToken: boolean;
    }
  | {
      readonly pass: false;
      readonly code: 'bad-input' | 'caller-refused';
      readonly message: string;
      /** The refusal is known only after the origin was accepted, which may then read it. */
      readonly corsOrigin: string | null;
    };

/**
 * Decides who may call. A server on loopback is open to every web page that the streamer's browser shows, and JSON
 * under text/plain needs no preflight, so this alone keeps a page from pressing keys. The checks run in this order:
 * host, origin, site, navigation, and then the token for who is not on this PC.
 */
export function judgeCaller(headers: CallerHeaders, call: CallKind, policy: CallerPolicy): Verdict {
  // The host. DNS rebinding needs a name that the attacker owns, and Host is its only sign: such a GET carries neither
  // Origin nor Sec-Fetch-*. So a caller must name us by an address, `localhost` or a name that was configured.
  const host = headers.hosts[0]?.trim().toLowerCase();
  if (host === undefined || host === '' || headers.hosts.length > 1) return refused('bad-input', NO_HOST);
  const hostName = hostNameOf(host);
  if (hostName === null) return refused('bad-input', NO_HOST);
  const isKnown = hostName === 'localhost' || isIP(hostName) !== 0 || policy.names.includes(hostName);
  if (!isKnown || isLoopbackInDisguise(hostName)) return refused('caller-refused', WRONG_HOST);

  // The origin. A page cannot forge Origin. `file://` is deck software (a browser's local file sends `null`, and so
  // does a sandboxed frame of any site: that is why `null` stays out). Never `*`.
  const { origin } = headers;
  const ours = [...policy.ownOrigins, `http://${host}`, ...policy.origins];
  if (origin !== undefined && origin !== 'file://' && !ours.includes(origin)) {
    return refused('caller-refused', WRONG_ORIGIN);
  }
  const corsOrigin = origin ?? null;

  // The site. No Origin, yet another site: a link, an <img>, a form in a browser. A deck app whose web view has web
  // security off sends the same, but in mode `cors`, which ordinary Chromium never does without an Origin.
  const site = headers.secFetchSite?.toLowerCase();
  const mode = headers.secFetchMode?.toLowerCase();
  const sameSite = site === undefined || site === 'none' || site === 'same-origin';
  const isDeckWebView = mode === 'cors' && (headers.userAgent ?? '').includes('QtWebEngine/');
  if (origin === undefined && !sameSite && !isDeckWebView) return refused('caller-refused', WRONG_SITE);
  // An older browser, and any browser on another device, sends only the Referer. A person may follow a link from
  // another site to a page of ours; nothing else from another site passes.
  const isLink = isNavigation(headers) && call.isGet && !call.changes;
  if (origin === undefined && site === undefined && !isLink && isForeignPage(headers.referer, ours)) {
    return refused('caller-refused', WRONG_SITE);
  }

  // The navigation. A person opened the address (typed, bookmarked, or a Website key without "GET request in
  // background"). Reading is fine. A press is not: browsers prefetch typed addresses and open tabs again after a
  // restart.
  if (isNavigation(headers) && call.isGet && call.changes) {
    return { ...refused('caller-refused', OPENED_IN_BROWSER), corsOrigin };
  }

  // What is left is a native client, our own page, or a person. On loopback it passes. From other devices browsers send
  // no Sec-Fetch headers (only loopback is "trustworthy" to them over plain http), so the checks of the site and of the
  // navigation see nothing and only the token can tell. The same holds for a loopback connection under any other name
  // (hosts file, port forwarding).
  return { pass: true, corsOrigin, needsToken: !(call.viaLoopback && isThisPc(hostName)) };
}

/**
 * A browser opens the address for a person to look at. Over plain http in a LAN it does not say so in Sec-Fetch-Mode,
 * but it still asks for https.
 */
export function isNavigation(
  headers: Pick<CallerHeaders, 'secFetchMode' | 'upgradeInsecureRequests'>,
): boolean {
  return headers.secFetchMode?.toLowerCase() === 'navigate' || headers.upgradeInsecureRequests === '1';
}

export const OPENED_IN_BROWSER =
  'This address is a deck key, and a browser opened it, so nothing was pressed: tick "GET request in background" in the key\'s settings.';
const NO_HOST =
  'The request does not say which host it is for: call http://localhost and the port, with one valid Host header.';
const WRONG_HOST =
  'This service answers only to localhost and to IP addresses: use http://localhost and the port in the address.';
const WRONG_ORIGIN =
  'Another web page sent this, and only deck software and this service itself may: use a deck key or the page of this service.';
const WRONG_SITE =
  'Another web site opened this address, so nothing was done: type the address into the browser, or use a deck key.';

/**
 * Whether the Referer is a web page of another origin. Without a Referer it is no web page; one that is no valid URL,
 * such as `http://localhost:4777.evil.example/`, counts as foreign.
 */
function isForeignPage(referer: string | undefined, ours: readonly string[]): boolean {
  if (referer === undefined || !/^\s*https?:/i.test(referer)) return false;
  if (!URL.canParse(referer)) return true;
  const { origin } = new URL(referer);
  return !ours.some((own) => URL.canParse(own) && new URL(own).origin === origin);
}

/** Whether a web page that is not ours asks, one that the settings let in. */
export function isAllowedPage({ hosts, origin, referer }: CallerHeaders, policy: CallerPolicy): boolean {
  if (origin === 'file://') return false;
  const ours = [...policy.ownOrigins, `http://${hosts[0]?.trim().toLowerCase() ?? ''}`];
  return origin === undefined ? isForeignPage(referer, ours) : !ours.includes(origin);
}

function refused(code: 'bad-input' | 'caller-refused', message: string): Verdict & { pass: false } {
  return { pass: false, code, message, corsOrigin: null };
}

/**
 * `http://0.0.0.0`, `http://[::]` and IPv4 written as IPv6 reach loopback as well, but to a browser they are no
 * trustworthy place, so it sends no Sec-Fetch-* there: an <img> of any site would look like a native client.
 */
function isLoopbackInDisguise(hostName: string): boolean {
  return hostName.startsWith('0.') || hostName === '::' || hostName.startsWith('::ffff:');
}

/** The name in `name`, `name:4777` or `[::1]:4777`; null for anything that is no valid Host. */
function hostNameOf(host: string): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/.exec(host);
  return match?.[1] ?? match?.[2] ?? null;
}
