import Database from 'better-sqlite3';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/**
 * What a thread does, as the body of a function that gives back `(question, tell) => answer`; it has `Database` at hand.
 * Plain script, because a thread takes neither the sources nor their build alike. It keeps between two questions what it
 * likes, but has let go of each file when its work is done: another one takes the thread over.
 */
export type ThreadScript = string;

/** A thread of its own for what waits for the disk or takes long, so that presses meanwhile do not wait. */
export interface Thread {
  /**
   * One question at a time. It keeps the program alive until it is answered.
   * @param onTold what the script tells before its answer
   * @throws Database.SqliteError, or that the thread has ended
   */
  ask<Answer>(script: ThreadScript, question: unknown, onTold?: (told: unknown) => void): Promise<Answer>;
  /** False: it has died, and answers no more. */
  isAlive(): boolean;
  /** Nobody has a question any more. */
  leave(): void;
}

const HOST = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.library);
  const works = new Map();
  function workOf(script) {
    let work = works.get(script);
    if (work === undefined) works.set(script, (work = new Function('Database', script)(Database)));
    return work;
  }
  const tell = (told) => parentPort.postMessage({ told });
  parentPort.on('message', async ({ script, question }) => {
    try {
      parentPort.postMessage({ answer: await workOf(script)(question, tell) });
    } catch ({ message, code }) {
      parentPort.postMessage({ error: { message, code } });
    }
  });`;

const HAS_ENDED = 'The thread of the database has ended.';

type Reply =
  | { readonly told: unknown }
  | { readonly answer: unknown }
  | { readonly error: { readonly message: string; readonly code?: unknown } };

/** Of the thread's own heap; rows do not stay there. */
const HEAP_MB = 64;
/** One reads reports, one brings the log into the file; copies and checks are rare. */
const MOST_IDLE = 3;

/** Threads that nobody uses. To start one takes a tenth of a second of a core, so they are taken over. */
const idle: Thread[] = [];

/** An idle thread, else a new one. Whoever takes it leaves it. */
export function takeThread(): Thread {
  for (;;) {
    const thread = idle.pop();
    if (thread === undefined) return startThread();
    if (thread.isAlive()) return thread;
  }
}

/** One question to a thread that is left after it. */
export async function askThread<Answer>(
  script: ThreadScript,
  question: unknown,
  onTold?: (told: unknown) => void,
): Promise<Answer> {
  const thread = takeThread();
  try {
    return await thread.ask<Answer>(script, question, onTold);
  } finally {
    thread.leave();
  }
}

function startThread(): Thread {
  const library = createRequire(import.meta.url).resolve('better-sqlite3');
  const worker = new Worker(HOST, {
    eval: true,
    workerData: { library },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // The arguments of a test runner or a loader are none of its business.
    execArgv: [],
  });
  let isAlive = true as boolean;
  let asked: { onTold: (told: unknown) => void; settle: (reply: Reply | Error) => void } | null = null;
  const end = (error: unknown): void => {
    isAlive = false;
    asked?.settle(error instanceof Error ? error : new Error(HAS_ENDED));
  };
  worker
    .on('message', (reply: Reply) => {
      if ('told' in reply) asked?.onTold(reply.told);
      else asked?.settle(reply);
    })
    .on('error', end)
    .on('exit', end);
  const thread: Thread = {
    ask<Answer>(script: ThreadScript, question: unknown, onTold?: (told: unknown) => void) {
      if (!isAlive) return Promise.reject(new Error(HAS_ENDED));
      return new Promise<Answer>((resolve, reject) => {
        asked = {
          onTold: onTold ?? (() => undefined),
          settle(reply) {
            asked = null;
            worker.unref();
            if (reply instanceof Error) reject(reply);
            else if ('answer' in reply) resolve(reply.answer as Answer);
            else if ('error' in reply) reject(errorOf(reply.error));
          },
        };
        worker.ref();
        worker.postMessage({ script, question });
      });
    },
    isAlive: () => isAlive,
    leave() {
      if (isAlive && idle.length < MOST_IDLE) idle.push(thread);
      else void worker.terminate();
    },
  };
  return thread;
}

function errorOf({ message, code }: { message: string; code?: unknown }): Error {
  return typeof code === 'string' ? new Database.SqliteError(message, code) : new Error(message);
}
