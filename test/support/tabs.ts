import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { chromiumFile } from './chromium.js';

/** One tab of a browser that treats it as for a person: one behind another is hidden, and slows down. */
export interface Tab {
  readonly targetId: string;
  /** The value of an expression on the page. */
  evaluate<T = unknown>(expression: string): Promise<T>;
  /** Freezes the page as a browser does with a tab that nobody has looked at for long, or wakes it. */
  setFrozen(isFrozen: boolean): Promise<void>;
  show(): Promise<void>;
  goTo(url: string): Promise<void>;
  close(): Promise<void>;
}

export interface TabBrowser {
  /** `behind`: a tab that was never in sight. `window`: in a window of its own. */
  open(url: string, place: 'behind' | 'window'): Promise<Tab>;
  close(): Promise<void>;
}

/** A Chromium over its own protocol, because Playwright makes every page believe that it is in sight. */
export async function launchTabs(extra: readonly string[] = []): Promise<TabBrowser> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'tsp-tabs-'));
  const child = spawn(
    chromiumFile(),
    [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-quic'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--remote-debugging-port=0', `--user-data-dir=${profile}`, ...extra, 'about:blank'],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const send = await connect(await endpointOf(child));
  return {
    async open(url, place) {
      const options = place === 'behind' ? { background: true } : { newWindow: true };
      const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url, ...options });
      return tabOf(send, targetId);
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await send('Browser.close');
      await ended;
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

type Send = <T = unknown>(method: string, params?: object, sessionId?: string) => Promise<T>;

async function tabOf(send: Send, targetId: string): Promise<Tab> {
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  return {
    targetId,
    async evaluate<T>(expression: string): Promise<T> {
      const { result, exceptionDetails } = await send<{
        result: { value: T };
        exceptionDetails?: { text: string; exception?: { description?: string } };
      }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId);
      if (exceptionDetails !== undefined)
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    async setFrozen(isFrozen) {
      await send('Page.setWebLifecycleState', { state: isFrozen ? 'frozen' : 'active' }, sessionId);
    },
    async show() {
      await send('Target.activateTarget', { targetId });
    },
    async goTo(url) {
      await send('Page.navigate', { url }, sessionId);
    },
    async close() {
      await send('Target.closeTarget', { targetId });
    },
  };
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const endpoint = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.once('exit', () => {
      reject(new Error(`Chromium did not start:\n${text}`));
    });
  });
}

async function connect(endpoint: string): Promise<Send> {
  const socket = new WebSocket(endpoint);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  socket.on('message', (raw: Buffer) => {
    const { id, result, error } = JSON.parse(raw.toString()) as {
      id?: number;
      result: never;
      error?: { message: string };
    };
    const call = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || call === undefined) return;
    waiting.delete(id);
    if (error === undefined) call.resolve(result);
    else call.reject(new Error(error.message));
  });
  socket.on('error', () => undefined);
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      socket.send(
        JSON.stringify({ id: lastId, method, params, ...(sessionId === undefined ? {} : { sessionId }) }),
      );
    });
}
