import { sql } from 'kysely';
import type { RowChange } from './row-change.js';
import type { Reader, Writer } from '../store.js';
import { sessionFromRow, sessionSetToRow } from '../query/sessions.js';

/** Up to where something else has written. */
export interface Marker {
  readonly step_id: number;
  readonly session_id: number;
}

/** The newest step and session. */
export async function readMarker(reader: Reader): Promise<Marker> {
  const newest = await reader
    .selectFrom('app_state')
    .select((eb) => [
      eb.selectFrom('journal').select('step_id').orderBy('step_id', 'desc').limit(1).as('step_id'),
      eb.selectFrom('sessions').select('session_id').orderBy('session_id', 'desc').limit(1).as('session_id'),
    ])
    .executeTakeFirstOrThrow();
  return { step_id: newest.step_id ?? 0, session_id: newest.session_id ?? 0 };
}

/**
 * The clock was set: what was pressed after the marker was pressed so much earlier or later by it, and the open session
 * began so. Raids stay as they are: which of them had the wrong time is for people to say.
 */
export async function movePresses(writer: Writer, after: Marker, ms: number): Promise<void> {
  const seconds = `${ms < 0 ? '-' : '+'}${(Math.abs(ms) / 1000).toFixed(3)} seconds`;
  await writer
    .updateTable('journal')
    .set({ pressed_at: sql<string>`strftime('%Y-%m-%d %H:%M:%f', pressed_at, ${seconds})` })
    .where('step_id', '>', after.step_id)
    .where(sql<boolean>`strftime('%Y', pressed_at, ${seconds}) BETWEEN '0001' AND '9999'`)
    .execute();
  const open = await writer
    .selectFrom('sessions')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('session_id', '>', after.session_id)
    .executeTakeFirst();
  if (open === undefined) return;
  const { session_id, started_at, stream_lost_at, stream_began_at } = sessionFromRow(open);
  const moved = (time: Date | null): Date | null => time && new Date(time.getTime() + ms);
  const set = sessionSetToRow({
    started_at: new Date(started_at.getTime() + ms),
    stream_lost_at: moved(stream_lost_at),
    stream_began_at: moved(stream_began_at),
  });
  await writer.updateTable('sessions').set(set).where('session_id', '=', session_id).execute();
  await moveStartOfSession(writer, after, session_id, String(set.started_at));
}

/** The step that opened it knows the row: undo must find it as it is now. */
async function moveStartOfSession(
  writer: Writer,
  after: Marker,
  id: number,
  started_at: string,
): Promise<void> {
  const steps = await writer
    .selectFrom('journal')
    .select(['step_id', 'row_changes'])
    .where('step_id', '>', after.step_id)
    .where('command', '=', 'start_session')
    .execute();
  for (const { step_id, row_changes } of steps) {
    const changes = (JSON.parse(row_changes) as RowChange[]).map((change) =>
      change.table === 'sessions' && change.id === id && change.after !== null
        ? { ...change, after: { ...change.after, started_at } }
        : change,
    );
    await writer
      .updateTable('journal')
      .set({ row_changes: JSON.stringify(changes) })
      .where('step_id', '=', step_id)
      .execute();
  }
}
