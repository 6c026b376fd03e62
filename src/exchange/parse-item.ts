import type * as z from 'zod';
import { checkPortableRaid, checkPortableSession } from '../raid/history/check-portable.js';
import type { PortableRaid, PortableSession } from '../raid/history/portable.js';
import { RuleError } from '../raid/rule-error.js';
import { ImportError } from './import-error.js';
import { PORTABLE_RAID, PORTABLE_SESSION } from './portable-schema.js';

/** One thing that a file holds. */
export type Portable =
  | { readonly type: 'raid'; readonly raid: PortableRaid }
  | { readonly type: 'session'; readonly session: PortableSession };

/** Where an item stands in its file. */
export interface Place {
  readonly list: 'sessions' | 'raids';
  /** From 1. */
  readonly number: number;
  readonly line?: number;
}

/**
 * An item by its shape and by the rules.
 * @throws ImportError that names the place and what to do.
 */
export function parseItem(item: unknown, place: Place, now: Date): Portable {
  try {
    return place.list === 'sessions'
      ? { type: 'session', session: checkPortableSession(shaped(PORTABLE_SESSION, item), now) }
      : { type: 'raid', raid: checkPortableRaid(shaped(PORTABLE_RAID, item), now) };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const word = place.list === 'sessions' ? 'session' : 'raid';
    throw new ImportError(
      `${wordsOf(place, item)}: ${error.message} Correct it in the file, or take that ${word} out.`,
    );
  }
}

function shaped<T>(schema: z.ZodType<T>, item: unknown): T {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = (issue?.path ?? [])
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .slice(1);
  throw new RuleError('bad-input', `${field === '' ? 'It' : field} ${issue?.message ?? 'is not valid'}.`);
}

/** "Raid 3 (Customs, 2026-11-22T19:03:11Z) on line 7" */
function wordsOf({ list, number, line }: Place, item: unknown): string {
  const { map_name, started_at } = (item ?? {}) as { map_name?: unknown; started_at?: unknown };
  const known = [map_name, started_at]
    .filter((value) => typeof value === 'string' && value !== '')
    .map((value) => JSON.stringify(String(value).slice(0, 40)).slice(1, -1));
  const which = known.length === 0 ? '' : ` (${known.join(', ')})`;
  const where = line === undefined ? '' : ` on line ${line}`;
  return `${list === 'sessions' ? 'Session' : 'Raid'} ${number}${which}${where}`;
}
