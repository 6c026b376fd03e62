import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One thing that a hostile page wants done. */
export interface AttackTarget {
  readonly method: string;
  readonly url: string;
  /** Fields, for what can carry a body. */
  readonly body: string;
}

/**
 * Runs in the browser: tries all that a page can do (elements, fetch in every mode, XHR, forms, beacon, sandboxed frame,
 * event stream, WebSocket, prefetch, a window of its own) on every target, and waits until each is settled or has had its
 * time. It must stand alone, because the browser gets its text.
 */
export async function attackFromPage(targets: readonly AttackTarget[]): Promise<void> {
  const page = globalThis as unknown as {
    document: {
      body: { append(node: unknown): void };
      createElement(name: string): Record<string, unknown> & { append(node: unknown): void };
    };
    open(url: string): { close(): void } | null;
    navigator: { sendBeacon(url: string, body: string): boolean };
    EventSource: new (url: string) => { close(): void };
    XMLHttpRequest: new () => {
      open(method: string, url: string): void;
      send(body?: string): void;
      onloadend: unknown;
    };
  };
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const element = (name: string, properties: object): Promise<void> =>
    new Promise((resolve) => {
      const node = page.document.createElement(name);
      Object.assign(node, properties, { onload: resolve, onerror: resolve });
      page.document.body.append(node);
      setTimeout(resolve, 1500);
    });
  const form = async (target: {
    url: string;
    method: string;
    body: string;
    enctype: string;
  }): Promise<void> => {
    const frame = page.document.createElement('iframe');
    frame['name'] = `frame${Math.random()}`;
    page.document.body.append(frame);
    const node = page.document.createElement('form');
    const [action, query = ''] = target.url.split('?');
    Object.assign(node, { action: target.method === 'GET' ? action : target.url, method: target.method });
    Object.assign(node, { enctype: target.enctype, target: frame['name'] });
    const pairs =
      target.enctype === 'text/plain'
        ? [[target.body, '']]
        : (target.method === 'GET' ? query : target.body).split('&').map((pair) => pair.split('='));
    for (const [name = '', value = ''] of pairs) {
      if (name === '') continue;
      const input = page.document.createElement('input');
      Object.assign(input, { name, value: decodeURIComponent(value) });
      node.append(input);
    }
    page.document.body.append(node);
    (node as unknown as { submit(): void }).submit();
    await wait(150);
  };
  const attack = async ({ method, url, body }: AttackTarget): Promise<void> => {
    const json = JSON.stringify(Object.fromEntries(new URLSearchParams(body)));
    const send = (options: object): Promise<unknown> =>
      fetch(url, { method, ...(method === 'GET' ? {} : { body: json }), ...options }).catch(() => null);
    const settled = [
      ...['img', 'script'].map((name) => element(name, { src: url })),
      element('link', { rel: 'stylesheet', href: url }),
      element('link', { rel: 'prefetch', href: url }),
      element('iframe', { src: url }),
      element('iframe', {
        sandbox: 'allow-scripts allow-forms',
        srcdoc: `<script>fetch(${JSON.stringify(url)}, { method: ${JSON.stringify(method)}, mode: 'no-cors', ${method === 'POST' ? `body: ${JSON.stringify(json)}` : ''} })</script>`,
      }),
      send({ mode: 'cors' }),
      send({ mode: 'no-cors' }),
      send({ mode: 'cors', headers: { 'Content-Type': 'application/json' } }),
      send({ mode: 'cors', headers: { Authorization: 'Bearer guess-guess' } }),
      send({ mode: 'cors', credentials: 'include', cache: 'no-store' }),
      new Promise((resolve) => {
        const xhr = new page.XMLHttpRequest();
        xhr.onloadend = resolve;
        xhr.open(method, url);
        xhr.send(method === 'GET' ? undefined : json);
      }),
      new Promise((resolve) => {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.onerror = resolve;
        socket.onclose = resolve;
      }),
    ];
    page.navigator.sendBeacon(url, json);
    const events = new page.EventSource(url);
    await form({ url, method: 'GET', body, enctype: 'application/x-www-form-urlencoded' });
    await form({ url, method: 'POST', body, enctype: 'application/x-www-form-urlencoded' });
    await form({ url, method: 'POST', body: json, enctype: 'text/plain' });
    const popup = page.open(url);
    await Promise.all(settled);
    await wait(100);
    popup?.close();
    events.close();
  };
  // A few at a time, because a browser opens six connections to one host.
  for (let index = 0; index < targets.length; index += 6) {
    await Promise.all(targets.slice(index, index + 6).map(attack));
  }
}

/** A web server that is not ours, on a port of its own; it serves an empty page. */
export async function startForeignServer(): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = http.createServer((_req, res) => {
    res.setHeader('Content-Type', 'text/html');
    res.end('<!doctype html><title>free skins</title><body>');
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
