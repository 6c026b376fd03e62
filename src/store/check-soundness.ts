import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** Plain script, because a worker takes neither the sources nor their build alike. */
const CHECK = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.library);
  const { file, isCopy } = workerData;
  const database = new Database(file, { readonly: !isCopy, fileMustExist: true });
  try {
    if (isCopy) database.pragma('journal_mode = DELETE');
    parentPort.postMessage(database.pragma('quick_check(1)', { simple: true }));
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw error;
    parentPort.postMessage(error.message);
  } finally {
    database.close();
  }`;

/**
 * Whether every page of the database is sound. It reads the whole file, which takes seconds for a large one; so it is
 * done in a thread of its own, and presses meanwhile do not wait.
 * @param isCopy it is ours alone, and is to be one file that is whole by itself: whoever looks into it leaves nothing
 *   beside it.
 */
export async function isSound(file: string, isCopy = false): Promise<boolean> {
  const library = createRequire(import.meta.url).resolve('better-sqlite3');
  return new Promise((resolve, reject) => {
    const worker = new Worker(CHECK, { eval: true, workerData: { library, file, isCopy } });
    worker.once('message', (found: unknown) => {
      resolve(found === 'ok');
    });
    worker.once('error', reject);
    // After a message this changes nothing any more.
    worker.once('exit', () => {
      reject(new Error('it could not be checked'));
    });
  });
}
