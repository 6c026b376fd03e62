import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROGRAM_FILE, programEnvironment, temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

// `script` gives the program a terminal, as a double click does.
const hasTerminal = fs.existsSync('/usr/bin/script');

describe.skipIf(!hasTerminal)('a start by hand', () => {
  it('opens set-up at the first start alone, and a second start opens the page of the first', async () => {
    const folder = temporaryFolder();
    const { env, opened } = fakeBrowser(folder);

    const first = startInTerminal(folder, env);
    const address = await until(() => {
      const found = /http:\/\/localhost:\d+/.exec(first.output())?.[0];
      if (found === undefined) throw new Error(`Not started:\n${first.output()}`);
      return found;
    });
    await until(() => expect(opened()).toEqual([`${address}/setup`]));

    const second = startInTerminal(folder, { ...env, TSP_PORT: new URL(address).port });
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain('already running');
    await until(() => expect(opened()).toEqual([`${address}/setup`, address]));

    first.child.kill('SIGINT');
    await first.ended;
    const again = startInTerminal(folder, env);
    await until(() => expect(again.output()).toContain('To stop it'));
    again.child.kill('SIGINT');
    await again.ended;
    expect(opened()).toHaveLength(2);
  });

  it('opens nothing with --no-open', async () => {
    const folder = temporaryFolder();
    const { env, opened } = fakeBrowser(folder);
    const service = startInTerminal(folder, env, ['--no-open']);
    await until(() => expect(service.output()).toContain('To stop it'));
    service.child.kill('SIGINT');
    await service.ended;
    expect(opened()).toEqual([]);
  });
});

/** What a Linux desktop would open, written down instead. */
function fakeBrowser(folder: string): { env: Record<string, string>; opened: () => readonly string[] } {
  const list = path.join(folder, 'opened.txt');
  const browser = path.join(folder, 'browser');
  fs.writeFileSync(browser, `#!/bin/sh\necho "$1" >> "${list}"\n`, { mode: 0o755 });
  return {
    // Without a display and a desktop, xdg-open asks this variable.
    env: { BROWSER: browser, XDG_CURRENT_DESKTOP: 'X-Generic', DISPLAY: '', WAYLAND_DISPLAY: '' },
    opened: () => (fs.existsSync(list) ? fs.readFileSync(list, 'utf8').trim().split('\n') : []),
  };
}

function startInTerminal(
  folder: string,
  env: Record<string, string>,
  args: readonly string[] = [],
): { child: ChildProcess; output: () => string; ended: Promise<number | null> } {
  const command = [process.execPath, PROGRAM_FILE, ...args].map((part) => `'${part}'`).join(' ');
  const child = spawn('/usr/bin/script', ['-qefc', `exec ${command}`, '/dev/null'], {
    env: { ...programEnvironment(folder), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text, ended: once(child, 'exit').then(([code]) => code as number | null) };
}
