import { sql, type Kysely, type Migration } from 'kysely';
import { countingTriggers } from './0003-game-mode-totals.js';

/** A detail goes with one status alone, so that whoever reads the status by itself is never told something else. */
const OUTCOME_DETAIL = `TEXT CHECK(outcome_detail IS NULL
  OR (outcome_detail IN ('run_through', 'transit') AND status = 'survived')
  OR (outcome_detail IN ('left', 'unknown') AND status = 'mia'))`;

const MODES = "IN ('pvp', 'pve', 'season')";

const TOTALS_TRIGGERS = countingTriggers(
  (raid, column) =>
    column === 'status' ? `COALESCE(${raid}.outcome_detail, ${raid}.status)` : `${raid}.${column}`,
  ['outcome_detail'],
);

/** What hangs on columns, and has to stand aside while one of them is replaced. */
interface Dependent {
  readonly type: 'trigger' | 'view' | 'index';
  readonly name: string;
  readonly sql: string;
}

/**
 * How a raid ended where its status does not say it, when it was over, and a third game mode. SQLite cannot change the
 * check of a column: the column is replaced, so that no raid is removed, and no kill with it. `totals` stays as it is,
 * because no raid has a detail yet.
 */
export const outcomes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      // Kysely notes a migration after its transaction: a PC that dies in between runs this once more.
      const done = await sql`SELECT 1 FROM pragma_table_info('raids') WHERE name = 'outcome_detail'`.execute(
        tx,
      );
      if (done.rows.length > 0) return;
      const dependents = await standAside(tx);
      // A value that a damaged disk has left stays what it is: it is shown as unreadable, and can be corrected.
      await sql`PRAGMA ignore_check_constraints = ON`.execute(tx);
      try {
        await run(tx, [
          `ALTER TABLE raids ADD COLUMN outcome_detail ${OUTCOME_DETAIL}`,
          'ALTER TABLE raids ADD COLUMN over_at TIMESTAMP',
          ...replaceColumn(
            'raids',
            'game_mode',
            `TEXT NOT NULL DEFAULT 'pvp' CHECK(game_mode ${MODES})`,
            "'pvp'",
          ),
          ...replaceColumn('app_state', 'next_game_mode', `TEXT CHECK(next_game_mode ${MODES})`, 'NULL'),
          'ALTER TABLE app_state ADD COLUMN outcome_said_raid_id INTEGER',
          'ALTER TABLE app_state ADD COLUMN outcome_said_at TIMESTAMP',
        ]);
      } finally {
        await sql`PRAGMA ignore_check_constraints = OFF`.execute(tx);
      }
      const counting = new Map(TOTALS_TRIGGERS.map((statement) => [triggerName(statement), statement]));
      await run(
        tx,
        dependents.map(({ name, sql: statement }) => counting.get(name) ?? statement),
      );
    });
  },
};

/** Takes away all triggers and views, and the indexes of the column, in an order in which they can be made again. */
async function standAside(tx: Kysely<unknown>): Promise<readonly Dependent[]> {
  const { rows } = await sql<Dependent>`
    SELECT type, name, sql FROM sqlite_master
    WHERE sql IS NOT NULL
      AND (type IN ('trigger', 'view') OR (type = 'index' AND tbl_name IN ('raids', 'app_state') AND INSTR(sql, 'game_mode') > 0))
    ORDER BY rowid`.execute(tx);
  for (const { type, name } of [...rows].reverse()) {
    await sql`DROP ${sql.raw(type.toUpperCase())} IF EXISTS ${sql.id(name)}`.execute(tx);
  }
  return rows;
}

/** The same column with another check; `byDefault` is what its rows have without being written. */
function replaceColumn(table: string, column: string, definition: string, byDefault: string): string[] {
  const renewed = `new_${column}`;
  return [
    `ALTER TABLE ${table} ADD COLUMN ${renewed} ${definition.replaceAll(column, renewed)}`,
    // A value that is missing although it must not be is kept as one that cannot be read.
    `UPDATE ${table} SET ${renewed} = ${byDefault === 'NULL' ? column : `COALESCE(${column}, '')`}
     WHERE ${column} IS NOT ${byDefault}`,
    `ALTER TABLE ${table} DROP COLUMN ${column}`,
    `ALTER TABLE ${table} RENAME COLUMN ${renewed} TO ${column}`,
  ];
}

function triggerName(statement: string): string {
  return /^CREATE TRIGGER (\w+)/.exec(statement)?.[1] ?? '';
}

async function run(tx: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(tx);
}
