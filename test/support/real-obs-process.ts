import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) signalGroup(child, 'SIGKILL');
});

// A test process that is itself killed runs no exit hook: then the kernel ends its children.
const dieWithParent =
  spawnSync('setpriv', ['--version']).error === undefined ? ['setpriv', '--pdeathsig', 'KILL'] : [];

/** Starts a program in a process group of its own, which does not outlive this process. */
export function spawnGroup(
  command: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdio: StdioOptions },
): ChildProcess {
  const [program, ...args] = [...dieWithParent, ...command];
  if (program === undefined) throw new Error('There is no program to start.');
  const child = spawn(program, args, { ...options, detached: true });
  alive.add(child);
  // Without a listener a failed start would end the test run; whoever waits sees the exit instead.
  child.on('error', () => alive.delete(child));
  child.on('exit', () => alive.delete(child));
  return child;
}

/** Ends the whole group: with `signal`, and after `graceMs` with SIGKILL. Settles when it is gone. */
export async function endGroup(child: ChildProcess, signal: NodeJS.Signals, graceMs = 10_000): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  signalGroup(child, signal);
  const inTime = await Promise.race([gone.then(() => true), sleep(graceMs, false, { ref: false })]);
  if (inTime) return;
  signalGroup(child, 'SIGKILL');
  await gone;
}

export function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself in the meantime.
  }
}

/** Starts an X server without a screen on the first free display; `display` is its name, `:1`. */
export async function startXvfb(): Promise<{ child: ChildProcess; display: string }> {
  const child = spawnGroup(
    ['Xvfb', '-displayfd', '3', '-screen', '0', '1280x720x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const pipe = child.stdio[3];
  if (pipe === null || pipe === undefined || !('setEncoding' in pipe)) throw new Error('Xvfb has no pipe.');
  pipe.setEncoding('utf8');
  const number = await new Promise<string>((resolve, reject) => {
    let text = '';
    pipe.on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Xvfb ended with ${code ?? 'a signal'} at its start.`)));
  });
  return { child, display: `:${number}` };
}
