import { sql, type Kysely, type Migration } from 'kysely';

/** Also in SQL by hand a raid stands where its time puts it. */
const PLACED_BY_TIME = `
  CREATE TRIGGER raids_placed_by_time AFTER INSERT ON raids WHEN NEW.clock_era IS NULL
  BEGIN
    UPDATE raids
    SET clock_era = (SELECT MAX(clock_era) FROM clock_eras WHERE began_at <= NEW.started_at)
    WHERE raid_id = NEW.raid_id;
  END`;

/**
 * The order in which raids were played, also where the PC's clock was set back in between: by `clock_era`, then by
 * `started_at`. A new era begins with a raid that is started at an earlier time than the raid before it. Raids that are
 * already there keep the order of their times.
 */
export const orderOfPlay: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      // Kysely notes a migration after its transaction: a PC that dies in between runs this once more.
      const done = await sql`SELECT 1 FROM sqlite_master WHERE name = 'clock_eras'`.execute(tx);
      if (done.rows.length > 0) return;
      const statements = [
        'CREATE TABLE clock_eras (clock_era INTEGER PRIMARY KEY, began_at TIMESTAMP NOT NULL)',
        // Before every time.
        "INSERT INTO clock_eras (clock_era, began_at) VALUES (0, '')",
        'ALTER TABLE raids ADD COLUMN clock_era INTEGER',
        'UPDATE raids SET clock_era = 0',
        'CREATE INDEX idx_raids_played ON raids(clock_era, started_at)',
        PLACED_BY_TIME,
      ];
      for (const statement of statements) await sql.raw(statement).execute(tx);
    });
  },
};
