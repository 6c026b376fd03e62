import { sql, type Kysely, type Migration } from 'kysely';

/** Stream sessions; one is open at most. A raid belongs to the session in whose time it started. */
export const sessions: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      // Kysely notes a migration after its transaction: a PC that dies in between runs this once more.
      await sql`
        CREATE TABLE IF NOT EXISTS sessions (
          session_id INTEGER PRIMARY KEY AUTOINCREMENT,
          name TEXT,
          started_at TIMESTAMP NOT NULL,
          ended_at TIMESTAMP,
          opened_by TEXT NOT NULL CHECK(opened_by IN ('press', 'stream')),
          stream_lost_at TIMESTAMP
        )`.execute(tx);
      await sql`
        CREATE UNIQUE INDEX IF NOT EXISTS idx_sessions_one_open ON sessions((1)) WHERE ended_at IS NULL`.execute(
        tx,
      );
      await sql`CREATE INDEX IF NOT EXISTS idx_sessions_started_at ON sessions(started_at)`.execute(tx);
    });
  },
};
