import { sql, type Kysely, type Migration } from 'kysely';
import { ofKill } from './0003-game-mode-totals.js';

const SUMS = Object.keys(ofKill('kills'));

const makeRoom = `
  INSERT INTO raid_kills (raid_id)
  SELECT NEW.raid_id WHERE NOT EXISTS (SELECT 1 FROM raid_kills WHERE raid_id = NEW.raid_id);`;

const count = (sign: '+' | '-', kill: 'OLD' | 'NEW'): string => `
  UPDATE raid_kills SET
    ${Object.entries(ofKill(kill))
      .map(([column, value]) => `${column} = ${column} ${sign} ${value}`)
      .join(', ')}
  WHERE raid_id = ${kill}.raid_id;`;

const dropEmpty = `
  DELETE FROM raid_kills
  WHERE raid_id = OLD.raid_id AND scav_kills = 0 AND pmc_kills = 0 AND boss_kills = 0 AND raider_kills = 0;`;

const TRIGGERS = [
  `CREATE TRIGGER kills_summed_in AFTER INSERT ON kills BEGIN ${makeRoom} ${count('+', 'NEW')} END`,
  `CREATE TRIGGER kills_summed_again AFTER UPDATE OF raid_id, enemy_type, headshot ON kills
   BEGIN ${count('-', 'OLD')} ${makeRoom} ${count('+', 'NEW')} ${dropEmpty} END`,
  `CREATE TRIGGER kills_summed_out AFTER DELETE ON kills BEGIN ${count('-', 'OLD')} ${dropEmpty} END`,
  `CREATE TRIGGER raid_kills_removed AFTER DELETE ON raids
   BEGIN DELETE FROM raid_kills WHERE raid_id = OLD.raid_id; END`,
];

/**
 * The kills of each raid as sums, kept by triggers whoever writes, so that the figures of a session cost what its raids
 * are and not what its kills are.
 */
export const raidKills: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      // Kysely notes a migration after its transaction: a PC that dies in between runs this once more.
      const done = await sql`SELECT 1 FROM sqlite_master WHERE name = 'raid_kills'`.execute(tx);
      if (done.rows.length > 0) return;
      const sums = Object.values(ofKill('kills')).map((value) => `SUM(${value})`);
      const statements = [
        `CREATE TABLE raid_kills (
           raid_id INTEGER PRIMARY KEY, ${SUMS.map((column) => `${column} INTEGER NOT NULL DEFAULT 0`).join(', ')}
         )`,
        `INSERT INTO raid_kills (raid_id, ${SUMS.join(', ')})
         SELECT raid_id, ${sums.join(', ')} FROM kills GROUP BY raid_id`,
        // A raid's headshots are counted with every look at it.
        'CREATE INDEX idx_kills_headshots ON kills(raid_id) WHERE headshot = 1',
        ...TRIGGERS,
      ];
      for (const statement of statements) await sql.raw(statement).execute(tx);
    });
  },
};
