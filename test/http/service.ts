import { DEFAULT_LOOK } from '../../src/show/look.js';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createArchive } from '../../src/service/archive.js';
import { createExecute } from '../../src/service/execute.js';
import type { GameLogStatus } from '../../src/service/game-log/game-log.js';
import { createHttpServer, type HttpOptions, type HttpServer } from '../../src/http/server/http-server.js';
import type { HttpPorts } from '../../src/http/ports.js';
import type { ServiceStatus } from '../../src/service/show-problem.js';
import type { ShowView } from '../../src/service/show-editor.js';
import { createHistory } from '../../src/store/query/history.js';
import { readSnapshot } from '../../src/store/query/snapshot.js';
import type { AutostartState } from '../../src/autostart/autostart.js';
import type { NetworkState } from '../../src/service/network-switch.js';
import type { Store } from '../../src/store/store.js';
import { openFreshStore } from '../support/database.js';
import { replyCheckFor, type ReplyCheck } from './reply-check.js';

export interface LogLine {
  readonly level: string;
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

/** The real rules, store and HTTP server over a database of its own; OBS alone is away, and the clock is ours. */
export interface Service {
  readonly port: number;
  readonly databaseFile: string;
  readonly server: HttpServer;
  readonly store: Store;
  readonly log: LogLine[];
  readonly resyncs: () => number;
  /** How many rows a press could have made: raids, kills and journal steps. */
  readonly rowCount: () => Promise<number>;
  readonly waitSeconds: (seconds: number) => void;
  readonly stop: () => Promise<void>;
}

export const OBS_AWAY: ServiceStatus = {
  state: 'not_running',
  message: 'OBS is not running: start it.',
  url: 'ws://127.0.0.1:4455',
  lamp: { look: 'bad', word: 'OBS is not running' },
  problems: [],
  program: null,
  obsVersion: null,
  websocketVersion: null,
  programScene: null,
  sceneCollection: null,
  studioMode: null,
  streaming: null,
  acknowledged: null,
  missingScenes: [],
  missingInputs: [],
  deadInputs: [],
  notTextInputs: [],
  renamed: [],
  scenes: [],
  textInputs: [],
  gameFilled: null,
  sceneLeftAlone: null,
  reactionFaults: [],
  lastReplay: null,
  nearest: [],
  showProblem: null,
  reactions: [],
};

const SHOW: ShowView = {
  file: 'show.json',
  faults: [],
  inForce: 'file',
  texts: [{ source: 'Tarkov Raid Kills', template: '{{raid.kill_count}}', byDefault: null, reads: '0' }],
  scenes: { lobby: 'Tarkov Lobby', mia: null },
  look: DEFAULT_LOOK,
  postRaidSeconds: 10,
  switchScenes: true,
  protectedScenes: ['BRB'],
  dayStartsAt: '05:00',
  gameMode: 'pvp',
  runThroughMinutes: 7,
  scavCooldownMinutes: 25,
  reactions: [],
  variables: [{ name: 'raid.kill_count', reads: '0' }],
};

const AUTOSTART: AutostartState = { enabled: false, file: '/home/jo/x', message: 'It does not start.' };
const NETWORK: NetworkState = {
  ...{ enabled: false, addresses: [], token: null, fixedBy: [] },
  message: 'Only this PC can press keys.',
};

const GAME_LOG: GameLogStatus = {
  ...{ state: 'off', folder: null, isFolderSet: false, found: [] },
  ...{ launch: null, last: null, problem: null },
};

/** By port: every reply that a test gets is held against the API description. */
const checks = new Map<number, ReplyCheck>();

/** @param playedBefore a database to begin with, which is copied. */
export async function startService(
  options: Partial<HttpOptions> = {},
  change: (ports: HttpPorts) => HttpPorts = (ports) => ports,
  playedBefore?: string,
): Promise<Service> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tsp-http-'));
  const databaseFile = path.join(folder, 'raids.db');
  if (playedBefore !== undefined) await copyFile(playedBefore, databaseFile);
  const store = await openFreshStore(databaseFile);
  const log: LogLine[] = [];
  let now = new Date('2026-11-22T19:00:00.250Z');
  let resyncs = 0;
  const note =
    (level: string) =>
    (fields: object, message: string): void => {
      log.push({ level, fields: fields as Record<string, unknown>, message });
    };
  const ports: HttpPorts = {
    execute: createExecute({ store, now: () => now }),
    history: createHistory(store, { now: () => now, dayStartsAt: () => '05:00' }),
    archive: createArchive({ store, database: path.join(folder, 'raids.db'), now: () => now }),
    snapshot: () => store.read((reader) => readSnapshot(reader, now, '05:00')),
    onChange: (listener) => store.onChange(listener),
    obs: {
      status: () => OBS_AWAY,
      state: () => OBS_AWAY.state,
      resync: () => {
        resyncs += 1;
      },
      showScene: () => Promise.resolve({ ok: false, code: 'obs-not-ready', message: OBS_AWAY.message }),
      startReplay: () => Promise.resolve({ ok: false, message: OBS_AWAY.message }),
      setUp: () => Promise.resolve({ ok: false, message: OBS_AWAY.message }),
      fitScenes: () => Promise.resolve({ ok: false, message: OBS_AWAY.message }),
      connect: () => Promise.resolve({ ok: true, changed: true, obs: OBS_AWAY }),
    },
    look: {
      change: () => Promise.resolve({ ok: false, code: 'obs-not-ready', message: OBS_AWAY.message }),
      undo: () => Promise.resolve({ ok: false, code: 'obs-not-ready', message: OBS_AWAY.message }),
    },
    doctor: () => Promise.resolve({ ok: true, message: 'Everything is in order.', checks: [], table: '' }),
    show: {
      read: () => Promise.resolve(SHOW),
      preview: (template) => Promise.resolve({ reads: template, fault: null }),
      change: () => Promise.resolve({ ok: true, changed: false }),
    },
    autostart: {
      state: () => AUTOSTART,
      set: (enabled) => ({ ok: true, changed: enabled !== AUTOSTART.enabled, state: AUTOSTART }),
    },
    network: {
      state: () => NETWORK,
      set: ({ enabled }) => Promise.resolve({ ok: true, changed: enabled, state: NETWORK }),
    },
    gameLog: {
      status: () => GAME_LOG,
      set: ({ enabled = false }) => Promise.resolve({ ok: true, changed: enabled, status: GAME_LOG }),
    },
    targets: {
      state: () => Promise.resolve([]),
      set: () => Promise.resolve({ ok: true, changed: true, message: 'Saved.', targets: [] }),
      remove: () => Promise.resolve({ ok: true, changed: true, message: 'Removed.', targets: [] }),
    },
    reactions: {
      tryOne: () => Promise.resolve(null),
      choices: () =>
        Promise.resolve({ scenes: [], sources: [], media: [], inputs: [], filters: [], targets: [] }),
    },
    testDrive: { start: () => undefined, end: () => false, secondsLeft: () => null },
    now: () => now,
    version: '1.2.3',
    log: { info: note('info'), warn: note('warn'), error: note('error') },
  };
  const server = createHttpServer(change(ports), { port: 0, ...options });
  const removeAll = async (): Promise<void> => {
    await server.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  const { port } = await server.listen().catch(async (error: unknown) => {
    await removeAll();
    throw error;
  });
  checks.set(port, replyCheckFor(server.routes));
  return {
    port,
    databaseFile,
    server,
    store,
    log,
    resyncs: () => resyncs,
    rowCount: () => countRows(store),
    waitSeconds: (seconds) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    stop: removeAll,
  };
}

async function countRows(store: Store): Promise<number> {
  return store.read(async (reader) => {
    const raids = await reader.selectFrom('raids').selectAll().execute();
    const kills = await reader.selectFrom('kills').selectAll().execute();
    const { undo, redo } = await readSnapshot(reader, new Date(), '05:00');
    return raids.length + kills.length + (undo?.step_id ?? 0) + (redo?.step_id ?? 0);
  });
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface Call {
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly host?: string;
}

/** One request with exactly the headers given (fetch would add and forbid some), on a connection of its own. */
export function call(port: number, method: string, target: string, request: Call = {}): Promise<Answer> {
  const { body } = request;
  const headers = { ...request.headers };
  // Node's client sends the body of a GET unframed, as if it were the next request.
  if (body !== undefined && headers['Transfer-Encoding'] === undefined) {
    headers['Content-Length'] = String(Buffer.byteLength(body));
  }
  return new Promise((resolve, reject) => {
    const req = http.request(
      {
        host: request.host ?? '127.0.0.1',
        port,
        method,
        path: target,
        headers,
        agent: false,
      },
      (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          const answer = { status: res.statusCode ?? 0, headers: res.headers, bytes, text };
          try {
            checks.get(port)?.(method, target, answer);
            resolve({ ...answer, json: parsed(text) });
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        });
        res.on('error', reject);
      },
    );
    req.on('error', reject);
    req.end(body);
  });
}

/** Sends bytes as they are and gives back all that comes until the server closes. */
export function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(received);
    });
    socket.on('end', () => socket.end());
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
