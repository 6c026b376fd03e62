import type { DeckKey } from './key-list.js';

/** How keys reach the service. */
export interface ServerAddress {
  /** Without a path: `http://localhost:4777`. */
  readonly url: string;
  /** What stands for the token in addresses; null: none is needed. */
  readonly token: string | null;
}

/** The whole key in one address: the GET alias of a press. */
export function keyUrl(key: DeckKey, server: ServerAddress, extra: DeckKey['fields'] = {}): string {
  return addressOf(server, key.method === 'POST' ? `/deck${key.path}` : key.path, {
    ...key.fields,
    ...extra,
  });
}

/** An address of the service, with the fields and the token in it. */
export function addressOf(server: ServerAddress, path: string, fields: DeckKey['fields'] = {}): string {
  const all = { ...fields, ...(server.token === null ? {} : { key: server.token }) };
  const query = Object.entries(all).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${server.url}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}
