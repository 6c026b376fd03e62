import pino from 'pino';
import { performance } from 'node:perf_hooks';
import { startApp } from '../../src/app.js';
import { loadConfig } from '../../src/config/config.js';
import { serviceAt, serviceEnvironment, type Service, type ServiceOptions } from './service-calls.js';
import { temporaryFolder } from './service-process.js';

/** The whole program in this process, which starts in a tenth of the time that a process of its own takes. */
export interface ServiceHere extends Service {
  /** As Ctrl+C does; once is enough. */
  stop(): Promise<void>;
}

export interface ServiceHereOptions extends ServiceOptions {
  /** By how much the clock of the PC is ahead of what is true; it may change while the service runs. */
  readonly aheadSeconds?: () => number;
}

export async function startServiceHere(options: ServiceHereOptions = {}): Promise<ServiceHere> {
  const { folder = temporaryFolder(), obsUrl, env, aheadSeconds = () => 0 } = options;
  const environment = { ...serviceEnvironment(folder, obsUrl), TSP_LOG_LEVEL: 'silent', ...env };
  const config = loadConfig(environment, { data: folder, config: folder });
  const app = await startApp(config, pino({ level: 'silent' }), {
    wall: () => new Date(Date.now() + aheadSeconds() * 1000),
    monotonicMs: () => performance.now(),
    uptimeMs: () => null,
  });
  let stopped: Promise<void> | undefined;
  return {
    ...serviceAt(app.addresses[0] ?? '', folder),
    stop: () => (stopped ??= app.stop()),
  };
}
