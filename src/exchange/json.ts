import type { z } from 'zod';
import type { PortableRaid, PortableSession } from '../raid/portable.js';
import { PORTABLE_RAID, PORTABLE_SESSION } from './portable-schema.js';

/** What cannot be taken in; `message` names the place and what is wrong there. */
export class ImportFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImportFault';
  }
}

const HEAD = '{"format":"tarkov-stream-producer","version":1,';

/** One JSON document, one raid a line, piece by piece. */
export async function* formatJson(
  sessions: readonly PortableSession[],
  raids: AsyncIterable<PortableRaid>,
): AsyncGenerator<string> {
  yield `${HEAD}\n"sessions":[\n${sessions.map((session) => JSON.stringify(session)).join(',\n')}\n],\n"raids":[\n`;
  let comma = '';
  for await (const raid of raids) {
    yield `${comma}${JSON.stringify(raid)}`;
    comma = ',\n';
  }
  yield '\n]}\n';
}

/** One thing that a file holds. */
export type Portable =
  | { readonly type: 'raid'; readonly raid: PortableRaid }
  | { readonly type: 'session'; readonly session: PortableSession };

/**
 * Reads what `formatJson` wrote, line by line, so that a file of any size can be read; a document that was formatted
 * anew since must fit into memory.
 * @throws ImportFault that names the line.
 */
export async function* parseJson(lines: AsyncIterable<string>): AsyncGenerator<Portable> {
  let number = 0;
  const other: string[] = [];
  for await (const line of lines) {
    number += 1;
    const text = line.trim().replace(/,$/, '');
    const isOurs = number > 1 || text === HEAD.slice(0, -1);
    if (!isOurs || other.length > 0) other.push(line);
    else if (number === 1) continue;
    else if (text.startsWith('{')) yield parseItem(jsonOf(text, `Line ${number}`), `Line ${number}`);
  }
  if (number === 0) throw new ImportFault('The file is empty.');
  if (other.length > 0) yield* parseWhole(jsonOf(other.join('\n'), 'The file'));
}

function* parseWhole(document: unknown): Generator<Portable> {
  const { raids, sessions = [] } = (document ?? {}) as { raids?: unknown; sessions?: unknown };
  if (!Array.isArray(raids) || !Array.isArray(sessions)) {
    throw new ImportFault('The file is no export of this program: it holds no list of raids.');
  }
  for (const [index, item] of sessions.entries()) yield parseItem(item, `Session ${index + 1}`);
  for (const [index, item] of raids.entries()) yield parseItem(item, `Raid ${index + 1}`);
}

function parseItem(item: unknown, place: string): Portable {
  const isSession = typeof item === 'object' && item !== null && 'opened_by' in item;
  return isSession
    ? { type: 'session', session: checked(PORTABLE_SESSION, item, place) }
    : { type: 'raid', raid: checked(PORTABLE_RAID, item, place) };
}

function checked<T>(schema: z.ZodType<T>, item: unknown, place: string): T {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ImportFault(`${place}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}.`);
}

function jsonOf(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ImportFault(`${place}: this is not JSON.`);
  }
}
