import { Worker } from 'node:worker_threads';

/** Somebody else's calls, from a thread of its own: sending megabytes must not hold up who measures here. */
export interface OtherCaller {
  /** Settles when the whole answer has come. */
  call(method: string, url: string, body?: Uint8Array): Promise<void>;
  dispose(): Promise<void>;
}

const CALLER = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', async ({ method, url, body }) => {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  try {
    await (await fetch(url, { method, headers, body })).arrayBuffer();
    parentPort.postMessage(null);
  } catch (error) {
    parentPort.postMessage(String(error));
  }
});
`;

/** One call at a time. */
export function createOtherCaller(): OtherCaller {
  const worker = new Worker(CALLER, { eval: true });
  return {
    call: (method, url, body) =>
      new Promise((resolve, reject) => {
        worker.once('message', (fault: string | null) => {
          if (fault === null) resolve();
          else reject(new Error(fault));
        });
        worker.postMessage({ method, url, body });
      }),
    dispose: async () => {
      await worker.terminate();
    },
  };
}
