import { COUNT_DIFFERENCES, COUNT_UNREADABLE } from '../figures/sums.js';
import { NEWER_COLUMNS } from '../readable.js';
import { askThread } from '../thread.js';

/** What was found: nothing, damage that SQLite sees, or sums that do not agree with the rows they are of. */
export type Soundness = 'sound' | 'damaged' | 'contradicts_itself';

/**
 * What SQLite says of rows whose values cannot be: they are named as such, left out of the figures, and can be mended.
 * The pages and indexes that hold them are sound.
 */
const OF_ROWS_ALONE = '^(CHECK constraint failed in|NULL value in) ';

const CHECK = `
  return ({ file, isCopy, ofRowsAlone, countDifferences, countUnreadable, newerColumns }) => {
    const database = new Database(file, { readonly: !isCopy, fileMustExist: true });
    const check = () => {
      const isOfRows = new RegExp(ofRowsAlone);
      const found = database.pragma('integrity_check').map((row) => row.integrity_check);
      if (found.some((line) => line !== 'ok' && !isOfRows.test(line))) return 'damaged';
      // An older copy does not have all of the sums and columns yet.
      const columns = database.pragma('table_info(raids)').map(({ name }) => 'raids.' + name);
      const fitting = (query) =>
        Object.entries(newerColumns).reduce(
          (sql, [column, value]) => (columns.includes(column) ? sql : sql.replaceAll(column, value)), query);
      const has = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?');
      let different = 0;
      for (const [table, count] of Object.entries(countDifferences))
        if (has.get(table) !== undefined) different += database.prepare(fitting(count)).pluck().get();
      if (different === 0) return 'sound';
      // What cannot be read was counted while it still could be.
      return different <= database.prepare(fitting(countUnreadable)).pluck().get() ? 'sound' : 'contradicts_itself';
    };
    try {
      if (isCopy) database.pragma('journal_mode = DELETE');
      // Both are of one moment, whatever is written meanwhile.
      database.exec('BEGIN');
      return check();
    } catch (error) {
      if (!/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw error;
      return 'damaged';
    } finally {
      database.close();
    }
  };`;

/**
 * Whether every page and index of the database is sound, and its sums are those of its rows. It reads the whole file,
 * which takes seconds for a large one; so it is done in a thread of its own, and presses meanwhile do not wait.
 * @param isCopy it is ours alone, and is to be one file that is whole by itself: whoever looks into it leaves nothing
 *   beside it.
 */
export async function checkSoundness(file: string, isCopy = false): Promise<Soundness> {
  return askThread<Soundness>(CHECK, {
    ...{ file, isCopy, ofRowsAlone: OF_ROWS_ALONE, newerColumns: NEWER_COLUMNS },
    ...{ countDifferences: COUNT_DIFFERENCES, countUnreadable: COUNT_UNREADABLE },
  });
}
