import { isThisPc } from './this-pc.js';

/** Where OBS's WebSocket server is, as people write it. */
export interface ObsAddress {
  /** `ws://host:port`, nothing else in it. */
  readonly url: string;
  /** The password of a connect string (`obsws://host:port/password`); null: the text has none. */
  readonly password: string | null;
}

export const OBS_ADDRESS_EXAMPLE = '192.168.1.20:4455';

/** OBS's own default. */
const DEFAULT_PORT = '4455';

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const NAME_AND_PORT = /^([\p{L}\p{M}\p{N}._-]+)(?::(\d{1,5}))?$/u;
const BRACKETS_AND_PORT = /^\[([0-9a-f:.]+)\](?::(\d{1,5}))?$/i;
const BARE_IPV6 = /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/i;
const PORT_ALONE = /^\d{1,5}$/;

/**
 * Reads an address as it is typed or pasted: `192.168.1.20`, `my-pc:4455`, `[::1]:4455`, `ws://…`, a port of this PC
 * alone, or the connect string behind the QR code of OBS. Null: it is none; a path, a query or a name in it is refused.
 */
export function parseObsAddress(typed: string): ObsAddress | null {
  // What is copied from a chat or a page brings marks along that nobody sees.
  const text = typed.replaceAll(/\p{Cf}/gu, '').trim();
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  const rest = scheme === undefined ? text : text.slice(scheme.length + '://'.length);
  switch (scheme) {
    case 'obsws': {
      const slash = rest.indexOf('/');
      const secret = slash === -1 ? '' : rest.slice(slash + 1);
      const place = placeOf(slash === -1 ? rest : rest.slice(0, slash), DEFAULT_PORT);
      return place === null
        ? null
        : checked(`ws://${place}`, secret === '' ? null : (percentDecoded(secret) ?? secret));
    }
    case undefined:
    case 'ws': {
      const place = placeOf(rest.replace(/\/+$/, ''), DEFAULT_PORT);
      return place === null ? null : checked(`ws://${place}`, null);
    }
    case 'wss': {
      const place = placeOf(rest.replace(/\/+$/, ''), null);
      return place === null ? null : checked(`wss://${place}`, null);
    }
    default:
      return null;
  }
}

/**
 * What a password may be that was copied from OBS, the likeliest first: OBS shows it percent-encoded, and copying brings
 * blanks and line ends along. One that is none of these things is itself alone.
 */
export function passwordReadings(typed: string): readonly string[] {
  const trimmed = typed.trim();
  const inside = /^obsws:\/\//i.test(trimmed) ? (parseObsAddress(trimmed)?.password ?? null) : null;
  return [...new Set([inside ?? percentDecoded(trimmed) ?? trimmed, trimmed, typed])];
}

/** Whether both lead to the same port of the same host; the names of this PC are one. */
export function isSameServer(one: string, other: string): boolean {
  const [a, b] = [serverOf(one), serverOf(other)];
  return a !== null && a === b;
}

function serverOf(address: string): string | null {
  const url = parseObsAddress(address)?.url;
  if (url === undefined) return null;
  const { hostname } = new URL(url);
  return `${isThisPc(hostname) ? 'this PC' : hostname}:${portOf(url)}`;
}

/** The port that a URL leads to, also where it names none. */
export function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (/^(?:wss|https):$/.test(protocol) ? 443 : 80) : Number(port);
}

/** Null: it has broken percent codes. */
function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** `host:port`; null: it is none. */
function placeOf(text: string, defaultPort: string | null): string | null {
  if (PORT_ALONE.test(text)) return placed('127.0.0.1', text);
  if (BARE_IPV6.test(text)) return placed(`[${text}]`, defaultPort);
  const brackets = BRACKETS_AND_PORT.exec(text);
  if (brackets !== null) return placed(`[${brackets[1] ?? ''}]`, brackets[2] ?? defaultPort);
  const [, name, port] = NAME_AND_PORT.exec(text) ?? [];
  return name === undefined ? null : placed(name, port ?? defaultPort);
}

function placed(host: string, port: string | null): string | null {
  if (port === null) return host;
  const number = Number(port);
  return number >= 1 && number <= 65_535 ? `${host}:${number}` : null;
}

function checked(url: string, password: string | null): ObsAddress | null {
  return URL.canParse(url) ? { url, password } : null;
}
