/** The scheme, host and port of a WebSocket server; null for anything else, also for one with a path, name or query. */
export function parseWebSocketAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const { protocol, hostname, pathname, username, password, search, hash } = url;
  const isBare = (pathname === '/' || pathname === '') && username + password + search + hash === '';
  // The parser forgets an empty query, fragment or name.
  const isAsTyped = !/[?#@\\]/.test(text);
  return /^wss?:$/.test(protocol) && hostname !== '' && isBare && isAsTyped ? url : null;
}

/** Whether a host is this PC, whatever a name server says. */
export function isThisPc(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

/** Whether both lead to the same port of the same host; the names of this PC are one. */
export function isSameServer(one: string, other: string): boolean {
  const [a, b] = [serverOf(one), serverOf(other)];
  return a !== null && a === b;
}

function serverOf(address: string): string | null {
  const url = parseWebSocketAddress(address);
  if (url === null) return null;
  const host = isThisPc(url.hostname) ? 'this PC' : url.hostname;
  return `${host}:${portOf(url)}`;
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'wss:' ? 443 : 80) : Number(port);
}
