import pino from 'pino';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { startApp, type App } from '../../src/app.js';
import { loadConfig } from '../../src/config/config.js';

export interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

/** The whole program in this process, on a PC whose clock is `aheadSeconds()` ahead of what is true. */
export interface AppWithClock {
  readonly address: string;
  call(method: string, path: string, fields?: object): Promise<Answer>;
  stop(): Promise<void>;
}

export async function startAppWithClock(
  folder: string,
  obsUrl: string,
  aheadSeconds: () => number,
  more: NodeJS.ProcessEnv = {},
): Promise<AppWithClock> {
  const env = {
    TSP_PORT: '0',
    TSP_DB: path.join(folder, 'raids.db'),
    TSP_SETTINGS: path.join(folder, 'settings.json'),
    TSP_SHOW: path.join(folder, 'show.json'),
    TSP_OBS_URL: obsUrl,
    ...more,
  };
  const app: App = await startApp(
    loadConfig(env, { data: folder, config: folder }),
    pino({ level: 'silent' }),
    {
      wall: () => new Date(Date.now() + aheadSeconds() * 1000),
      monotonicMs: () => performance.now(),
      uptimeMs: () => null,
    },
  );
  const [address = ''] = app.addresses;
  return {
    address,
    async call(method, route, fields) {
      const response = await fetch(new URL(route, address), {
        method,
        ...(method !== 'GET' && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(fields ?? {}),
        }),
      });
      return { status: response.status, json: (await response.json()) as Record<string, unknown> };
    },
    stop: () => app.stop(),
  };
}
