import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { READY, toReactions } from '../../src/dock/setup/reaction-words.js';
import { startServiceHere, type ServiceHere } from '../support/service-here.js';
import { makeFolder } from '../support/database.js';
import { until } from '../support/until.js';

interface Ran {
  readonly action: string;
  readonly args: unknown;
}

/** Streamer.bot's HTTP server, as strict as its documentation: 204 and no content for an action by its id or name. */
async function streamerBot(actions: Readonly<Record<string, string>>) {
  const ran: Ran[] = [];
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      const isCall = request.method === 'POST' && request.url === '/DoAction';
      const action = isCall ? actionIn(text, actions) : null;
      if (action !== null) ran.push(action);
      response.writeHead(!isCall ? 404 : action === null ? 400 : 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { ran, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/DoAction` };
}

function actionIn(text: string, actions: Readonly<Record<string, string>>): Ran | null {
  const { action, args = {} } = JSON.parse(text) as {
    readonly action?: { readonly id?: string; readonly name?: string };
    readonly args?: unknown;
  };
  const name = Object.keys(actions).find((known) => known === action?.name || actions[known] === action?.id);
  const areArgs = typeof args === 'object' && args !== null && !Array.isArray(args);
  return name === undefined || !areArgs ? null : { action: name, args };
}

/** The JSON of the README that has this name at its top. */
function readmeJson(name: string): unknown {
  const readme = fs.readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/```json\n(.*?)```/gs)].map(
    ([, json = '']) => JSON.parse(json) as object,
  );
  return blocks.find((block) => Object.hasOwn(block, name));
}

async function startWith(show: unknown, url: string): Promise<ServiceHere> {
  const folder = makeFolder();
  fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify(show));
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ targets: { streamerbot: url } }));
  // Port 1: there is no OBS, and none is needed.
  const app = await startServiceHere({ folder });
  onTestFinished(() => app.stop());
  return app;
}

async function pressKill(app: ServiceHere): Promise<void> {
  await app.call('POST', '/raid/start', { map_name: 'Customs', character_type: 'pmc' });
  await app.call('POST', '/raid/kill', { enemy_type: 'boss' });
}

describe('Streamer.bot', () => {
  it('runs the action that the README names, at the press of the kill key', async () => {
    const { ran, url } = await streamerBot({ Kill: 'a0ff6f91-a51e-4b7d-948b-5e03ff4a82f0' });
    const show = readmeJson('reactions');
    const app = await startWith(show, url);
    expect((await app.call('GET', '/show')).json).toMatchObject({ faults: [], ...(show as object) });
    await pressKill(app);
    await until(() => expect(ran).toEqual([{ action: 'Kill', args: {} }]));
  });

  it('gets from the ready reaction of the set-up page what its action may say', async () => {
    const { ran, url } = await streamerBot({ 'Tarkov kill': 'a0ff6f91-a51e-4b7d-948b-5e03ff4a82f0' });
    const ready = READY.find(({ id }) => id === 'streamerbot');
    const app = await startWith({ reactions: ready === undefined ? [] : toReactions(ready.form) }, url);
    await pressKill(app);
    await until(() => expect(ran).toEqual([{ action: 'Tarkov kill', args: { enemy: 'boss', kills: '1' } }]));
  });

  it('is told by the action’s id as well, and its refusal is told with what to do', async () => {
    const { ran, url } = await streamerBot({ Kill: 'a0ff6f91-a51e-4b7d-948b-5e03ff4a82f0' });
    const to = 'streamerbot';
    const reactions = [
      { on: 'kill', send: { to, body: { action: { id: 'a0ff6f91-a51e-4b7d-948b-5e03ff4a82f0' } } } },
      { on: 'kill', send: { to, body: { args: { enemy: 'boss' } } } },
    ];
    const app = await startWith({ reactions }, url);
    expect((await app.call('POST', '/reactions/try', { reaction: 1 })).json['message']).toBe(
      'Sent to "streamerbot".',
    );
    expect((await app.call('POST', '/reactions/try', { reaction: 2 })).json['message']).toBe(
      '"streamerbot" answered with 400. Check its address and what is sent in Set-up, then press "Try" there.',
    );
    expect(ran).toEqual([{ action: 'Kill', args: {} }]);
  });

  it('reads the answer of !kd as one line of text', async () => {
    const { url } = await streamerBot({});
    const app = await startWith({}, url);
    await pressKill(app);
    const readme = fs.readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, route = ''] = /`http:\/\/127\.0\.0\.1:4777(\/stats\/session\?format=text)`/.exec(readme) ?? [];
    const answer = await fetch(new URL(route, app.url));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(await answer.text()).toMatch(/^[^\n]*1[^\n]*\n?$/);
  });
});
