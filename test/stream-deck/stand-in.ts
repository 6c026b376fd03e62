import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { actionUuid, PLUGIN_UUID } from '../../src/stream-deck/actions/actions.js';
import { until } from '../support/until.js';

/** The plugin as it is built and shipped. */
export const PLUGIN_FOLDER = path.join(PACKAGE_ROOT, 'dist', 'stream-deck', `${PLUGIN_UUID}.sdPlugin`);

type Json = Record<string, unknown>;

/** What the plugin has said, as it came. */
export interface PluginSaid {
  readonly event: string;
  readonly context?: string;
  readonly payload?: Json;
  readonly uuid?: string;
  /** By the clock of this process. */
  readonly atMs: number;
}

/** Elgato's app as a plugin sees it: starts the plugin as a process, and speaks its protocol over a real socket. */
export interface StandIn {
  readonly pid: number;
  /** Everything that the plugin has said, oldest first. */
  readonly said: readonly PluginSaid[];
  /** What the plugin has printed. */
  output(): string;
  send(message: object): void;
  /** A key or dial comes into sight. */
  appear(action: string, options?: KeyOptions): StandInKey;
  /** Sets what the app keeps for the whole plugin, as the property inspector does. */
  setGlobalSettings(settings: Json): void;
  /** What the app keeps for the whole plugin. */
  globalSettings(): Json;
  /** The settings of that key are opened: what the app hands to the property inspector. */
  inspect(key: StandInKey): readonly [port: number, uuid: string, event: string, info: string, about: string];
  /** What the plugin has said of this kind about that key. */
  of(event: string, context?: string): readonly PluginSaid[];
  /** The app goes, and its socket with it. */
  leave(): void;
  /** Settles with the plugin's exit code when it has ended. */
  ended(): Promise<number | null>;
  stop(): Promise<void>;
}

export interface KeyOptions {
  readonly settings?: Json;
  readonly device?: string;
  readonly controller?: 'Keypad' | 'Encoder';
  readonly isInMultiAction?: boolean;
  /** A key inside a multi action may be pressed without ever having been seen. */
  readonly isUnseen?: boolean;
}

export interface StandInKey {
  readonly context: string;
  readonly action: string;
  readonly device: string;
  settings(): Json;
  press(): void;
  rotate(ticks: number): void;
  push(): void;
  touch(hold?: boolean): void;
  disappear(): void;
  set(settings: Json): void;
  /** The texts on its face now, joined. */
  words(): string;
  /** Its face now, as SVG. */
  svg(): string;
  count(event: string): number;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

let contexts = 0;

/** @param env what the plugin finds in its environment beside that of the test. */
export async function startStandIn(
  globalSettings: Json = {},
  env: Readonly<Record<string, string>> = {},
): Promise<StandIn> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const said: PluginSaid[] = [];
  let socket: WebSocket | null = null;
  let kept = globalSettings;
  const send = (message: object): void => socket?.send(JSON.stringify(message));
  const tellGlobalSettings = (): void => {
    send({ event: 'didReceiveGlobalSettings', payload: { settings: kept } });
  };
  const keys = new Map<string, StandInKey>();
  /** The open property inspector. */
  let inspector: { readonly socket: WebSocket; readonly key: StandInKey } | null = null;

  function takeFromPlugin(message: Omit<PluginSaid, 'atMs'>): void {
    said.push({ ...message, atMs: performance.now() });
    if (message.event === 'registerPlugin') {
      for (const [device, type] of DEVICES) {
        send({ event: 'deviceDidConnect', device, deviceInfo: { name: device, type } });
      }
    } else if (message.event === 'getGlobalSettings') tellGlobalSettings();
    else if (message.event === 'setGlobalSettings') kept = message.payload ?? {};
    else if (message.event === 'sendToPropertyInspector') inspector?.socket.send(JSON.stringify(message));
  }

  /** What one side keeps, the other one is told. */
  function takeFromInspector({ event, payload = {} }: Omit<PluginSaid, 'atMs'>, key: StandInKey): void {
    if (event === 'setSettings') key.set(payload);
    else if (event === 'sendToPlugin') {
      send({ event, action: key.action, context: key.context, payload });
    } else if (event === 'setGlobalSettings') {
      kept = payload;
      tellGlobalSettings();
    } else if (event === 'getGlobalSettings') {
      const answer = { event: 'didReceiveGlobalSettings', payload: { settings: kept } };
      inspector?.socket.send(JSON.stringify(answer));
    }
  }

  server.on('connection', (opened) => {
    opened.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as Omit<PluginSaid, 'atMs'>;
      const key = keys.get(message.uuid ?? '');
      if (message.event === 'registerPlugin') socket = opened;
      if (message.event === 'registerPropertyInspector' && key !== undefined) {
        inspector = { socket: opened, key };
        const { action, context, device } = key;
        send({ event: 'propertyInspectorDidAppear', action, context, device });
      } else if (opened === inspector?.socket) takeFromInspector(message, inspector.key);
      else takeFromPlugin(message);
    });
  });
  const { port } = server.address() as AddressInfo;
  const info = { application: { version: '6.9.0', language: 'en', platform: 'windows' }, devices: [] };
  const child = spawn(
    process.execPath,
    [
      path.join('bin', 'plugin.js'),
      ...['-port', String(port), '-pluginUUID', 'PLUGIN', '-registerEvent', 'registerPlugin'],
      ...['-info', JSON.stringify(info)],
    ],
    { cwd: PLUGIN_FOLDER, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  );
  running.add(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exit = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  await until(() => {
    if (said.length === 0) throw new Error(`The plugin did not register: ${text}`);
  });

  const of = (event: string, context?: string): readonly PluginSaid[] =>
    said.filter((one) => one.event === event && (context === undefined || one.context === context));

  return {
    pid: child.pid ?? NaN,
    said,
    output: () => text,
    send,
    of,
    appear(id, options = {}) {
      const { device = 'DECK', controller = 'Keypad', isUnseen = false } = options;
      const isInMultiAction = isUnseen || options.isInMultiAction === true;
      const context = `KEY-${++contexts}`;
      const column = contexts % 5;
      const action = actionUuid({ id });
      const about = { action, context, device };
      let settings = options.settings ?? {};
      // Inside a multi action a key has no place on the deck.
      const place = isInMultiAction ? {} : { coordinates: { column, row: 0 } };
      const payload = (): Json => ({ settings, controller, isInMultiAction, state: 0, ...place });
      const tell = (event: string, own: Json = {}): void => {
        send({ event, ...about, payload: { ...payload(), ...own } });
      };
      const svg = (): string => {
        const face = of(controller === 'Encoder' ? 'setFeedback' : 'setImage', context).at(-1)?.payload;
        const uri = String(controller === 'Encoder' ? face?.['face'] : face?.['image']);
        return decodeURIComponent(uri.replace(/^[^,]*,/, ''));
      };
      if (!isUnseen) tell('willAppear');
      const key: StandInKey = {
        ...{ context, action, device },
        settings: () => settings,
        press() {
          tell('keyDown');
          tell('keyUp');
        },
        rotate(ticks) {
          tell('dialRotate', { ticks, pressed: false });
          settings = of('setSettings', context).at(-1)?.payload ?? settings;
        },
        push() {
          tell('dialDown');
          tell('dialUp');
        },
        touch(hold = false) {
          tell('touchTap', { hold, tapPos: [100, 50] });
        },
        disappear() {
          tell('willDisappear');
        },
        set(next) {
          settings = next;
          tell('didReceiveSettings');
        },
        svg,
        words: () => Array.from(svg().matchAll(/<text[^>]*>([^<]*)<\/text>/g), ([, word]) => word).join(' '),
        count: (event) => of(event, context).length,
      };
      keys.set(context, key);
      return key;
    },
    globalSettings: () => kept,
    inspect(key) {
      const { action, context, device } = key;
      const about = { action, context, device, payload: { settings: key.settings() } };
      return [port, context, 'registerPropertyInspector', JSON.stringify(info), JSON.stringify(about)];
    },
    setGlobalSettings(settings) {
      kept = settings;
      tellGlobalSettings();
    },
    leave() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
    ended: () => exit,
    async stop() {
      child.kill('SIGKILL');
      await exit;
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

/** What is plugged in: name and kind, as the app numbers them. */
const DEVICES = [
  ['DECK', 0],
  ['PLUS', 7],
] as const;
