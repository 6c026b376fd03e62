import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PROGRAM_FILE } from '../../src/lib/package-root.js';

/** As it is built and shipped; `built-program.ts` has seen to it that this is the newest. */
export { PROGRAM_FILE };
/** Nobody listens there. */
const NO_OBS = 'ws://127.0.0.1:9';
const START_TIMEOUT_MS = 30_000;

export interface ServiceProcessOptions {
  /** Where database and files live; a new temporary folder if not given. */
  readonly folder?: string;
  readonly obsUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

/** The real program in a process of its own, as the streamer runs it. */
export interface ServiceProcess {
  readonly folder: string;
  readonly url: string;
  readonly pid: number;
  /** Everything it has printed so far. */
  output(): string;
  call(method: string, path: string, fields: object): Promise<Answer>;
  post(path: string, fields?: object): Promise<Answer>;
  patch(path: string, fields: object): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** A crash. */
  kill(): Promise<void>;
  /** Ctrl+C; settles with the exit code. */
  stop(): Promise<number | null>;
}

const folders = new Set<string>();
const running = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

/** A folder for one service's files, removed when the test process ends. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tsp-test-'));
  folders.add(folder);
  return folder;
}

/** Runs the program and waits until it serves; for one that cannot start see `runToExit`. */
export async function startServiceProcess(options: ServiceProcessOptions = {}): Promise<ServiceProcess> {
  const folder = options.folder ?? temporaryFolder();
  const { child, output } = spawnService({ ...options, folder });
  const url = await servingUrl(child, output);
  const ended = once(child, 'exit');
  const call = (method: string, route: string, fields: object): Promise<Answer> =>
    ask(url + route, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
  return {
    folder,
    url,
    pid: child.pid ?? NaN,
    output,
    call,
    post: (route, fields = {}) => call('POST', route, fields),
    patch: (route, fields) => call('PATCH', route, fields),
    get: (route) => ask(url + route),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGINT');
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

/** Runs the program until it ends by itself: what it printed and its exit code. */
export async function runToExit(
  options: ServiceProcessOptions & { readonly args?: readonly string[] } = {},
): Promise<{ code: number | null; output: string }> {
  const { child, output } = spawnService({ ...options, folder: options.folder ?? temporaryFolder() });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output: output() };
}

function spawnService(options: ServiceProcessOptions & { folder: string; args?: readonly string[] }): {
  child: ChildProcess;
  output: () => string;
} {
  const { folder, obsUrl = NO_OBS } = options;
  const child = spawn(process.execPath, [PROGRAM_FILE, ...(options.args ?? [])], {
    env: { ...programEnvironment(folder), TSP_OBS_URL: obsUrl, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
}

/** Everything of one service in that folder, at any free port, away from what else runs on this PC. */
export function programEnvironment(folder: string): NodeJS.ProcessEnv {
  // How the tests were started is no matter of the program's.
  const { npm_command: _command, npm_lifecycle_event: _event, ...inherited } = process.env;
  return {
    ...inherited,
    TSP_PORT: '0',
    TSP_DB: path.join(folder, 'raids.db'),
    TSP_SETTINGS: path.join(folder, 'settings.json'),
    TSP_SHOW: path.join(folder, 'show.json'),
    TSP_OBS_URL: NO_OBS,
  };
}

async function servingUrl(child: ChildProcess, output: () => string): Promise<string> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const port = /http:\/\/localhost:(\d+)/.exec(output())?.[1];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The service did not start:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function ask(url: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}
