import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runHere } from '../support/command-here.js';
import { runToExit, temporaryFolder } from '../support/service-process.js';

const STACK_TRACE = /\n\s+at .+:\d+/;

/** What each command is given when nothing is wrong with the command itself; the file for `import` is good. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  start: ['--no-open'],
  doctor: [],
  'setup-obs': [],
  export: [],
  import: ['raids.csv'],
  backup: [],
  restore: [],
  'new-database': [],
  open: ['--print'],
  autostart: [],
};

const RAIDS = 'started_at,map_name,status,character_type\n2026-11-20T10:00:00Z,Woods,died,pmc\n';

type Run = Awaited<ReturnType<typeof runToExit>>;

/** An empty installation beside a good file for `import`. */
function installation(files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ 'raids.csv': RAIDS, ...files }))
    fs.writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Programs of their own: the service, and what tells the system of the file that it is started by. */
const AS_BUILT: ReadonlySet<string> = new Set(['start', 'autostart']);

/** Runs each command in an installation of its own. */
async function runEach(
  commands: readonly string[],
  {
    files,
    env,
    extra = [],
  }: { files?: Record<string, string>; env?: Record<string, string>; extra?: string[] },
): Promise<Map<string, Run>> {
  const runs = new Map<string, Run>();
  for (const command of commands) {
    const folder = installation(files);
    const args = (COMMANDS[command] ?? []).map((arg) => (arg === 'raids.csv' ? path.join(folder, arg) : arg));
    const given = { HOME: folder, XDG_CONFIG_HOME: folder, ...env };
    const run = AS_BUILT.has(command) ? runToExit : runHere;
    runs.set(command, await run({ folder, env: given, args: [command, ...args, ...extra] }));
  }
  return runs;
}

function codesOf(runs: ReadonlyMap<string, Run>): Record<string, number | null> {
  for (const [command, { output }] of runs) {
    expect(output, command).not.toMatch(STACK_TRACE);
    expect(output, command).not.toContain('Please report this');
  }
  return Object.fromEntries([...runs].map(([command, { code }]) => [command, code]));
}

const all = (code: number): Record<string, number> =>
  Object.fromEntries(Object.keys(COMMANDS).map((command) => [command, code]));

let server: net.Server | undefined;
afterEach(() => {
  if (server instanceof http.Server) server.closeAllConnections();
  server?.close();
  server = undefined;
});

async function portOf(listening: net.Server): Promise<string> {
  server = listening.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return String((server.address() as AddressInfo).port);
}

describe('exit codes', { timeout: 60_000 }, () => {
  // Whether the program starts at sign-in is no matter of its settings.
  it('are 2 in every command that reads settings when a variable cannot be used', async () => {
    const runs = await runEach(['start', 'doctor', 'backup', 'autostart'], { env: { TSP_PORT: 'abc' } });
    expect(codesOf(runs)).toEqual({ start: 2, doctor: 2, backup: 2, autostart: 0 });
    for (const [command, { output }] of runs)
      if (command !== 'autostart')
        expect(output, command).toContain('The environment variable TSP_PORT cannot');
  });

  it('are 2 in every command when settings.json has a fault, and 1 where the doctor finds it', async () => {
    const runs = await runEach(Object.keys(COMMANDS), { files: { 'settings.json': '{ "prot": 1 }' } });
    expect(codesOf(runs)).toEqual({ ...all(2), doctor: 1, autostart: 0 });
  });

  it.each([
    ['cannot be read', '{ "port": '],
    ['has a wrong value', '{ "port": "high" }'],
  ])('are 2 when settings.json %s', async (_title, text) => {
    const runs = await runEach(['open'], { files: { 'settings.json': text } });
    expect(codesOf(runs)).toEqual({ open: 2 });
  });

  it('are 1 for an option that there is not', async () => {
    const runs = await runEach(['export', 'open'], { extra: ['--nonsense'] });
    expect(codesOf(runs)).toEqual({ export: 1, open: 1 });
    for (const [command, { output }] of runs)
      expect(output, command).toContain("unknown option '--nonsense'");
  });

  it('without service and OBS are 1 where one is needed, and 4 where a database is read', async () => {
    const port = await portOf(net.createServer());
    server?.close();
    const commands = ['setup-obs', 'export', 'import', 'backup', 'restore', 'new-database', 'open'];
    expect(codesOf(await runEach(commands, { env: { TSP_PORT: port } }))).toEqual({
      ...{ 'setup-obs': 1, open: 1 },
      ...{ export: 4, backup: 4, restore: 1 },
      ...{ import: 0, 'new-database': 0 },
    });
  });

  it('beside another program at the port are as without service', async () => {
    const port = await portOf(http.createServer((_req, res) => res.end('null')));
    const runs = await runEach(['start', 'doctor', 'setup-obs', 'export', 'import', 'open'], {
      env: { TSP_PORT: port },
    });
    expect(codesOf(runs)).toEqual({ start: 3, doctor: 1, 'setup-obs': 1, export: 4, import: 0, open: 1 });
    expect(runs.get('open')?.output).toContain(`Another program answers at http://localhost:${port}.`);
  });

  it.each([
    [
      'leads elsewhere',
      () => http.createServer((_req, res) => res.writeHead(302, { Location: '/health' }).end()),
    ],
    ['speaks no HTTP', () => net.createServer((socket) => socket.on('error', () => undefined).end('hello'))],
  ])('are 1 for a page of another program that %s', async (_title, make) => {
    const runs = await runEach(['open'], { env: { TSP_PORT: await portOf(make()) } });
    expect(codesOf(runs)).toEqual({ open: 1 });
    expect(runs.get('open')?.output).toContain('Another program answers');
  });

  it.each([
    ['5 for a file to import that is not there', ['import', 'nowhere.json'], 5, 'There is no file'],
    ['5 for a file to import that is a folder', ['import', '.'], 5, 'is a folder'],
    ['1 for a copy to restore that is not there', ['restore', 'nowhere.db'], 1, 'nowhere.db'],
    ['1 for a page that there is not', ['open', 'settings'], 1, "'settings' is invalid for argument 'page'"],
    ['1 for a file that is not named', ['import'], 1, "missing required argument 'file'"],
  ] as const)('are %s', async (_title, args, code, sentence) => {
    const run = await runHere({ folder: installation(), args });
    expect(run.output).toContain(sentence);
    expect(codesOf(new Map([['', run]]))).toEqual({ '': code });
  });
});
