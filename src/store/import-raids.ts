import { isOpen } from '../raid/model.js';
import type { ImportCount, PortableRaid, PortableSession } from '../raid/portable.js';
import { killToRow, raidToRow } from './rows.js';
import { sessionToRow } from './sessions.js';
import type { Writer } from './store.js';
import { formatTime } from './time.js';

/**
 * Stores the raids that are not there yet, inside the caller's transaction: the same raids again change nothing. A raid
 * is there when one with the same start has its id, or its map and character. It keeps its id where that is free, and no
 * step that can be undone or done again would bring another raid back under it. An open raid is left out while one is
 * open. None of it is a press, so undo does not see it.
 */
export async function importRaids(writer: Writer, raids: readonly PortableRaid[]): Promise<ImportCount> {
  let imported = 0;
  // Read once, and not at all where no id is free: the journal is long.
  let ids: Promise<ReadonlySet<number | null>> | undefined;
  const journaledIds = () => (ids ??= readJournaledIds(writer));
  for (const raid of raids) if (await importRaid(writer, raid, journaledIds)) imported += 1;
  return { imported, skipped: raids.length - imported };
}

/** The raids of the journal's steps, those that have been removed included. */
async function readJournaledIds(writer: Writer): Promise<ReadonlySet<number | null>> {
  const steps = await writer.selectFrom('journal').select('raid_id').distinct().execute();
  return new Set(steps.map(({ raid_id }) => raid_id));
}

async function importRaid(
  writer: Writer,
  { kills, ...raid }: PortableRaid,
  journaledIds: () => Promise<ReadonlySet<number | null>>,
): Promise<boolean> {
  const sameStart = await writer
    .selectFrom('raids')
    .select(['raid_id', 'map_name', 'character_type'])
    .where('started_at', 'in', formsOf(raid.started_at))
    .execute();
  const isThere = sameStart.some(
    (row) =>
      row.raid_id === raid.raid_id ||
      (row.map_name === raid.map_name && row.character_type === raid.character_type),
  );
  if (isThere || (isOpen(raid.status) && (await hasOpenRaid(writer)))) return false;
  const { raid_id: oldId, ...fields } = raid;
  const taken = await writer
    .selectFrom('raids')
    .select('raid_id')
    .where('raid_id', '=', oldId)
    .executeTakeFirst();
  const keepsId = taken === undefined && oldId > 0 && !(await journaledIds()).has(oldId);
  const { raid_id } = await writer
    .insertInto('raids')
    .values({ ...raidToRow(fields), ...(keepsId && { raid_id: oldId }) })
    .returning('raid_id')
    .executeTakeFirstOrThrow();
  for (const { kill_id: _, ...kill } of kills) {
    await writer
      .insertInto('kills')
      .values(killToRow({ ...kill, raid_id }))
      .execute();
  }
  return true;
}

/** Stores the closed sessions that are not there yet; one is there when it has the same start. */
export async function importSessions(
  writer: Writer,
  sessions: readonly PortableSession[],
): Promise<ImportCount> {
  let imported = 0;
  for (const { session_id: _, ...session } of sessions) {
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

/** As this program writes it, and as SQLite's CURRENT_TIMESTAMP does. */
function formsOf(time: Date): string[] {
  const text = formatTime(time);
  return text.endsWith('.000') ? [text, text.slice(0, -'.000'.length)] : [text];
}

async function hasOpenRaid(writer: Writer): Promise<boolean> {
  const row = await writer
    .selectFrom('raids')
    .select('raid_id')
    .where('status', 'in', ['queuing', 'in_progress'])
    .executeTakeFirst();
  return row !== undefined;
}
