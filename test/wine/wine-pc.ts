import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { START_FILES } from '../../src/lib/how-started.js';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { prepareChroot } from '../support/real-obs-builds.js';
import { startXvfb } from '../support/real-obs-process.js';
import { until } from '../support/until.js';

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The program in its window. */
export interface Running {
  output(): string;
  /** A crash. */
  kill(): Promise<Ended>;
  /** Ctrl+C. */
  stop(): Promise<Ended>;
}

/** A Windows with nothing installed, on which one streamer has unpacked the zip. */
export interface WinePc {
  readonly version: string;
  /** The streamer's own folder, as this machine sees it. */
  readonly profile: string;
  /** The folder that holds the start file, as this machine sees it. */
  readonly bundle: string;
  /** As Windows names a file of the streamer's. */
  windowsPath(file: string): string;
  /** Double-clicks the start file, and waits until it serves at that port. */
  start(port: number): Promise<Running>;
  /** Runs that file as a double click does, and waits until the program serves. */
  startWith(windowsFile: string, port: number): Promise<Running>;
  /** Types a command after the name of the start file. */
  type(...args: readonly string[]): Promise<Ended>;
  /** The same in a window, in which it may open pages. */
  typeInWindow(...args: readonly string[]): Promise<Ended>;
  /** As an installer of 32 bits does it. */
  storeInRegistry(key: string, value: string, text: string): Promise<void>;
  renameBundle(name: string): void;
  turnOff(): Promise<void>;
}

/** The bundle that `npm run release` has made. */
export function newestZip(): string {
  const release = path.join(PACKAGE_ROOT, 'release');
  const name = fs.existsSync(release)
    ? fs.readdirSync(release).find((file) => file.endsWith('-windows-x64.zip'))
    : undefined;
  if (name === undefined) throw new Error('Make the bundle first: npm run release windows-x64');
  return path.join(release, name);
}

/** The settings of OBS's server where OBS for Windows keeps them, and as it writes them. */
export function storeObsSettings(pc: WinePc, port: number, password: string): void {
  const folder = path.join(pc.profile, 'AppData/Roaming/obs-studio/plugin_config/obs-websocket');
  fs.mkdirSync(folder, { recursive: true });
  const settings = {
    ...{ auth_required: true, server_enabled: true },
    ...{ server_password: password, server_port: port },
  };
  fs.writeFileSync(path.join(folder, 'config.json'), `\uFEFF${JSON.stringify(settings)}`);
}

/** Where the program keeps the streamer's files. */
export function configFolder(pc: WinePc): string {
  return path.join(pc.profile, 'AppData', 'Roaming', 'tarkov-stream-producer', 'Config');
}

const START_FILE = START_FILES.win32 ?? '';
/** Of a streamer's own name; the code page of a Western Windows does not have all of it. */
const PROFILE = 'Jö Ünï Łuk';

/**
 * @param zip the Windows bundle.
 * @param where `host`, or `chroot:DIR` for the Wine of another Debian.
 */
export async function startWinePc(zip: string, where: string): Promise<WinePc> {
  const root = where === 'host' ? '' : path.resolve(where.replace(/^chroot:/, ''));
  if (root !== '') prepareChroot(root);
  const home = fs.mkdtempSync(path.join(root, root === '' ? os.tmpdir() : 'tmp', 'tsp-wine-'));
  const driveC = path.join(home, 'prefix', 'drive_c');
  const profile = path.join(driveC, 'users', PROFILE);
  let bundle = path.join(driveC, 'Tarkov & Co');
  const windowsPath = (file: string): string => `C:\\${path.relative(driveC, file).replaceAll('/', '\\')}`;

  const spawnIn = (command: readonly string[], output: string, program = START_FILE): ChildProcess => {
    const [name = '', ...args] = root === '' ? command : ['chroot', root, ...command];
    const file = fs.openSync(output, 'w');
    // Under Wine a pipe for the output fails.
    const child = spawn(name, args, { env: environment(program), stdio: ['ignore', file, file] });
    fs.closeSync(file);
    return child;
  };
  const environment = (program: string): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    HOME: home.slice(root.length),
    // Wine reads file names as the locale says.
    LC_ALL: 'C.UTF-8',
    WINEPREFIX: path.join(home, 'prefix').slice(root.length),
    WINEDEBUG: '-all',
    DISPLAY: screen.display,
    // No questions about parts that no part of ours needs.
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    TSP_WINE_PROFILE: windowsPath(profile),
    TSP_WINE_START: program.includes('\\') ? program : windowsPath(path.join(bundle, program)),
  });
  // A window that is opened minimised needs a screen.
  const screen = await startXvfb();
  let runs = 0;
  const newOutput = (): string => path.join(home, `output-${(runs += 1)}.txt`);
  const run = async (command: readonly string[]): Promise<Ended> => {
    const file = newOutput();
    const [code] = (await once(spawnIn(command, file), 'exit')) as [number | null];
    return { code, output: fs.readFileSync(file, 'utf8') };
  };
  const command = (args: readonly string[]): string[] => ['wine', 'cmd', '/c', windowsPath(wrapper), ...args];

  const version = await run(['wine', '--version']);
  if (version.code !== 0) throw new Error(`There is no Wine in "${where}": see test/README.md.`);
  await run(['wine', 'wineboot', '--init']);
  for (const name of ['Roaming', 'Local']) {
    fs.mkdirSync(path.join(profile, 'AppData', name), { recursive: true });
  }
  unpack(zip, bundle);
  const wrapper = path.join(driveC, 'as-the-streamer.cmd');
  fs.writeFileSync(wrapper, AS_THE_STREAMER);

  async function startWith(program: string, port: number): Promise<Running> {
    const file = newOutput();
    const child = spawnIn(command([]), file, program);
    const ended = once(child, 'exit');
    const output = (): string => fs.readFileSync(file, 'utf8');
    await until(async () => {
      if (child.exitCode !== null && child.exitCode !== 0) throw new Error(output());
      await (await fetch(`http://127.0.0.1:${port}/health`)).json();
    }, 60_000).catch((error: unknown) => {
      throw new Error(`It does not serve:\n${output()}`, { cause: error });
    });
    const end = async (signal: NodeJS.Signals): Promise<Ended> => {
      for (const pid of nodesOf(home.slice(root.length))) process.kill(pid, signal);
      const [code] = (await ended) as [number | null];
      // The batch file that starts it at sign-in does not wait for it.
      await until(() => {
        if (nodesOf(home.slice(root.length)).length > 0) throw new Error('It does not end.');
      });
      return { code, output: output() };
    };
    return { output, kill: () => end('SIGKILL'), stop: () => end('SIGINT') };
  }

  return {
    version: version.output.trim(),
    profile,
    get bundle() {
      return bundle;
    },
    windowsPath,
    start: (port) => startWith(START_FILE, port),
    startWith,
    type: (...args) => run(command(args)),
    async typeInWindow(...args) {
      const file = newOutput();
      const inside = root === '' ? command(args) : ['chroot', root, ...command(args)];
      const line = inside.map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ');
      // `script` gives it a terminal.
      const child = spawn('script', ['-qefc', line, file], { env: environment(START_FILE), stdio: 'ignore' });
      const [code] = (await once(child, 'exit')) as [number | null];
      return { code, output: withoutControls(fs.readFileSync(file, 'utf8')) };
    },
    async storeInRegistry(key, value, text) {
      const { code, output } = await run([
        'wine',
        'reg',
        'add',
        key,
        '/v',
        value,
        '/d',
        text,
        '/f',
        '/reg:32',
      ]);
      if (code !== 0) throw new Error(`The registry does not take ${key}: ${output}`);
    },
    renameBundle(name) {
      const renamed = path.join(driveC, name);
      fs.renameSync(bundle, renamed);
      bundle = renamed;
    },
    async turnOff() {
      for (const pid of nodesOf(home.slice(root.length))) process.kill(pid, 'SIGKILL');
      await run(['wineserver', '--kill']);
      await run(['wineserver', '--wait']);
      screen.child.kill();
      fs.rmSync(home, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Wine knows one user alone; the program asks Windows for these folders. It is ASCII, for Wine's cmd reads no UTF-8. */
const AS_THE_STREAMER = `@echo off
set "USERPROFILE=%TSP_WINE_PROFILE%"
set "APPDATA=%TSP_WINE_PROFILE%\\AppData\\Roaming"
set "LOCALAPPDATA=%TSP_WINE_PROFILE%\\AppData\\Local"
"%TSP_WINE_START%" %*
`.replaceAll('\n', '\r\n');

/** The one folder in the zip becomes `folder`. */
function unpack(zip: string, folder: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(fs.readFileSync(zip)))) {
    const file = path.join(folder, ...name.split('/').slice(1));
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, bytes);
  }
}

/** The processes of `node.exe` on that PC alone. */
function nodesOf(home: string): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const isNode = /node\.exe/i.test(
          fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '',
        );
        return isNode && fs.readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`WINEPREFIX=${home}`);
      } catch {
        // It has just ended.
        return false;
      }
    })
    .map(Number);
}

/** A terminal gets colours and moves beside the words. */
function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  return text.replace(/\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07)/g, '').replaceAll('\r', '');
}
