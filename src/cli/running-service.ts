import type { Config } from '../config/config.js';
import { codeOf } from '../lib/error-code.js';
import { databaseIdOf } from '../service/archive.js';

/** Who has the port that keys call. `silent`: somebody who takes the connection and does not answer in time. */
export type PortHolder = 'us' | 'nobody' | 'silent' | 'other';

/** The service that runs on this PC. */
export interface RunningService {
  readonly url: string;
  /** Tells its database from others; see `databaseIdOf`. */
  readonly databaseId: unknown;
  /**
   * @param timeoutMs for the whole reply; without it, as long as it takes (an export).
   * @throws ServiceError with the service's own sentence when it refuses, or with ours when it stops answering.
   */
  call(method: 'GET' | 'POST', path: string, fields?: object, timeoutMs?: number): Promise<Response>;
}

/** What was found at the port; `service` is there when it is ours. */
export type Found =
  | { readonly holder: 'us'; readonly service: RunningService }
  | { readonly holder: Exclude<PortHolder, 'us'> };

/** The running service did not do what it was asked; `message` is a sentence. */
export class ServiceError extends Error {
  /** The code of its reply; null when there was none. */
  readonly code: string | null;

  constructor(code: string | null, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ServiceError';
    this.code = code;
  }
}

/** A service on this PC answers within milliseconds; one that stops right now takes a moment. */
const HEALTH_TIMEOUT_MS = 3_000;

/** Whether our service runs on this PC. Port 0 is any free one, which nobody could guess. */
export async function findService(port: number, timeoutMs = HEALTH_TIMEOUT_MS): Promise<Found> {
  if (port === 0) return { holder: 'nobody' };
  const url = `http://127.0.0.1:${port}`;
  try {
    const response = await fetch(`${url}/health`, {
      // Another program may lead anywhere.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { version, revision, database_id } = (await response.json()) as Record<string, unknown>;
    if (typeof version !== 'string' || typeof revision !== 'number') return { holder: 'other' };
    return { holder: 'us', service: { url, databaseId: database_id, call: callerOf(url) } };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return { holder: 'silent' };
    const cause: unknown = error instanceof Error ? error.cause : null;
    return { holder: codeOf(cause) === 'ECONNREFUSED' ? 'nobody' : 'other' };
  }
}

/** The service that has this very database open; null when none has: the command opens it itself then. */
export async function findDatabaseService({ places, settings }: Config): Promise<RunningService | null> {
  const found = await findService(settings.port);
  if (found.holder !== 'us') return null;
  return found.service.databaseId === databaseIdOf(places.database) ? found.service : null;
}

/** From this PC no token is needed. */
function callerOf(url: string): RunningService['call'] {
  return async (method, path, fields, timeoutMs) => {
    const response = await fetch(url + path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(fields !== undefined && { body: JSON.stringify(fields) }),
      ...(timeoutMs !== undefined && { signal: AbortSignal.timeout(timeoutMs) }),
    }).catch((error: unknown) => {
      throw new ServiceError(null, `${STOPPED} at ${url}. Look at its window, then try again.`, error);
    });
    if (response.ok) return response;
    const { code, message } = await problemOf(response);
    throw new ServiceError(code ?? null, message ?? `The service answered ${response.status}.`);
  };
}

const STOPPED = 'The running service does not answer any more';

async function problemOf(response: Response): Promise<{ code?: string; message?: string }> {
  try {
    return (await response.json()) as { code?: string; message?: string };
  } catch {
    return {};
  }
}
