import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { buildProgram } from '../support/built-program.js';
import { launchChromium } from '../support/chromium.js';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { openRaid } from './open-raid.js';
import { ratioRow, spreadOf } from './measure.js';

// How soon the dock can be pressed, what it weighs, and what many open docks cost a press.
// Alone: npx tsx test/bench/dock-bench.ts

const LOADS = 20;
const DOCKS = 20;
const ROUNDS = 6;
const PRESSES_A_ROUND = 40;

/** Rows for a table; each figure beside the least that could do the job on the same machine. */
export async function benchDock(): Promise<Record<string, string>[]> {
  buildProgram();
  const service = await startServiceProcess({ env: { TSP_LOG_LEVEL: 'warn' } });
  const floor = await startFloor();
  const browser = await launchChromium();
  try {
    await openRaid(service);
    const ready: number[] = [];
    const bare: number[] = [];
    let bytes = 0;
    for (let load = 0; load <= LOADS; load += 1) {
      const product = await loadPage(browser, service.url, '.figures dd');
      const least = await loadPage(browser, floor.url, '.live');
      // The first load pays for the browser's own start.
      if (load === 0) continue;
      ready.push(product.readyMs);
      bare.push(least.readyMs);
      ({ bytes } = product);
    }
    return [
      ratioRow('dock: first byte → keys live', spreadOf(ready), spreadOf(bare)),
      await pressesBesideDocks(service),
      { what: 'dock: first load over the wire', 'product p50': `${(bytes / 1000).toFixed(1)} kB` },
    ];
  } finally {
    await browser.close();
    floor.server.close();
    await service.kill();
  }
}

/** One load by a browser that has never seen the page. */
async function loadPage(
  browser: Browser,
  url: string,
  live: string,
): Promise<{ readyMs: number; bytes: number }> {
  const context = await browser.newContext({ viewport: { width: 300, height: 900 } });
  try {
    const page = await context.newPage();
    // Seen from within, at the very change that makes the keys work; asking from here would add its own delay.
    await page.addInitScript(`new MutationObserver((_, observer) => {
      if (document.querySelector(${JSON.stringify(live)}) === null) return;
      observer.disconnect();
      window.liveAt = performance.now();
    }).observe(document, { childList: true, subtree: true });`);
    await page.goto(url, { waitUntil: 'commit' });
    await until(async () => {
      if (await page.evaluate('window.liveAt === undefined')) throw new Error(`${url} did not come alive.`);
    });
    const readyMs = await page.evaluate<number>(
      "window.liveAt - performance.getEntriesByType('navigation')[0].responseStart",
    );
    await page.waitForTimeout(200);
    const bytes = await page.evaluate<number>(
      `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .reduce((sum, { transferSize }) => sum + transferSize, 0)`,
    );
    return { readyMs, bytes };
  } finally {
    await context.close();
  }
}

/** A page that could do no less: one module, one event, one key. */
async function startFloor(): Promise<{ url: string; server: http.Server }> {
  const page = '<!doctype html><script type="module" src="/main.js"></script><body></body>';
  const script = `new EventSource('/events').addEventListener('snapshot', ({ data }) => {
    document.body.innerHTML = '<button class="live">' + data + '</button>';
  });`;
  const server = http.createServer((request, response) => {
    if (request.url === '/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('event: snapshot\ndata: Queue\n\n');
    } else if (request.url === '/main.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
    } else {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(page);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** Kill → reply with many docks open and with none, by turns. */
async function pressesBesideDocks(service: ServiceProcess): Promise<Record<string, string>> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const beside: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const docks of round % 2 === 0 ? [DOCKS, 0] : [0, DOCKS]) {
      const leave = await openDocks(service.url, docks);
      for (let press = 0; press < PRESSES_A_ROUND; press += 1) {
        const ms = await pressKill(service.url, agent);
        if (round > 0) (docks === 0 ? alone : beside).push(ms);
        // As people press, however fast: what a press sets off is over before the next.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      leave();
    }
  }
  agent.destroy();
  return ratioRow(`dock: press → reply, ${DOCKS} docks open / none`, spreadOf(beside), spreadOf(alone));
}

/** Followers that read everything, as open docks do. */
async function openDocks(url: string, count: number): Promise<() => void> {
  const requests = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<http.ClientRequest>((resolve, reject) => {
          const request = http.get(`${url}/events`, { agent: false }, (response) => {
            response.resume();
            response.once('data', () => {
              resolve(request);
            });
            response.on('error', () => undefined);
          });
          request.on('error', reject);
        }),
    ),
  );
  return () => {
    for (const request of requests) request.destroy();
  };
}

function pressKill(url: string, agent: http.Agent): Promise<number> {
  const pressedAt = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${url}/raid/kill?enemy_type=scav`,
      { method: 'POST', agent },
      (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 201) resolve(performance.now() - pressedAt);
          else reject(new Error(`A kill was answered with ${String(response.statusCode)}.`));
        });
      },
    );
    request.on('error', reject);
    request.end();
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // eslint-disable-next-line no-console -- a table is what people read here
  console.table(await benchDock());
  process.exit();
}
