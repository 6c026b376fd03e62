import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PROGRAM_FILE } from '../../src/lib/package-root.js';
import { serviceAt, serviceEnvironment, type Service, type ServiceOptions } from './service-calls.js';

/** As it is built and shipped; `built-program.ts` has seen to it that this is the newest. */
export { PROGRAM_FILE };
const START_TIMEOUT_MS = 30_000;

/** The real program in a process of its own, as the streamer runs it. */
export interface ServiceProcess extends Service {
  readonly pid: number;
  /** Everything it has printed so far. */
  output(): string;
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
export async function startServiceProcess(options: ServiceOptions = {}): Promise<ServiceProcess> {
  const folder = options.folder ?? temporaryFolder();
  const { child, output } = spawnService({ ...options, folder });
  const url = await servingUrl(child, output);
  const ended = once(child, 'exit');
  return {
    ...serviceAt(url, folder),
    pid: child.pid ?? NaN,
    output,
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
  options: ServiceOptions & { readonly args?: readonly string[] } = {},
): Promise<{ code: number | null; output: string }> {
  const { child, output } = spawnService({ ...options, folder: options.folder ?? temporaryFolder() });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output: output() };
}

function spawnService(options: ServiceOptions & { folder: string; args?: readonly string[] }): {
  child: ChildProcess;
  output: () => string;
} {
  const child = spawn(process.execPath, [PROGRAM_FILE, ...(options.args ?? [])], {
    env: { ...programEnvironment(options.folder, options.obsUrl), ...options.env },
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
export function programEnvironment(folder: string, obsUrl?: string): NodeJS.ProcessEnv {
  // How the tests were started is no matter of the program's.
  const { npm_command: _command, npm_lifecycle_event: _event, ...inherited } = process.env;
  return { ...inherited, ...serviceEnvironment(folder, obsUrl) };
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
