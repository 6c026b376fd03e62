import type { SelectQueryBuilder } from 'kysely';
import type { Schema } from '../schema.js';
import type { Reader, Writer } from '../store.js';
import { formatTime } from '../time.js';

/** Played last, first. */
export function playedLastFirst<O>(
  query: SelectQueryBuilder<Schema, 'raids', O>,
): SelectQueryBuilder<Schema, 'raids', O> {
  return query.orderBy('clock_era', 'desc').orderBy('started_at', 'desc').orderBy('raid_id', 'desc');
}

/**
 * The era in which a raid that starts now is the last of all. Where the clock has been set back since the raid before
 * was started, a new one begins. That is no part of any step: an era without raids does no harm.
 */
export async function eraOfStart(writer: Writer, startedAt: Date): Promise<number> {
  const start = formatTime(startedAt);
  const before = await playedLastFirst(writer.selectFrom('raids').select(['clock_era', 'started_at']))
    .limit(1)
    .executeTakeFirst();
  const byTime = await eraAt(writer, startedAt);
  if (before === undefined || before.started_at <= start) return Math.max(before?.clock_era ?? 0, byTime);
  const newest = await writer
    .selectFrom('clock_eras')
    .select((eb) => eb.fn.max('clock_era').as('clock_era'))
    .executeTakeFirstOrThrow();
  const clock_era = newest.clock_era + 1;
  await writer.insertInto('clock_eras').values({ clock_era, began_at: start }).execute();
  return clock_era;
}

/** Where its time puts a raid that is told of afterwards. */
export async function eraAt(reader: Reader, startedAt: Date): Promise<number> {
  const { clock_era } = await reader
    .selectFrom('clock_eras')
    .select((eb) => eb.fn.max('clock_era').as('clock_era'))
    .where('began_at', '<=', formatTime(startedAt))
    .executeTakeFirstOrThrow();
  return clock_era;
}
