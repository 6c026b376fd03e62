import { sql, type Kysely, type Migration } from 'kysely';

/** When the stream of a session began, which tells it from another one after a restart of this program. */
export const streamBeganAt: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.transaction().execute(async (tx) => {
      // Kysely notes a migration after its transaction: a PC that dies in between runs this once more.
      const { rows } = await sql<{ name: string }>`SELECT name FROM pragma_table_info('sessions')`.execute(
        tx,
      );
      if (rows.some(({ name }) => name === 'stream_began_at')) return;
      await sql`ALTER TABLE sessions ADD COLUMN stream_began_at TIMESTAMP`.execute(tx);
    });
  },
};
