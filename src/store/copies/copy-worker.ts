import Database from 'better-sqlite3';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** How many pages are copied before the share that is done is told. */
const PAGES_AT_ONCE = 256;

/** Plain script, because a worker takes neither the sources nor their build alike. */
const COPY = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.library);
  async function copy({ file, target, pagesAtOnce }) {
    const source = new Database(file, { readonly: true, fileMustExist: true });
    try {
      // Its read transaction holds the moment: presses meanwhile neither wait nor start it anew.
      source.exec('BEGIN; SELECT 1 FROM sqlite_master');
      await source.backup(target, {
        progress: ({ totalPages, remainingPages }) => {
          parentPort.postMessage({ share: totalPages === 0 ? 1 : (totalPages - remainingPages) / totalPages });
          return pagesAtOnce;
        },
      });
    } finally {
      source.close();
    }
  }
  copy(workerData).then(
    () => parentPort.postMessage({ done: true }),
    (error) => parentPort.postMessage({ code: error.code, message: error.message }),
  );`;

type Told = { share: number } | { done: true } | { code: unknown; message: string };

/**
 * Copies a database page by page, with what is still in its log, into a file that is not there yet. In a thread of its
 * own: the disk is waited for there.
 * @throws Database.SqliteError
 */
export async function copyPages(
  file: string,
  target: string,
  onProgress: (share: number) => void,
): Promise<void> {
  const library = createRequire(import.meta.url).resolve('better-sqlite3');
  return new Promise((resolve, reject) => {
    const workerData = { library, file, target, pagesAtOnce: PAGES_AT_ONCE };
    const worker = new Worker(COPY, { eval: true, execArgv: [], workerData });
    worker.on('message', (told: Told) => {
      if ('share' in told) onProgress(told.share);
      else if ('done' in told) resolve();
      else reject(errorOf(told));
    });
    worker.once('error', reject);
    // After a message this changes nothing any more.
    worker.once('exit', () => {
      reject(new Error('it could not be copied'));
    });
  });
}

function errorOf({ code, message }: { code: unknown; message: string }): Error {
  return typeof code === 'string' ? new Database.SqliteError(message, code) : new Error(message);
}
