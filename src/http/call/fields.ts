import type * as z from 'zod';
import { inSlices } from '../../lib/in-slices.js';
import { nearestName } from '../../lib/nearest-name.js';
import { plainIssue } from '../../lib/plain-issue.js';
import { HttpError } from './problem.js';

/** Fields by name, as they came; a Map, so that a field called `__proto__` is just another unknown one. */
export type GivenFields = ReadonlyMap<string, unknown>;

/** The fields of a call are an object of known names; the same schema is what the API description is made from. */
export type FieldSchema = z.ZodObject;

// These control the reply's format and carry the token; clients may add them to every call.
const NEVER_FIELDS: ReadonlySet<string> = new Set(['format', 'key']);

const MAX_REPORTED_FIELDS = 8;

/**
 * Query and body as one; the body wins. Blank text and null are "not given".
 * @param nullClears null is given, as in a JSON Merge Patch (RFC 7396), and the schema says where it may be.
 */
export function mergeFields(query: GivenFields, body: GivenFields, nullClears = false): GivenFields {
  const isGiven = (value: unknown): boolean => (value === null ? nullClears : !isBlank(value));
  return new Map([...query, ...body].filter(([name, value]) => !NEVER_FIELDS.has(name) && isGiven(value)));
}

/** Checks every field and returns them typed; throws one problem that names all that is wrong. */
export function parseFields<T extends FieldSchema>(schema: T, given: GivenFields): z.output<T> {
  const known = Object.keys(schema.shape);
  const errors = new Map<string, string>();
  for (const name of given.keys()) {
    // A body may have hundreds of thousands, and looking for what each may have meant takes seconds.
    if (errors.size >= MAX_REPORTED_FIELDS) break;
    if (!known.includes(name)) errors.set(shortened(name), unknownField(name, known));
  }
  const parsed = schema.safeParse(Object.fromEntries([...given].filter(([name]) => known.includes(name))));
  noteIssues(errors, parsed.error, []);
  if (parsed.success && errors.size === 0) return parsed.data;
  throw fieldProblem(Object.fromEntries(errors));
}

/** How many items of a long list are checked before others may go first. */
const ITEMS_AT_ONCE = 5;

/**
 * Checks a list that may be long, a few items at a time, so that a press in between hardly waits.
 * @param name the list's field; a problem names the place in it, as that of `parseFields` does.
 */
export async function parseItems<T extends z.ZodType>(
  name: string,
  item: T,
  given: readonly unknown[],
): Promise<z.output<T>[]> {
  const errors = new Map<string, string>();
  const items: z.output<T>[] = [];
  await inSlices([...given.entries()], ITEMS_AT_ONCE, ([index, value]) => {
    if (errors.size >= MAX_REPORTED_FIELDS) return;
    const parsed = item.safeParse(value);
    if (parsed.success) items.push(parsed.data);
    noteIssues(errors, parsed.error, [name, index]);
  });
  if (errors.size === 0) return items;
  throw fieldProblem(Object.fromEntries(errors));
}

/** The first that is wrong in each place. */
function noteIssues(
  errors: Map<string, string>,
  error: z.ZodError | undefined,
  within: readonly PropertyKey[],
): void {
  for (const issue of error?.issues ?? []) {
    const place = placeOf([...within, ...issue.path]);
    if (!errors.has(place)) errors.set(place, plainIssue(issue));
  }
}

/** `kills[2].enemy_type` */
function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (place, part) =>
      typeof part === 'number' ? `${place}[${part}]` : `${place}${place && '.'}${String(part)}`,
    '',
  );
}

/** A 400 whose message is one sentence per field. */
export function fieldProblem(errors: Readonly<Record<string, string>>): HttpError {
  const reported = Object.entries(errors).slice(0, MAX_REPORTED_FIELDS);
  const sentences = reported.map(([name, text]) => `${name} ${text}${/[.?!]$/.test(text) ? '' : '.'}`);
  return new HttpError('bad-input', sentences.join(' '), { fields: Object.fromEntries(reported) });
}

function unknownField(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'is not a field of this call, which takes none.';
  const meant = nearestName(name, known);
  const hint = meant === null ? '' : ` Did you mean ${meant}?`;
  return `is not a field of this call, which takes ${known.join(', ')}.${hint}`;
}

function isBlank(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && UNSEEN.test(value));
}

/** Invisible text: white space and control signs. */
const UNSEEN = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
