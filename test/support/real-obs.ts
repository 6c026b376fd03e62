import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '../../src/lib/error-code.js';
import { freePort } from './free-port.js';
import { obsBuilds, prepareChroot, type ObsBuild } from './real-obs-builds.js';
import { createObsClient, type ObsClient } from './real-obs-client.js';
import { createObsHome } from './real-obs-home.js';
import { endGroup, hasEnded, spawnGroup, startXvfb } from './real-obs-process.js';

export { obsBuilds, type ObsBuild };

/** Twice this is less than what a hook may take. */
const START_TIMEOUT_MS = 45_000;
/** Ten times what it takes on a machine that does other things as well. */
const FIRST_START_MS = 25_000;

/**
 * For tests in which nobody looks at the picture. OBS draws in software here, and what that takes goes with the number
 * of pixels: at 10 frames a second 1920×1080 takes 45 % of a core, this 6 %.
 */
export const SMALL_CANVAS = { width: 320, height: 180 };

export interface RealObsOptions {
  /** The first of `obsBuilds()` if not given. */
  readonly build?: ObsBuild;
  /** Scene collections that are there before the start. */
  readonly collectionFiles?: readonly string[];
  /** Name of the collection that is opened; `Untitled` if not given. */
  readonly collection?: string;
  readonly password?: string;
  /** 1920×1080 if not given. */
  readonly canvas?: { readonly width: number; readonly height: number };
  /** Frames a second; few, because each is drawn in software. */
  readonly fps?: number;
  /** A free one if not given. */
  readonly port?: number;
  /** True: its process has the name by which the service looks for OBS; the services of all other tests see it then. */
  readonly isSeen?: boolean;
}

/** One real OBS with a home, a port and an X display of its own. */
export interface RealObs {
  readonly build: ObsBuild;
  readonly port: number;
  readonly url: string;
  readonly password: string | null;
  readonly home: string;
  readonly call: ObsClient['call'];
  /** What OBS draws for a scene or source, as PNG; as large as the source if no width is given. */
  screenshot(sourceName: string, size?: { width?: number; height?: number }): Promise<Buffer>;
  /** Starts it again after `kill` or `stop`, with the same home and port; settles when it answers. */
  start(): Promise<void>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Ends it as a user does: it saves its scenes first, which SIGTERM does not let it. */
  stop(): Promise<void>;
  /** Ends everything and removes the home. */
  dispose(): Promise<void>;
}

/** Starts OBS without a screen; settles when it answers and its scenes are loaded. */
export async function startRealObs(options: RealObsOptions = {}): Promise<RealObs> {
  const build = options.build ?? obsBuilds()[0];
  if (build === undefined) throw new Error('There is no OBS here: install obs-studio and xvfb.');
  if (build.chroot !== null) prepareChroot(build.chroot);
  const port = options.port ?? (await freePort());
  const password = options.password ?? null;
  const { canvas = { width: 1920, height: 1080 }, fps = 10, collectionFiles = [] } = options;
  const screen = await startXvfb();
  const home = await createObsHome(build, { port, password, canvas, fps, collectionFiles });
  const url = `ws://127.0.0.1:${port}`;
  const client = createObsClient(url, password);
  const life = createLife(client, {
    build,
    home,
    port,
    collection: options.collection ?? 'Untitled',
    display: screen.display,
    isSeen: options.isSeen ?? false,
  });
  const dispose = async (): Promise<void> => {
    await life.end('SIGTERM');
    await endGroup(screen.child, 'SIGTERM');
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    // OBS itself hangs once in some hundred starts.
    await life.start().catch(async () => {
      await life.end('SIGKILL');
      await life.start();
    });
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    ...{ build, port, url, password, home, dispose },
    call: client.call,
    screenshot: (sourceName, size = {}) => screenshot(client, sourceName, size),
    start: life.start,
    kill: () => life.end('SIGKILL'),
    stop: () => life.end('SIGINT'),
  };
}

interface Run {
  readonly build: ObsBuild;
  readonly home: string;
  readonly port: number;
  readonly collection: string;
  readonly display: string;
  readonly isSeen: boolean;
}

function createLife(client: ObsClient, run: Run) {
  let child: ChildProcess | null = null;
  return {
    async start(): Promise<void> {
      if (child !== null && !hasEnded(child)) throw new Error('This OBS runs already.');
      child = await launch(run);
      try {
        await waitUntilLoaded(client, child, run, FIRST_START_MS);
      } catch (error) {
        // Once in some hundred starts OBS hangs or crashes by itself while it loads its modules, before anything of ours.
        process.stderr.write(`OBS is started once more. ${String(error)}\n`);
        await client.close();
        await endGroup(child, 'SIGKILL');
        child = await launch(run);
        await waitUntilLoaded(client, child, run, START_TIMEOUT_MS);
      }
    },
    async end(signal: NodeJS.Signals): Promise<void> {
      const last = child;
      child = null;
      await client.close();
      if (last !== null) await endGroup(last, signal);
    },
  };
}

async function screenshot(
  client: ObsClient,
  sourceName: string,
  { width, height }: { width?: number; height?: number },
): Promise<Buffer> {
  const { imageData } = await client.call('GetSourceScreenshot', {
    sourceName,
    imageFormat: 'png',
    ...(width === undefined ? {} : { imageWidth: width }),
    ...(height === undefined ? {} : { imageHeight: height }),
  });
  return Buffer.from(imageData.slice(imageData.indexOf(',') + 1), 'base64');
}

/** The service looks for a process called `obs`: that of one test must not be seen by the service of another. */
const NAME_FOR_TESTS = 'obs-of-a-test';

async function nameForTests(home: string, chroot: string | null): Promise<void> {
  const folders = chroot === null ? (process.env['PATH'] ?? '').split(':') : ['/usr/bin'];
  const program = folders
    .map((folder) => join(folder, 'obs'))
    .find((file) => existsSync((chroot ?? '') + file));
  if (program === undefined) throw new Error('There is no program called obs.');
  await symlink(program, join(home, NAME_FOR_TESTS)).catch((error: unknown) => {
    // It was started before.
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

async function launch({ build, ...run }: Run): Promise<ChildProcess> {
  // Inside a chroot the same folder has a shorter path.
  const home = build.chroot === null ? run.home : run.home.slice(build.chroot.length);
  if (!run.isSeen) await nameForTests(run.home, build.chroot);
  const command = [
    run.isSeen ? 'obs' : join(home, NAME_FOR_TESTS),
    '--multi',
    '--disable-updater',
    '--disable-shutdown-check',
  ];
  command.push('--websocket_port', String(run.port), '--collection', run.collection);
  const log = await open(join(run.home, 'obs.log'), 'a');
  try {
    return spawnGroup(build.chroot === null ? command : ['chroot', build.chroot, ...command], {
      env: {
        PATH: process.env['PATH'],
        LANG: 'C.UTF-8',
        HOME: home,
        XDG_CONFIG_HOME: join(home, '.config'),
        XDG_RUNTIME_DIR: join(home, 'run'),
        LIBGL_ALWAYS_SOFTWARE: '1',
        QT_QPA_PLATFORM: 'xcb',
        DISPLAY: run.display,
        // Beside the homes, so that not each OBS has to compile the same shaders: a third of what a start costs.
        MESA_SHADER_CACHE_DIR: join(dirname(home), 'tsp-shaders'),
      },
      stdio: ['ignore', log.fd, log.fd],
    });
  } finally {
    await log.close();
  }
}

/** obs-websocket 5.1 answers before the scenes are there: wait until two looks a moment apart see the same ones. */
async function waitUntilLoaded(
  client: ObsClient,
  child: ChildProcess,
  { collection, home }: Run,
  timeoutMs: number,
): Promise<void> {
  const deadlineMs = Date.now() + timeoutMs;
  let before = '';
  let problem: unknown = null;
  while (Date.now() < deadlineMs && !hasEnded(child)) {
    try {
      const { currentSceneCollectionName } = await client.call('GetSceneCollectionList');
      const { scenes } = await client.call('GetSceneList');
      const now = JSON.stringify(scenes);
      if (currentSceneCollectionName === collection && scenes.length > 0 && now === before) return;
      before = now;
      problem = new Error(`It shows "${currentSceneCollectionName}" with ${scenes.length} scenes.`);
    } catch (error) {
      problem = error;
    }
    await sleep(150);
  }
  const log = await readFile(join(home, 'obs.log'), 'utf8');
  throw new Error(`OBS did not come up.\n${log.split('\n').slice(-25).join('\n')}`, { cause: problem });
}
