import { sql, type Kysely, type Migration } from 'kysely';

const COLUMNS = ['stream_run_at', 'stream_run_began_at'] as const;

/**
 * Since when OBS counts its stream, and when that stream really began, before it reconnected: also while no session is
 * open, so that a session that a key has closed stays closed over a restart of this program.
 */
export const streamRun: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      // Kysely notes a migration after its transaction: a PC that dies in between runs this once more.
      const { rows } = await sql<{ name: string }>`SELECT name FROM pragma_table_info('app_state')`.execute(
        tx,
      );
      for (const column of COLUMNS) {
        if (rows.some(({ name }) => name === column)) continue;
        await sql`ALTER TABLE app_state ADD COLUMN ${sql.ref(column)} TIMESTAMP`.execute(tx);
      }
    });
  },
};
