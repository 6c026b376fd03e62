import { sql } from 'kysely';
import { MOST_NAMED, type Unreadable } from '../raid/unreadable.js';
import { READABLE_KILL, READABLE_RAID } from './readable.js';
import { raidFromRow } from './rows.js';
import type { Reader } from './store.js';

/** Looks at every row, so it is read beside. */
export async function readUnreadable(reader: Reader): Promise<Unreadable> {
  const raids = await reader
    .selectFrom('raids')
    .selectAll()
    .where((eb) =>
      eb.or([eb.not(READABLE_RAID), hasBrokenBytes('map_name'), hasBrokenBytes('extract_location')]),
    )
    .orderBy('raid_id')
    .execute();
  const kills = await reader
    .selectFrom('kills')
    .select('raid_id')
    .distinct()
    .where((eb) => eb.or([eb.not(READABLE_KILL), hasBrokenBytes('weapon_used')]))
    .orderBy('raid_id')
    .execute();
  const fields = new Map<number, string[]>();
  for (const row of raids) {
    fields.set(row.raid_id, [...new Set((raidFromRow(row).unreadable ?? []).map(({ field }) => field))]);
  }
  for (const { raid_id } of kills) fields.set(raid_id, [...(fields.get(raid_id) ?? []), 'kills']);
  const named = [...fields].sort(([one], [other]) => one - other).slice(0, MOST_NAMED);
  return { count: fields.size, raids: named.map(([raid_id, names]) => ({ raid_id, fields: names })) };
}

/**
 * Bytes that are no UTF-8: SQLite's own functions read each of them as the sign for it, and write that as three bytes.
 * A text is taken apart only where it has bytes above 127 at all.
 */
const hasBrokenBytes = (column: string) => {
  const text = sql.ref<string>(column);
  return sql<boolean>`(typeof(${text}) = 'text' AND ${text} GLOB ${'*[^ -~]*'}
    AND hex(${text}) <> (
      WITH RECURSIVE letters(i, whole) AS (
        SELECT 0, '' UNION ALL
        SELECT i + 1, whole || char(unicode(substr(${text}, i + 1, 1))) FROM letters WHERE i < length(${text}))
      SELECT hex(whole) FROM letters ORDER BY i DESC LIMIT 1))`;
};
