/** Where the service is, and the token that other devices need. */
export interface ServiceAddress {
  /** Without a path, such as `http://127.0.0.1:4777`. */
  readonly url: string;
  readonly token: string | null;
}

/** What was typed. */
export interface TypedAddress {
  /** null: the service on this PC, wherever it listens. */
  readonly url: string | null;
  /** The service asks nobody on its own PC for it. */
  readonly token: string | null;
}

const DEFAULT_PORT = '4777';
const FAULT = 'This is no address. It looks like http://192.168.1.20:4777; copy it on the Set-up page.';
const ENCRYPTED = 'The address begins with http:// and not with https://.';
const TOKEN_FAULT =
  'This is no token: one is made of letters, digits, - . _ and ~ alone. Copy the address on the Set-up page.';

/**
 * Reads what was typed: nothing (this PC), `192.168.1.20`, `192.168.1.20:4777` or the whole address from the Set-up page
 * with its `?key=`.
 * @param token what stands in the field for the token; a key in the address wins.
 * @returns a sentence where it is no address.
 */
export function readAddress(address: string, token = ''): TypedAddress | string {
  const typed = address.trim();
  const ownToken = token.trim() === '' ? null : token.trim();
  if (typed === '') return { url: null, token: ownToken };
  if (/^https:/i.test(typed)) return ENCRYPTED;
  const text = /^[a-z]+:\/\//i.test(typed) ? typed : `http://${typed}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  // `htp:/pc` would be a PC called "htp".
  if (/:\/(?!\/)/.test(typed)) return FAULT;
  if (url?.protocol !== 'http:' || url.hostname === '' || url.username !== '') return FAULT;
  // Port 80 is what goes without saying in an address, so a port that is missing and one that is 80 look the same.
  const port = url.port === '' ? (/:80(?:[/?#]|$)/.test(text) ? '80' : DEFAULT_PORT) : url.port;
  const key = url.searchParams.get('key')?.trim() ?? '';
  return { url: `http://${url.hostname}:${port}`, token: key === '' ? ownToken : key };
}

/** The same for both fields; no other character can be in a token, or be sent in a header. */
export function readConnection({ address, token }: ConnectSettings): TypedAddress | string {
  const read = readAddress(address, token);
  return typeof read === 'object' && !/^[\w.~-]*$/.test(read.token ?? '') ? TOKEN_FAULT : read;
}

/** What the app keeps for the whole plugin, as the property inspector has typed it. */
export interface ConnectSettings {
  readonly address: string;
  readonly token: string;
}

export function connectSettings(settings: Readonly<Record<string, unknown>>): ConnectSettings {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { address: text(settings['address']), token: text(settings['token']) };
}
