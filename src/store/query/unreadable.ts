import { sql } from 'kysely';
import { MOST_NAMED, type Unreadable } from '../../raid/unreadable.js';
import type { Session } from '../../raid/session/session.js';
import { brokenBytes, ODD_KILL_SQL, ODD_RAID_SQL, READABLE_KILL, READABLE_RAID } from '../readable.js';
import { oddFields, RAID_TEXTS, raidFromRow } from '../rows.js';
import { sessionFromRow } from './sessions.js';
import type { Reader } from '../store.js';

/** Looks at every row, so it is read beside. */
export async function readUnreadable(reader: Reader): Promise<Unreadable> {
  const raids = await reader
    .selectFrom('raids')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.not(READABLE_RAID),
        sql.raw<boolean>(ODD_RAID_SQL),
        ...RAID_TEXTS.map((column) => sql.raw<boolean>(brokenBytes(column))),
      ]),
    )
    .orderBy('raid_id')
    .execute();
  const kills = await reader
    .selectFrom('kills')
    .select('raid_id')
    .distinct()
    .where((eb) =>
      eb.or([
        eb.not(READABLE_KILL),
        sql.raw<boolean>(ODD_KILL_SQL),
        sql.raw<boolean>(brokenBytes('weapon_used')),
      ]),
    )
    .orderBy('raid_id')
    .execute();
  const fields = new Map<number, string[]>();
  for (const row of raids) {
    const unreadable = (raidFromRow(row).unreadable ?? []).map(({ field }) => field);
    fields.set(row.raid_id, [...new Set([...unreadable, ...oddFields(row)])]);
  }
  for (const { raid_id } of kills) fields.set(raid_id, [...(fields.get(raid_id) ?? []), 'kills']);
  const named = [...fields].sort(([one], [other]) => one - other).slice(0, MOST_NAMED);
  const sessions = await readUnreadableSessions(reader);
  return {
    count: fields.size,
    raids: named.map(([raid_id, names]) => ({ raid_id, fields: names })),
    session_count: sessions.length,
    sessions: sessions.slice(0, MOST_NAMED),
  };
}

/** They are few: one an evening. */
async function readUnreadableSessions(reader: Reader): Promise<Session[]> {
  const rows = await reader.selectFrom('sessions').selectAll().orderBy('session_id').execute();
  return rows.map(sessionFromRow).filter(({ unreadable }) => unreadable !== undefined);
}
