import path from 'node:path';

/** Nobody listens there. */
export const NO_OBS = 'ws://127.0.0.1:9';

export interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

export interface ServiceOptions {
  /** Where database and files live; a new temporary folder if not given. */
  readonly folder?: string;
  readonly obsUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A running service, and calls to it. */
export interface Service {
  readonly folder: string;
  /** `http://127.0.0.1:4777`, with the port that it listens on. */
  readonly url: string;
  call(method: string, path: string, fields?: object): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, fields?: object): Promise<Answer>;
  patch(path: string, fields: object): Promise<Answer>;
}

export function serviceAt(url: string, folder: string): Service {
  const call = async (method: string, path: string, fields: object = {}): Promise<Answer> => {
    const body = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) };
    const response = await fetch(url + path, { method, ...(method !== 'GET' && body) });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  return {
    ...{ folder, url, call },
    get: (path) => call('GET', path),
    post: (path, fields) => call('POST', path, fields),
    patch: (path, fields) => call('PATCH', path, fields),
  };
}

/** The settings that keep a service to one folder, at any free port. */
export function serviceEnvironment(folder: string, obsUrl = NO_OBS): Record<string, string> {
  return {
    TSP_PORT: '0',
    TSP_DB: path.join(folder, 'raids.db'),
    TSP_SETTINGS: path.join(folder, 'settings.json'),
    TSP_SHOW: path.join(folder, 'show.json'),
    TSP_OBS_URL: obsUrl,
  };
}
