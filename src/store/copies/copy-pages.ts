import { askThread } from '../thread.js';

/** How many pages are copied before the share that is done is told. */
const PAGES_AT_ONCE = 256;

const COPY = `
  return async ({ file, target, pagesAtOnce }, tell) => {
    const source = new Database(file, { readonly: true, fileMustExist: true });
    try {
      // Its read transaction holds the moment: presses meanwhile neither wait nor start it anew.
      source.exec('BEGIN; SELECT 1 FROM sqlite_master');
      await source.backup(target, {
        progress: ({ totalPages, remainingPages }) => {
          tell(totalPages === 0 ? 1 : (totalPages - remainingPages) / totalPages);
          return pagesAtOnce;
        },
      });
    } finally {
      source.close();
    }
  };`;

/**
 * Copies a database page by page, with what is still in its log, into a file that is not there yet. In a thread of its
 * own: the disk is waited for there.
 * @param onProgress how much of it is done, 0 to 1
 * @throws Database.SqliteError
 */
export async function copyPages(
  file: string,
  target: string,
  onProgress: (share: number) => void,
): Promise<void> {
  await askThread(COPY, { file, target, pagesAtOnce: PAGES_AT_ONCE }, (share) => {
    onProgress(share as number);
  });
}
