import { addressOf, keyUrl, type ServerAddress } from '../../keys/key-address.js';
import type { DeckKey } from '../../keys/key-list.js';

/** One field of a key's settings, as the software names it. */
export interface Setting {
  readonly field: string;
  readonly value: string;
  /** Picked, ticked or typed there; there is nothing to copy. */
  readonly isByHand?: true;
}

/** A program that presses keys, and what to fill in there. */
export interface DeckSoftware {
  readonly id: string;
  readonly name: string;
  /** Where its fields are, one or two sentences. */
  readonly how: string;
  /** It can show what a call answers. */
  readonly shows: boolean;
  readonly settings: (key: DeckKey, server: ServerAddress) => readonly Setting[];
}

export const DECK_SOFTWARE: readonly DeckSoftware[] = [
  {
    id: 'website',
    name: 'Stream Deck: Website',
    how: 'Comes with Stream Deck. Drag System → Website onto a key. Without the tick it opens a browser, and nothing is pressed.',
    shows: false,
    settings: (key, server) => [
      { field: 'URL', value: keyUrl(key, server) },
      picked('GET request in background', 'ticked'),
    ],
  },
  {
    id: 'web-requests',
    name: 'Stream Deck: Web Requests',
    how: 'Free, from the Elgato Marketplace. Drag Web Requests → HTTP Request onto a key. A tick on the key means that the press counted, an alert that it was refused.',
    shows: false,
    settings: (key, server) => [
      { field: 'URL', value: key.method === 'GET' ? keyUrl(key, server) : addressOf(server, key.path) },
      picked('Method', key.method),
      hasFields(key) && key.method === 'POST'
        ? { field: 'Body', value: JSON.stringify(key.fields) }
        : picked('Body', 'leave empty'),
      picked('Content type', 'leave empty'),
    ],
  },
  {
    id: 'api-ninja',
    name: 'Stream Deck: API Ninja',
    how: "Free, by BarRaider, for Windows. Drag API Ninja onto a key. It can show the reply's text on the key.",
    shows: true,
    settings: (key, server) => [
      picked('Request Type', 'GET'),
      { field: 'API URL', value: keyUrl(key, server, { format: 'text' }) },
    ],
  },
  {
    id: 'companion',
    name: 'Bitfocus Companion',
    how: 'Add the connection "Generic: HTTP Requests" with an empty Base URL, then give the button its action.',
    shows: true,
    settings: (key, server) =>
      key.method === 'GET'
        ? [
            picked('Action', 'GET'),
            { field: 'URL', value: keyUrl(key, server) },
            picked(
              'JSON Response Data Variable',
              'a custom variable of yours; its fields go into the button text',
            ),
          ]
        : [
            picked('Action', 'POST'),
            { field: 'URL', value: addressOf(server, key.path) },
            { field: 'Body', value: JSON.stringify(key.fields) },
            picked('Content Type', 'application/json'),
          ],
  },
  {
    id: 'touch-portal',
    name: 'Touch Portal',
    how: 'Add the action HTTP GET to the button.',
    shows: false,
    settings: (key, server) => [{ field: 'URL', value: keyUrl(key, server) }],
  },
  {
    id: 'streamer-bot',
    name: 'Streamer.bot',
    how: 'Add the sub-action Core → Network → Fetch URL. The variable then holds the sentence, for chat or text.',
    shows: true,
    settings: (key, server) => [
      { field: 'URL', value: keyUrl(key, server, { format: 'text' }) },
      { field: 'Variable Name', value: 'tarkov' },
      picked('Parse result as JSON', 'not ticked'),
    ],
  },
  {
    id: 'curl',
    name: 'curl',
    how: 'Works in every terminal, on Windows, macOS and Linux, and in anything that can run a command.',
    shows: true,
    settings: (key, server) => {
      const url = addressOf(server, key.path, { ...key.fields, format: 'text' });
      return [{ field: 'Command', value: `curl ${key.method === 'POST' ? '-X POST ' : ''}"${url}"` }];
    },
  },
];

function picked(field: string, value: string): Setting {
  return { field, value, isByHand: true };
}

function hasFields(key: DeckKey): boolean {
  return Object.keys(key.fields).length > 0;
}
