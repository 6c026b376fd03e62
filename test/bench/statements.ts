import Database from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServiceHere } from '../support/service-here.js';
import { untilReady } from './open-raid.js';

const KILLS = 50;
/** Long enough that what a press sets off, up to OBS, is over before the next. */
const PAUSE_MS = 30;
const METHODS = ['run', 'get', 'all', 'iterate'] as const;
const ENDS_TRANSACTION = /^\s*(commit|rollback)/i;

/** What SQLite is asked for one kill in a raid, from the call to what OBS is told: the whole program runs in here. */
export async function countStatements(obsUrl: string): Promise<Record<string, string>[]> {
  const asked: string[] = [];
  const restore = watchStatements((sql) => asked.push(sql));
  const app = await startServiceHere({ obsUrl });
  try {
    await untilReady({ get: (route) => app.call('GET', route) });
    await app.call('POST', '/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await app.call('POST', '/raid/matched');
    await app.call('POST', '/raid/kill', { enemy_type: 'pmc' });
    await sleep(1_000);
    asked.length = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await app.call('POST', '/raid/kill', { enemy_type: 'pmc' });
      await sleep(PAUSE_MS);
    }
    const each = (count: number): string => (count / KILLS).toFixed(1);
    const transactions = asked.filter((sql) => ENDS_TRANSACTION.test(sql)).length;
    return [
      { what: 'statements', 'a press': each(asked.length) },
      { what: 'transactions', 'a press': each(transactions) },
    ];
  } finally {
    await app.stop();
    restore();
  }
}

/** Every statement that is carried out in this thread. */
function watchStatements(seen: (sql: string) => void): () => void {
  const some = new Database(':memory:');
  const prototype = Object.getPrototypeOf(some.prepare('SELECT 1')) as Record<string, unknown>;
  some.close();
  const originals = METHODS.map((method) => [method, prototype[method]] as const);
  for (const [method, original] of originals) {
    prototype[method] = function (this: Database.Statement, ...values: unknown[]): unknown {
      seen(this.source);
      return (original as (...values: unknown[]) => unknown).apply(this, values);
    };
  }
  return () => {
    for (const [method, original] of originals) prototype[method] = original;
  };
}
