import * as z from 'zod';
import { parseObsAddress } from '../../lib/obs-address.js';
import { nearestName } from '../../lib/nearest-name.js';
import { isDay, MOMENT_FAULT, parseMoment } from '../../raid/moment.js';
import { MAX_TEXT_CHARS, ONE_LINE, TEXT_FAULTS } from '../../raid/short-text.js';
import { findWord, namesOf, wordFault, type Vocabulary } from '../../raid/game/vocabulary.js';
import { MAX_SECRET_CHARS } from '../server/limits.js';

// What one field may be. Each error text completes the sentence "<field> …", because the field's name is put before it.

/** One of a few words, in any case, as lower case. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return z.preprocess(lowerCased, z.enum(words, { error: (issue) => wordError(issue.input, words) }));
}

/** One of a few words that people and other tools call differently, as the word that is stored. */
export function wordOf<T extends string>(vocabulary: Vocabulary<T>) {
  const names = namesOf(vocabulary);
  const aliases = names.flatMap((name) => vocabulary[name].aliases.map((alias) => `${alias} (${name})`));
  return z.preprocess(
    (value) => (typeof value === 'string' ? (findWord(vocabulary, value) ?? value) : value),
    z
      .enum(names, {
        error: ({ input }) =>
          typeof input === 'string' ? wordFault(vocabulary, input) : wordError(input, names),
      })
      .describe(
        aliases.length === 0 ? 'In any case.' : `In any case; these are taken, too: ${aliases.join(', ')}.`,
      ),
  );
}

/** A short text for people: trimmed, one line, at most 64 characters. */
export function shortText() {
  return z
    .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'must be text') })
    .trim()
    .max(MAX_TEXT_CHARS, { error: TEXT_FAULTS.long })
    .regex(ONE_LINE, { error: TEXT_FAULTS.lines });
}

/** true or false; also as words, since a URL has no booleans. */
export function flag() {
  return z.preprocess((value) => FLAG_WORDS.get(lowerCased(value)) ?? value, z.boolean({ error: flagError }));
}

/** Taken to the letter: blanks may belong to a password. No error repeats it. */
export function secretText() {
  return z
    .string({ error: 'must be text' })
    .max(MAX_SECRET_CHARS, { error: `must be at most ${MAX_SECRET_CHARS} characters` });
}

/** Where OBS is, as people write it; without a path, and without a name or password before the host. */
export function obsAddress() {
  const example = 'must be an address such as 192.168.1.20:4455';
  return z
    .string({ error: example })
    .trim()
    .max(MAX_SECRET_CHARS, { error: example })
    .refine((text) => parseObsAddress(text) !== null, { error: example });
}

const FLAG_WORDS: ReadonlyMap<unknown, boolean> = new Map([
  ...['true', '1', 'yes', 'on'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'off'].map((word) => [word, false] as const),
]);

function flagError({ input }: { readonly input?: unknown }): string {
  if (typeof input !== 'string') return 'must be true or false';
  const meant = nearestName(input, ['true', 'false']);
  return `must be true or false, or yes, no, on, off, 1, 0${meant === null ? '' : ` (did you mean ${meant}?)`}`;
}

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

/** An id from a path, or `last`. */
export function idOrLast() {
  return z.preprocess(
    (value) => (lowerCased(value) === 'last' ? 'last' : asNumber(value)),
    z.union([z.literal('last'), z.number().int().positive()], { error: 'must be a number, or last' }),
  );
}

/** A whole number in these bounds; also as text, since a URL has no numbers. */
export function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.preprocess(asNumber, z.number({ error }).int({ error }).min(min, { error }).max(max, { error }));
}

/** A moment: ISO 8601 with its zone. */
export function time() {
  return z.preprocess(asTime, z.date({ error: MOMENT_FAULT }));
}

/** A day stays its name (`2026-11-22`), because the show file says when a day begins; anything else must be a time. */
export function dayOrMoment() {
  const error = 'must be a day such as 2026-11-22, or a time such as 2026-11-22T19:03:11Z';
  const day = z
    .string({ error })
    .trim()
    .regex(/^\d{4}-\d\d-\d\d$/, { error })
    .refine(isDay, { error });
  return z.union([day, z.preprocess(asTime, z.date({ error }))], { error });
}

function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
}

function asTime(value: unknown): unknown {
  // A `+` in a query is a space by the rules of forms.
  const text = typeof value === 'string' ? value.trim().replace(/ (\d\d:?\d\d)$/, '+$1') : '';
  return parseMoment(text) ?? value;
}
