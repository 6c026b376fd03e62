import type * as z from 'zod';
import { nearestName } from '../lib/nearest-name.js';
import { plainIssue } from '../lib/plain-issue.js';

/** One thing that is wrong: where it stands, and the sentence without its beginning. */
export interface SchemaFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/**
 * The schema's complaint in plain words, one fault a name, with the nearest right name or word.
 * @param value what the schema was held against.
 */
export function schemaFaults(issue: z.core.$ZodIssue, schema: z.ZodType, value: unknown): SchemaFault[] {
  const { path } = issue;
  const place = path.length === 0 ? '' : `${path.map(asPlace).join(' → ')} `;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path);
    return issue.keys.map((key) => {
      const hint = didYouMean(nearestName(key, known) ?? onlyWith(key, known));
      return { path: [...path, key], message: `${place}has the unknown name "${key}"${hint}` };
    });
  }
  const fault = `${lowerFirst(plainIssue(issue))}${nearestWord(issue, value)}`;
  return [{ path, message: place === '' ? `the file ${fault}` : `${place}${fault}` }];
}

function didYouMean(nearest: string | null): string {
  return nearest === null ? '' : ` (did you mean "${nearest}"?)`;
}

/** Of a word that is none of those that can stand there. */
function nearestWord(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code !== 'invalid_value') return '';
  const typed = issue.path.reduce<unknown>(
    (inside, part) => (inside as Record<PropertyKey, unknown> | null | undefined)?.[part],
    value,
  );
  const words = issue.values.filter((word) => typeof word === 'string');
  return typeof typed === 'string' ? didYouMean(nearestName(typed, words)) : '';
}

/** The one name that has this word in it: `after_seconds` for `after`. */
function onlyWith(word: string, known: readonly string[]): string | null {
  const found = known.filter((name) => name.split('_').includes(word.toLowerCase()));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** People count from 1, as the pages do. */
function asPlace(part: PropertyKey): string {
  return typeof part === 'number' ? String(part + 1) : String(part);
}

/** The names that an object of the schema may hold, for "did you mean". */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let current: unknown = schema;
  for (const part of path)
    current = typeof part === 'number' ? elementOf(current) : shapeOf(current)?.[String(part)];
  return Object.keys(shapeOf(current) ?? {});
}

/** What a list of the schema holds. */
function elementOf(schema: unknown): unknown {
  let current = schema;
  while (hasInner(current)) current = current.def.innerType;
  return (current as { def?: { element?: unknown } } | null | undefined)?.def?.element;
}

function shapeOf(schema: unknown): Record<string, unknown> | null {
  let current = schema;
  while (hasInner(current)) current = current.def.innerType;
  if (typeof current !== 'object' || current === null) return null;
  if ('shape' in current) return current.shape as Record<string, unknown>;
  if (hasEnumKeys(current)) return Object.fromEntries(current.def.keyType.options.map((key) => [key, null]));
  return null;
}

function hasInner(schema: unknown): schema is { def: { innerType: unknown } } {
  const def = (schema as { def?: { innerType?: unknown } } | null)?.def;
  return def?.innerType !== undefined;
}

function hasEnumKeys(schema: object): schema is { def: { keyType: { options: string[] } } } {
  const def = (schema as { def?: { keyType?: { options?: unknown } } }).def;
  return Array.isArray(def?.keyType?.options);
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
