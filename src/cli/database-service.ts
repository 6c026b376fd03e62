import { databaseIdOf } from '../service/archive.js';
import type { Config } from '../config/config.js';
import { StorageError } from '../store/storage-error.js';

/** The service that runs on this PC, with the database that is meant. */
export interface DatabaseService {
  readonly url: string;
  /** Rejects with the service's own sentence when it refuses. */
  call(method: 'GET' | 'POST', path: string, fields?: object): Promise<Response>;
}

/** How long a service may take to say that it is there. */
const HELLO_TIMEOUT_MS = 1_500;

/** Finds the service that has this very database open; null when there is none. */
export async function findDatabaseService({ places, settings }: Config): Promise<DatabaseService | null> {
  if (settings.port === 0) return null;
  const url = `http://127.0.0.1:${settings.port}`;
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    ...(settings.token !== null && { Authorization: `Bearer ${settings.token}` }),
  };
  try {
    const health = await fetch(`${url}/health`, { headers, signal: AbortSignal.timeout(HELLO_TIMEOUT_MS) });
    const { database_id } = (await health.json()) as { database_id?: unknown };
    if (database_id !== databaseIdOf(places.database)) return null;
  } catch {
    // Nothing listens there, or another program does.
    return null;
  }
  return {
    url,
    async call(method, path, fields) {
      const body = fields === undefined ? {} : { body: JSON.stringify(fields) };
      const response = await fetch(url + path, { method, headers, ...body });
      if (response.ok) return response;
      const { message } = (await response.json()) as { message?: string };
      throw new StorageError('storage-failed', message ?? `The service answered ${response.status}.`);
    },
  };
}
