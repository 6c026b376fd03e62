import type { PortableRaid, PortableSession } from '../../raid/history/portable.js';
import { killFromRow, raidFromRow, type KillRow, type RaidRow } from '../rows.js';
import { sessionFromRow } from '../query/sessions.js';
import { READABLE_KILL, READABLE_RAID } from '../readable.js';
import type { Reader, Store } from '../store.js';

/** Raids read at once: few enough that making text of them holds no press up. */
const PAGE = 50;

/** Every raid with its kills, oldest first; page by page, so that neither memory nor a press suffers. */
export async function* exportRaids(store: Pick<Store, 'readBeside'>): AsyncGenerator<PortableRaid> {
  let after: RaidRow | undefined;
  for (;;) {
    const page = await store.readBeside((reader) => readPage(reader, after));
    for (const { raid, kills } of page) {
      // Broken letters in a name are exported as they read.
      const { unreadable: _broken, ...readable } = raidFromRow(raid);
      yield {
        ...readable,
        kills: kills.map(killFromRow).map(({ raid_id: _, unreadable: _bytes, ...kill }) => kill),
      };
    }
    after = page.at(-1)?.raid;
    if (page.length < PAGE) return;
  }
}

/** Every session, oldest first. */
export async function exportSessions(store: Pick<Store, 'readBeside'>): Promise<PortableSession[]> {
  const rows = await store.readBeside((reader) =>
    reader.selectFrom('sessions').selectAll().orderBy('session_id').execute(),
  );
  return (
    rows
      .map(sessionFromRow)
      // As with raids: a name with broken letters is exported as it reads.
      .filter(({ unreadable = [] }) => unreadable.every(({ field }) => field === 'name'))
      .map(({ stream_lost_at: _lost, stream_began_at: _began, unreadable: _none, ...session }) => session)
  );
}

async function readPage(
  reader: Reader,
  after: RaidRow | undefined,
): Promise<{ raid: RaidRow; kills: KillRow[] }[]> {
  let query = reader
    .selectFrom('raids')
    .selectAll()
    .where(READABLE_RAID)
    .orderBy('started_at')
    .orderBy('raid_id')
    .limit(PAGE);
  if (after !== undefined) {
    const { started_at, raid_id } = after;
    query = query.where((eb) => eb(eb.refTuple('started_at', 'raid_id'), '>', eb.tuple(started_at, raid_id)));
  }
  const raids = await query.execute();
  const kills = await reader
    .selectFrom('kills')
    .selectAll()
    .where(READABLE_KILL)
    .where(
      'raid_id',
      'in',
      raids.map(({ raid_id }) => raid_id),
    )
    .orderBy('killed_at')
    .orderBy('kill_id')
    .execute();
  const byRaid = new Map<number, KillRow[]>(raids.map(({ raid_id }) => [raid_id, []]));
  for (const kill of kills) byRaid.get(kill.raid_id)?.push(kill);
  return raids.map((raid) => ({ raid, kills: byRaid.get(raid.raid_id) ?? [] }));
}
