import { sql, type Kysely, type Migration } from 'kysely';

/** What the game's own log did in a raid, and whether it did anything since the last press. */
export const gameLog: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      // Kysely notes a migration after its transaction: a PC that dies in between runs this once more.
      const done = await sql`SELECT 1 FROM pragma_table_info('raids') WHERE name = 'game_log'`.execute(tx);
      if (done.rows.length > 0) return;
      await sql`ALTER TABLE raids ADD COLUMN game_log TEXT`.execute(tx);
      await sql`ALTER TABLE app_state ADD COLUMN game_log_acted INTEGER NOT NULL DEFAULT 0`.execute(tx);
    });
  },
};
