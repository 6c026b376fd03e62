import { sql, type Kysely, type Migration } from 'kysely';

/** What one row of `totals` stands for. */
const KEY = ['character_type', 'map_name', 'status', 'game_mode'] as const;

/** Milliseconds from matched to ended; NULL when one of them is unknown. Exact: a julian day carries whole ms. */
const raidMs = (raid: string): string =>
  `MAX(0, CAST(ROUND((julianday(${raid}.ended_at) - julianday(${raid}.matched_at)) * 86400000) AS INTEGER))`;

/** Column of `totals` → what one raid adds to it. */
const ofRaid = (raid: string): Readonly<Record<string, string>> => ({
  raids: '1',
  queue_seconds: `COALESCE(${raid}.queue_time_seconds, 0)`,
  queues: `(${raid}.queue_time_seconds IS NOT NULL)`,
  raid_ms: `COALESCE(${raidMs(raid)}, 0)`,
  timed_raids: `(${raidMs(raid)} IS NOT NULL)`,
});

/** Column of sums → what one kill adds to it. */
export const ofKill = (kill: string): Readonly<Record<string, string>> => ({
  scav_kills: `(${kill}.enemy_type = 'scav')`,
  pmc_kills: `(${kill}.enemy_type = 'pmc')`,
  boss_kills: `(${kill}.enemy_type = 'boss')`,
  raider_kills: `(${kill}.enemy_type = 'raider')`,
  headshots: `COALESCE(${kill}.headshot = 1, 0)`,
  headshots_known: `(${kill}.headshot IS NOT NULL)`,
});

const RAID_SUMS = Object.keys(ofRaid('raids'));
const KILL_SUMS = Object.keys(ofKill('kills'));

/** What a raid says of one column of the key. */
type KeyOf = (raid: string, column: (typeof KEY)[number]) => string;
const asStored: KeyOf = (raid, column) => `${raid}.${column}`;

const sameKey = (raid: string, keyOf: KeyOf): string =>
  KEY.map((column) => `totals.${column} = ${keyOf(raid, column)}`).join(' AND ');

const sumsOfKills = Object.entries(ofKill('kills'))
  .map(([column, value]) => `COALESCE(SUM(${value}), 0) AS ${column}`)
  .join(', ');

/** Counts a raid with its kills in (`+`) or out (`-`). */
const countRaid = (sign: '+' | '-', raid: string, keyOf: KeyOf): string => `
  UPDATE totals SET
    ${Object.entries(ofRaid(raid))
      .map(([column, value]) => `${column} = totals.${column} ${sign} ${value}`)
      .join(', ')},
    ${KILL_SUMS.map((column) => `${column} = totals.${column} ${sign} counted.${column}`).join(', ')}
  FROM (SELECT ${sumsOfKills} FROM kills WHERE kills.raid_id = ${raid}.raid_id) AS counted
  WHERE ${sameKey(raid, keyOf)};`;

const countKill = (sign: '+' | '-', kill: string, keyOf: KeyOf): string => `
  UPDATE totals SET
    ${Object.entries(ofKill(kill))
      .map(([column, value]) => `${column} = totals.${column} ${sign} ${value}`)
      .join(', ')}
  FROM raids
  WHERE raids.raid_id = ${kill}.raid_id AND ${sameKey('raids', keyOf)};`;

const makeRoom = (raid: string, keyOf: KeyOf): string => `
  INSERT INTO totals (${KEY.join(', ')})
  SELECT ${KEY.map((column) => keyOf(raid, column)).join(', ')}
  WHERE NOT EXISTS (SELECT 1 FROM totals WHERE ${sameKey(raid, keyOf)});`;

const dropEmpty = (raid: string, keyOf: KeyOf): string =>
  `DELETE FROM totals WHERE ${sameKey(raid, keyOf)} AND raids = 0;`;

const OPEN = "('queuing', 'in_progress')";

/**
 * Refuse what SQLite would do behind the back of the triggers that count: `INSERT OR REPLACE` removes the old row without
 * running one.
 */
const REFUSING = [
  `CREATE TRIGGER raids_not_replaced BEFORE INSERT ON raids
   WHEN EXISTS (SELECT 1 FROM raids WHERE raid_id = NEW.raid_id)
     OR (NEW.status IN ${OPEN} AND EXISTS (SELECT 1 FROM raids WHERE status IN ${OPEN}))
   BEGIN SELECT RAISE(ABORT, 'this raid_id is taken, or a raid is open already: use UPDATE'); END`,
  `CREATE TRIGGER raids_opened_alone BEFORE UPDATE OF status ON raids
   WHEN NEW.status IN ${OPEN} AND EXISTS (SELECT 1 FROM raids WHERE status IN ${OPEN} AND raid_id <> OLD.raid_id)
   BEGIN SELECT RAISE(ABORT, 'another raid is open'); END`,
  `CREATE TRIGGER raids_keep_their_id BEFORE UPDATE OF raid_id ON raids WHEN NEW.raid_id <> OLD.raid_id
   BEGIN SELECT RAISE(ABORT, 'a raid keeps its raid_id'); END`,
  `CREATE TRIGGER kills_not_replaced BEFORE INSERT ON kills
   WHEN EXISTS (SELECT 1 FROM kills WHERE kill_id = NEW.kill_id)
   BEGIN SELECT RAISE(ABORT, 'this kill_id is taken: use UPDATE'); END`,
  `CREATE TRIGGER kills_keep_their_id BEFORE UPDATE OF kill_id ON kills WHEN NEW.kill_id <> OLD.kill_id
   BEGIN SELECT RAISE(ABORT, 'a kill keeps its kill_id'); END`,
];

/**
 * The triggers that keep `totals` whoever writes: keys, undo, imports, SQL by hand.
 * @param more columns of a raid besides its key on which its key depends.
 */
export const countingTriggers = (keyOf: KeyOf, more: readonly string[] = []): readonly string[] => [
  `CREATE TRIGGER raids_counted_in AFTER INSERT ON raids
   BEGIN ${makeRoom('NEW', keyOf)} ${countRaid('+', 'NEW', keyOf)} END`,
  `CREATE TRIGGER raids_counted_again
   AFTER UPDATE OF ${[...KEY, ...more].join(', ')}, queue_time_seconds, matched_at, ended_at ON raids
   BEGIN ${countRaid('-', 'OLD', keyOf)} ${makeRoom('NEW', keyOf)} ${countRaid('+', 'NEW', keyOf)} ${dropEmpty('OLD', keyOf)} END`,
  // The kills go here and not by the cascade: a program that leaves foreign keys off must not leave them behind.
  `CREATE TRIGGER raids_counted_out BEFORE DELETE ON raids
   BEGIN
     DELETE FROM kills WHERE kills.raid_id = OLD.raid_id;
     ${countRaid('-', 'OLD', keyOf)} ${dropEmpty('OLD', keyOf)}
   END`,
  `CREATE TRIGGER kills_counted_in AFTER INSERT ON kills BEGIN ${countKill('+', 'NEW', keyOf)} END`,
  `CREATE TRIGGER kills_counted_again AFTER UPDATE OF raid_id, enemy_type, headshot ON kills
   BEGIN ${countKill('-', 'OLD', keyOf)} ${countKill('+', 'NEW', keyOf)} END`,
  `CREATE TRIGGER kills_counted_out AFTER DELETE ON kills BEGIN ${countKill('-', 'OLD', keyOf)} END`,
];

const KEY_LIST = KEY.map((column) => `raids.${column}`).join(', ');

/** Counts what is stored already, in one pass over each table. */
const BACKFILL = [
  `INSERT INTO totals (${[...KEY, ...RAID_SUMS].join(', ')})
   SELECT ${KEY_LIST}, ${Object.values(ofRaid('raids'))
     .map((value) => `SUM(${value})`)
     .join(', ')} FROM raids GROUP BY ${KEY_LIST}`,
  `UPDATE totals SET ${KILL_SUMS.map((column) => `${column} = counted.${column}`).join(', ')}
   FROM (SELECT ${KEY_LIST}, ${sumsOfKills} FROM kills JOIN raids ON raids.raid_id = kills.raid_id
         GROUP BY ${KEY_LIST}) AS counted
   WHERE ${sameKey('counted', asStored)}`,
];

const GAME_MODE = "TEXT NOT NULL DEFAULT 'pvp' CHECK(game_mode IN ('pvp', 'pve'))";

/**
 * The game mode of a raid, and the sums that the all-time figures are read from, so that a press costs the same however
 * many raids there are.
 */
export const gameModeAndTotals: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      // Kysely notes a migration after its transaction: a PC that dies in between runs this once more.
      const done = await sql`SELECT 1 FROM sqlite_master WHERE name = 'totals'`.execute(tx);
      if (done.rows.length > 0) return;
      const statements = [
        `ALTER TABLE raids ADD COLUMN game_mode ${GAME_MODE}`,
        "ALTER TABLE app_state ADD COLUMN next_game_mode TEXT CHECK(next_game_mode IN ('pvp', 'pve'))",
        // The favorite map's tie is decided by each map's latest raid.
        'CREATE INDEX idx_raids_map ON raids(map_name, character_type, game_mode, started_at)',
        `CREATE TABLE totals (
           ${KEY.map((column) => `${column} TEXT NOT NULL`).join(', ')},
           ${[...RAID_SUMS, ...KILL_SUMS].map((column) => `${column} INTEGER NOT NULL DEFAULT 0`).join(', ')},
           PRIMARY KEY (${KEY.join(', ')})
         ) WITHOUT ROWID`,
        ...BACKFILL,
        ...REFUSING,
        ...countingTriggers(asStored),
      ];
      for (const statement of statements) await sql.raw(statement).execute(tx);
    });
  },
};
