import { sql } from 'kysely';
import type { Store } from '../store.js';

const UNREADABLE_ERA = sql<boolean>`typeof(clock_era) <> 'integer'`;

/**
 * Raids whose place in the order of play a damaged disk has made no number of go behind the one that was stored before
 * them: else such a raid would be the last one for ever. Nobody has typed that number, so nobody has to correct it.
 */
export async function settleEras(store: Pick<Store, 'readBeside' | 'transact'>): Promise<void> {
  const found = await store.readBeside((reader) =>
    reader.selectFrom('raids').select('raid_id').where(UNREADABLE_ERA).limit(1).executeTakeFirst(),
  );
  if (found === undefined) return;
  await store.transact((writer) =>
    writer
      .updateTable('raids')
      .set({
        clock_era: sql`COALESCE((SELECT before.clock_era FROM raids AS before
          WHERE before.raid_id < raids.raid_id AND typeof(before.clock_era) = 'integer'
          ORDER BY before.raid_id DESC LIMIT 1), 0)`,
      })
      .where(UNREADABLE_ERA)
      .execute(),
  );
}
