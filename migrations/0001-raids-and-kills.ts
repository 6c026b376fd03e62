import { sql, type Kysely, type Migration } from 'kysely';

const RAIDS_TABLE = `
CREATE TABLE raids (
    raid_id INTEGER PRIMARY KEY AUTOINCREMENT,
    started_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ended_at TIMESTAMP,
    map_name TEXT NOT NULL,
    character_type TEXT NOT NULL CHECK(character_type IN ('pmc', 'scav')),
    queue_time_seconds INTEGER,
    status TEXT NOT NULL CHECK(status IN ('queuing', 'in_progress', 'survived', 'died', 'mia')),
    extract_location TEXT
)`;

const KILLS_TABLE = `
CREATE TABLE kills (
    kill_id INTEGER PRIMARY KEY AUTOINCREMENT,
    raid_id INTEGER NOT NULL,
    killed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    enemy_type TEXT NOT NULL CHECK(enemy_type IN ('scav', 'pmc', 'boss', 'raider')),
    weapon_used TEXT,
    headshot BOOLEAN,
    FOREIGN KEY (raid_id) REFERENCES raids(raid_id) ON DELETE CASCADE
)`;

const INDEXES = [
  'CREATE INDEX idx_raids_status ON raids(status)',
  'CREATE INDEX idx_raids_started_at ON raids(started_at)',
  'CREATE INDEX idx_kills_raid_id ON kills(raid_id)',
];

/** The statements that make an empty database ours; a database that holds exactly these is adopted. */
export const FIRST_SCHEMA: readonly string[] = [RAIDS_TABLE, KILLS_TABLE, ...INDEXES];

/** The user's own schema, to the letter. A database that has it already is taken over as it is. */
export const raidsAndKills: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const present = await sql<{
        name: string;
      }>`SELECT name FROM sqlite_master WHERE name = 'raids'`.execute(tx);
      if (present.rows.length > 0) return;
      for (const statement of FIRST_SCHEMA) await sql.raw(statement).execute(tx);
    });
  },
};
