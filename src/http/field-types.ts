import { z } from 'zod';
import { MAX_SECRET_CHARS, MAX_TEXT_CHARS } from './limits.js';
import { nearestName } from '../nearest-name.js';

// What one field may be. Each error text completes the sentence "<field> …", because the field's name is put before it.

/** One of a few words, in any case, as lower case. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return z.preprocess(lowerCased, z.enum(words, { error: (issue) => wordError(issue.input, words) }));
}

/** A short text for people: trimmed, one line, at most 64 characters. */
export function shortText() {
  return z
    .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'must be text') })
    .trim()
    .max(MAX_TEXT_CHARS, { error: `must be at most ${MAX_TEXT_CHARS} characters` })
    .regex(ONE_LINE, { error: 'must be one line without control characters' });
}

/** true or false; also as the words, since a URL has no booleans. */
export function flag() {
  return z.preprocess(
    (value) => FLAG_WORDS.get(lowerCased(value)) ?? value,
    z.boolean({ error: 'must be true or false' }),
  );
}

/** Taken to the letter: blanks may belong to a password. No error repeats it. */
export function secretText() {
  return z
    .string({ error: 'must be text' })
    .max(MAX_SECRET_CHARS, { error: `must be at most ${MAX_SECRET_CHARS} characters` });
}

/** `ws://host:port`, without name and password in it. */
export function webSocketUrl() {
  const example = 'must be an address such as ws://127.0.0.1:4455';
  return z
    .string({ error: example })
    .trim()
    .max(MAX_SECRET_CHARS, { error: example })
    .refine(isWebSocketUrl, { error: example });
}

function isWebSocketUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  return /^wss?:$/.test(protocol) && hostname !== '' && username + password + hash === '';
}

// Cc: control characters, Cs: halves of a character, Zl and Zp: line and paragraph separators.
const ONE_LINE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u;

const FLAG_WORDS: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function lowerCased(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().toLowerCase() : value;
}

function wordError(input: unknown, words: readonly string[]): string {
  const allowed = words.join(', ');
  if (input === undefined) return `is missing: give one of ${allowed}`;
  if (typeof input !== 'string') return `must be one of the words ${allowed}`;
  const meant = nearestName(input, words);
  return `must be one of ${allowed}${meant === null ? '' : ` (did you mean ${meant}?)`}`;
}
