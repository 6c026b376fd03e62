import { MAX_ID } from '../../raid/history/check-portable.js';
import { isBuiltInMap, storedMapName } from '../../raid/game/map-names.js';
import { isOpen } from '../../raid/model.js';
import type { PortableRaid, PortableSession, Taken } from '../../raid/history/portable.js';
import { readMapNames } from '../query/map-names.js';
import { killToRow, raidToRow, type RaidRow } from '../rows.js';
import { sessionToRow } from '../query/sessions.js';
import type { Writer } from '../store.js';
import { formsOf } from '../time.js';

/**
 * Stores the raids that are not there yet, inside the caller's transaction: the same raids again change nothing. A raid
 * is there when one with the same start has its id, or its map and character; two raids of the list that have ids of
 * their own are two, however alike. It keeps its id where that is free, and no step that can be undone or done again
 * would bring another raid back under it. An open raid is left out while one is open. None of it is a press, so undo
 * does not see it.
 */
export async function importRaids(writer: Writer, raids: readonly PortableRaid[]): Promise<Taken> {
  let imported = 0;
  // Read once, and not at all where no id is free: the journal is long.
  let ids: Promise<ReadonlySet<number | null>> | undefined;
  const journaledIds = () => (ids ??= readJournaledIds(writer));
  for (const alike of groupedByStart(await withStoredMaps(writer, raids)))
    imported += await importAlike(writer, alike, journaledIds);
  return { imported, skipped: raids.length - imported };
}

/** Maps that the program does not know, each in one spelling: that of the raids that are there, else the first one's. */
async function withStoredMaps(
  writer: Writer,
  raids: readonly PortableRaid[],
): Promise<readonly PortableRaid[]> {
  if (raids.every(({ map_name }) => isBuiltInMap(map_name))) return raids;
  const names = [...(await readMapNames(writer))];
  return raids.map((raid) => {
    if (raid.as_stored === true || isBuiltInMap(raid.map_name)) return raid;
    const map_name = storedMapName(raid.map_name, names);
    if (!names.includes(map_name)) names.push(map_name);
    return { ...raid, map_name };
  });
}

function groupedByStart(raids: readonly PortableRaid[]): Iterable<readonly PortableRaid[]> {
  const groups = new Map<number, PortableRaid[]>();
  for (const raid of raids) {
    const start = raid.started_at.getTime();
    const group = groups.get(start);
    if (group === undefined) groups.set(start, [raid]);
    else group.push(raid);
  }
  return groups.values();
}

/** The raids of the journal's steps, those that have been removed included. */
async function readJournaledIds(writer: Writer): Promise<ReadonlySet<number | null>> {
  const steps = await writer.selectFrom('journal').select('raid_id').distinct().execute();
  return new Set(steps.map(({ raid_id }) => raid_id));
}

/** Raids of one start: each that is stored stands for one of the list, by its id before by its looks. */
async function importAlike(
  writer: Writer,
  raids: readonly PortableRaid[],
  journaledIds: () => Promise<ReadonlySet<number | null>>,
): Promise<number> {
  const [first] = raids;
  if (first === undefined) return 0;
  const stored = await readStartedAt(writer, first.started_at);
  const ids = new Set(raids.map(({ raid_id }) => raid_id));
  const known = new Set(stored.map(({ raid_id }) => raid_id).filter((id) => ids.has(id)));
  const standIn = new Set(known);
  let imported = 0;
  for (const raid of raids) {
    const hasId = raid.raid_id > 0;
    if (hasId && known.has(raid.raid_id)) continue;
    const { map_name, character_type } = raid;
    const same = stored.find(
      (row) =>
        row.map_name === map_name &&
        row.character_type === character_type &&
        // Without an id it may be any of them.
        !(hasId && standIn.has(row.raid_id)),
    );
    const raid_id = same?.raid_id ?? (await importRaid(writer, raid, journaledIds));
    if (raid_id === null) continue;
    if (hasId) known.add(raid.raid_id);
    if (hasId || same === undefined) standIn.add(raid_id);
    if (same !== undefined) continue;
    stored.push({ raid_id, map_name, character_type });
    imported += 1;
  }
  return imported;
}

async function readStartedAt(
  writer: Writer,
  start: Date,
): Promise<Pick<RaidRow, 'raid_id' | 'map_name' | 'character_type'>[]> {
  return writer
    .selectFrom('raids')
    .select(['raid_id', 'map_name', 'character_type'])
    .where('started_at', 'in', formsOf(start))
    .execute();
}

/** Rows of one statement: far below the 32,766 values that SQLite takes in one. */
const KILLS_AT_ONCE = 200;

/** The id under which it is stored; null: it is open, and another one is. */
async function importRaid(
  writer: Writer,
  { kills, as_stored: _, raid_id: oldId, ...raid }: PortableRaid,
  journaledIds: () => Promise<ReadonlySet<number | null>>,
): Promise<number | null> {
  if (isOpen(raid.status) && (await hasOpenRaid(writer))) return null;
  const taken = await writer
    .selectFrom('raids')
    .select('raid_id')
    .where('raid_id', '=', oldId)
    .executeTakeFirst();
  const keepsId = taken === undefined && oldId > 0 && oldId <= MAX_ID && !(await journaledIds()).has(oldId);
  const { raid_id } = await writer
    .insertInto('raids')
    .values({ ...raidToRow(raid), ...(keepsId && { raid_id: oldId }) })
    .returning('raid_id')
    .executeTakeFirstOrThrow();
  const rows = kills.map(({ kill_id: _id, ...kill }) => killToRow({ ...kill, raid_id }));
  for (let from = 0; from < rows.length; from += KILLS_AT_ONCE) {
    await writer
      .insertInto('kills')
      .values(rows.slice(from, from + KILLS_AT_ONCE))
      .execute();
  }
  return raid_id;
}

/** Stores the closed sessions that are not there yet; one is there when it has the same start. */
export async function importSessions(writer: Writer, sessions: readonly PortableSession[]): Promise<Taken> {
  let imported = 0;
  for (const { session_id: _, as_stored: _stored, ...session } of sessions) {
    const there = await writer
      .selectFrom('sessions')
      .select('session_id')
      .where('started_at', 'in', formsOf(session.started_at))
      .executeTakeFirst();
    if (there !== undefined || session.ended_at === null) continue;
    await writer
      .insertInto('sessions')
      .values(sessionToRow({ ...session, stream_lost_at: null, stream_began_at: null }))
      .execute();
    imported += 1;
  }
  return { imported, skipped: sessions.length - imported };
}

async function hasOpenRaid(writer: Writer): Promise<boolean> {
  const row = await writer
    .selectFrom('raids')
    .select('raid_id')
    .where('status', 'in', ['queuing', 'in_progress'])
    .executeTakeFirst();
  return row !== undefined;
}
