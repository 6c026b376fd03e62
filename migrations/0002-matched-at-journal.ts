import { sql, type Kysely, type Migration } from 'kysely';

/** Times that an adopted database may hold in another form (`…T…Z`, `…+02:00`, Unix seconds), which sort wrongly. */
const TIME_COLUMNS = [
  ['raids', 'started_at'],
  ['raids', 'ended_at'],
  ['kills', 'killed_at'],
] as const;

/**
 * The moment of the match, one open raid at most (held by the database itself), the journal that undo walks, and the
 * one row of state: the revision, what is chosen for the next raid, and whose outcome is no longer shown.
 */
export const matchedAtAndJournal: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      // Kysely notes a migration after its transaction: a PC that dies in between runs this once more.
      if (await hasColumn(tx, 'matched_at')) return;
      for (const [table, column] of TIME_COLUMNS) await toSqliteTimes(tx, table, column);
      await sql`ALTER TABLE raids ADD COLUMN matched_at TIMESTAMP`.execute(tx);
      await sql`
        UPDATE raids
        SET matched_at = strftime('%Y-%m-%d %H:%M:%f', started_at, '+' || queue_time_seconds || ' seconds')
        WHERE queue_time_seconds >= 0 AND status <> 'queuing'`.execute(tx);
      // Of raids that were left open only the newest can still be the open one; the others ended unseen.
      await sql`
        UPDATE raids
        SET status = 'mia'
        WHERE status IN ('queuing', 'in_progress')
          AND raid_id <> (SELECT raid_id FROM raids WHERE status IN ('queuing', 'in_progress')
                          ORDER BY started_at DESC, raid_id DESC LIMIT 1)`.execute(tx);
      // An outcome without an end would go on for ever: the last thing that is known of the raid stands for it.
      await sql`
        UPDATE raids
        SET ended_at = MAX(started_at, COALESCE(matched_at, started_at),
                           COALESCE((SELECT MAX(killed_at) FROM kills WHERE kills.raid_id = raids.raid_id), ''))
        WHERE ended_at IS NULL AND status IN ('survived', 'died', 'mia')`.execute(tx);
      await sql`
        CREATE UNIQUE INDEX idx_raids_one_open ON raids((1)) WHERE status IN ('queuing', 'in_progress')`.execute(
        tx,
      );
      await sql`
        CREATE TABLE journal (
          step_id INTEGER PRIMARY KEY AUTOINCREMENT,
          pressed_at TIMESTAMP NOT NULL,
          command TEXT NOT NULL,
          sentence TEXT NOT NULL,
          raid_id INTEGER,
          row_changes TEXT NOT NULL CHECK(json_valid(row_changes)),
          undone INTEGER NOT NULL DEFAULT 0 CHECK(undone IN (0, 1))
        )`.execute(tx);
      await sql`CREATE INDEX idx_journal_undone ON journal(undone, step_id)`.execute(tx);
      await sql`
        CREATE TABLE app_state (
          id INTEGER PRIMARY KEY CHECK(id = 1),
          revision INTEGER NOT NULL,
          next_map_name TEXT,
          next_character_type TEXT CHECK(next_character_type IN ('pmc', 'scav')),
          outcome_over_raid_id INTEGER
        )`.execute(tx);
      await sql`INSERT INTO app_state (id, revision) VALUES (1, 0)`.execute(tx);
    });
  },
};

async function hasColumn(tx: Kysely<unknown>, column: string): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM pragma_table_info('raids') WHERE name = ${column}`.execute(tx);
  return rows.length > 0;
}

/** SQLite's own form in UTC, for what is a time in another one; a text that is no time at all stays as it is. */
async function toSqliteTimes(tx: Kysely<unknown>, table: string, column: string): Promise<void> {
  const [at, inOwnForm] = [
    sql.ref(column),
    '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]',
  ];
  await sql`
    UPDATE ${sql.table(table)} SET ${at} = strftime('%Y-%m-%d %H:%M:%f', ${at}, 'auto')
    WHERE strftime('%s', ${at}, 'auto') IS NOT NULL
      AND ${at} NOT GLOB ${inOwnForm} AND ${at} NOT GLOB ${`${inOwnForm}.[0-9][0-9][0-9]`}`.execute(tx);
}
