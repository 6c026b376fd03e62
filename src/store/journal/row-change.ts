import { sql } from 'kysely';
import { prepared, type Prepared } from '../prepared.js';
import { killFromRow, oddFields, raidFromRow, type KillRow, type RaidRow } from '../rows.js';
import { sessionFromRow, type SessionRow } from '../query/sessions.js';
import type { Writer } from '../store.js';

/** The tables whose rows people change, with their keys. */
const KEYS = { raids: 'raid_id', kills: 'kill_id', sessions: 'session_id', app_state: 'id' } as const;
export type JournaledTable = keyof typeof KEYS;

/** Bytes stand only where a value cannot be read. */
export type Row = Readonly<Record<string, string | number | Uint8Array | null>>;

/** One row before and after a step; null where it did not exist. The journal keeps these, undo swaps them back. */
export interface RowChange {
  readonly table: JournaledTable;
  readonly id: number;
  readonly before: Row | null;
  readonly after: Row | null;
}

export function isRowChange(value: unknown): value is RowChange {
  if (typeof value !== 'object' || value === null) return false;
  const { table, id, before, after } = value as Record<string, unknown>;
  const isRow = (row: unknown): boolean => row === null || (typeof row === 'object' && !Array.isArray(row));
  return Object.hasOwn(KEYS, String(table)) && Number.isInteger(id) && isRow(before) && isRow(after);
}

/** For JSON.parse: bytes as JSON.stringify has written them. */
export function reviveBytes(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('data' in value)) return value;
  return value.type === 'Buffer' && Array.isArray(value.data) ? Buffer.from(value.data as number[]) : value;
}

/** Columns of `app_state` that belong to the program itself and not to any step. */
const NOT_JOURNALED: ReadonlySet<string> = new Set([
  ...['revision', 'stream_run_at', 'stream_run_began_at', 'game_log_acted'],
]);

/** The row as it is now, whole but for what no step owns; null when it is not there. */
export async function readRow(writer: Writer, table: JournaledTable, id: number): Promise<Row | null> {
  const [row] = await ROWS[table](writer, { id });
  return row === undefined ? null : journaled(row);
}

const rowsOf = (table: JournaledTable): Prepared<{ readonly id: number }, Row> =>
  prepared((db, { id }) => db.selectFrom(table).selectAll().where(sql.ref<number>(KEYS[table]), '=', id));
const ROWS: Readonly<Record<JournaledTable, ReturnType<typeof rowsOf>>> = {
  raids: rowsOf('raids'),
  kills: rowsOf('kills'),
  sessions: rowsOf('sessions'),
  app_state: rowsOf('app_state'),
};

function journaled(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !NOT_JOURNALED.has(column)));
}

/**
 * Makes the row what it was: written whole, or removed. A value that cannot be read comes back as it was found, also
 * against the table's checks.
 */
export async function restoreRow(
  writer: Writer,
  table: JournaledTable,
  id: number,
  row: Row | null,
): Promise<void> {
  const isDamaged = row !== null && isUnreadableRow(table, row);
  if (isDamaged) await sql`PRAGMA ignore_check_constraints = ON`.execute(writer);
  try {
    await writeRow(writer, table, id, row);
  } finally {
    if (isDamaged) await sql`PRAGMA ignore_check_constraints = OFF`.execute(writer);
  }
}

/** Also where a value is odd: what was counted of it once may have been another. */
export function isUnreadableRow(table: JournaledTable, row: object): boolean {
  if (oddFields(row).length > 0) return true;
  if (table === 'raids') return raidFromRow(row as RaidRow).unreadable !== undefined;
  if (table === 'sessions') return sessionFromRow(row as SessionRow).unreadable !== undefined;
  return table === 'kills' && killFromRow(row as KillRow).unreadable !== undefined;
}

/** Columns that depend on others of their row, which an image from before a later update of the program lacks. */
const NOT_YET: Partial<Readonly<Record<JournaledTable, Row>>> = {
  raids: { outcome_detail: null, over_at: null },
};

async function writeRow(writer: Writer, table: JournaledTable, id: number, image: Row | null): Promise<void> {
  const key = sql.ref<number>(KEYS[table]);
  if (image === null) {
    await writer.deleteFrom(table).where(key, '=', id).execute();
    return;
  }
  const row = { ...NOT_YET[table], ...image };
  // Not REPLACE: that would delete the raid first, and its kills with it.
  const { numUpdatedRows } = await writer
    .updateTable(table)
    .set(row as never)
    .where(key, '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    await writer.insertInto(table).values(row).execute();
  }
}

/**
 * Whether the row is as the image has it, column by column. A column that a later update of the program added is not in
 * an old image, and does not matter.
 */
export function sameRow(row: Row | null, image: Row | null): boolean {
  if (row === null || image === null) return row === image;
  return Object.keys(image).every((column) => isSameValue(row[column] ?? null, image[column] ?? null));
}

function isSameValue(one: Row[string], other: Row[string]): boolean {
  if (one instanceof Uint8Array && other instanceof Uint8Array) return Buffer.compare(one, other) === 0;
  return one === other;
}
