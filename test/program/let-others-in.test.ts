import fs from 'node:fs';
import path from 'node:path';
import { expect, test, type TestContext } from 'vitest';
import { setupPcRoutes } from '../../src/http/routes/setup-pc.js';
import { networkAddresses } from '../../src/http/server/listen-plan.js';
import { createReplyCheck } from '../http/reply-check.js';
import { startServiceHere } from '../support/service-here.js';
import { temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

const hasNetwork = networkAddresses(4).length > 0;
const check = createReplyCheck(setupPcRoutes);

interface Stage {
  readonly port: string;
  call(method: string, route: string, fields?: object): Promise<Record<string, unknown>>;
  /** The status that another device gets; 0: no connection. */
  reach(url: string, token?: string): Promise<number>;
  settings(): Record<string, unknown>;
  write(settings: object): void;
}

async function begin(
  ending: TestContext['onTestFinished'],
  env: Record<string, string> = {},
  settings?: object,
): Promise<Stage> {
  const folder = temporaryFolder();
  const file = path.join(folder, 'settings.json');
  const write = (content: object): void => fs.writeFileSync(file, JSON.stringify(content));
  if (settings !== undefined) write(settings);
  const app = await startServiceHere({ folder, env });
  ending(() => app.stop());
  return {
    port: new URL(app.url).port,
    async call(method, route, fields) {
      const { status, json } = await app.call(method, route, fields);
      const headers = { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' };
      check(method, route, { status, headers, text: JSON.stringify(json) });
      return { status, ...json };
    },
    reach: (url, token = '') =>
      fetch(`${url}/health`, { headers: token === '' ? {} : { authorization: `Bearer ${token}` } }).then(
        ({ status }) => status,
        () => 0,
      ),
    settings: () => JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>,
    write,
  };
}

test.runIf(hasNetwork)(
  'the switch makes a token and opens the network at once, and closes it again and keeps the token',
  async ({ onTestFinished }) => {
    const { call, reach, settings, port } = await begin(onTestFinished, {}, { log_level: 'debug' });
    expect(await call('GET', '/network')).toMatchObject({ enabled: false, addresses: [], token: null });
    const on = await call('POST', '/network', { enabled: true });
    const [url = ''] = on['addresses'] as string[];
    const token = String(on['token']);
    expect(on).toMatchObject({ status: 200, changed: true, enabled: true, fixed_by: [] });
    expect(url).toBe(`http://${networkAddresses(4)[0]}:${port}`);
    expect(token).toMatch(/^[a-z2-9]{4}(?:-[a-z2-9]{4}){3}$/);
    expect(on['message']).not.toContain(token);
    expect(settings()).toEqual({ log_level: 'debug', host: '0.0.0.0', token });
    expect([await reach(url), await reach(url, token)]).toEqual([401, 200]);

    const off = await call('POST', '/network', { enabled: false });
    expect(off).toMatchObject({ changed: true, enabled: false, addresses: [], token });
    expect(await reach(url, token)).toBe(0);
    expect(settings()).toEqual({ log_level: 'debug', token });

    expect(await call('POST', '/network', { enabled: true })).toMatchObject({ changed: true, token });
    expect(await call('POST', '/network', { enabled: true })).toMatchObject({ changed: false, token });
    const renewed = await call('POST', '/network', { enabled: true, new_token: true });
    expect(renewed['token']).not.toBe(token);
    expect([await reach(url, token), await reach(url, String(renewed['token']))]).toEqual([401, 200]);
  },
);

test.runIf(hasNetwork)(
  'host and token that are edited by hand count without a restart, and a host without its token does not',
  async ({ onTestFinished }) => {
    const { call, reach, write, port } = await begin(onTestFinished);
    const url = `http://${networkAddresses(4)[0]}:${port}`;
    write({ host: '0.0.0.0', token: 'first-token' });
    await until(async () => expect(await reach(url, 'first-token')).toBe(200));
    write({ host: '0.0.0.0', token: 'second-token' });
    // Too many wrong tokens would be answered otherwise.
    await until(async () => expect(await call('GET', '/network')).toMatchObject({ token: 'second-token' }));
    expect([await reach(url, 'first-token'), await reach(url, 'second-token')]).toEqual([401, 200]);
    write({ host: '0.0.0.0' });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect([await reach(url), await reach(url, 'second-token')]).toEqual([401, 200]);
    write({ token: 'second-token' });
    await until(async () => expect(await reach(url, 'second-token')).toBe(0));
  },
);

test('environment variables win over the switch, which says so instead of lying', async ({
  onTestFinished,
}) => {
  const given = { TSP_HOST: '127.0.0.1', TSP_TOKEN: 'from-the-environment' };
  const { call } = await begin(onTestFinished, given);
  expect(await call('GET', '/network')).toMatchObject({ enabled: false, fixed_by: Object.keys(given) });
  const refused = await call('POST', '/network', { enabled: true });
  expect(refused).toMatchObject({ status: 409, code: 'settings-refused' });
  expect(refused['message']).toMatch(/^TSP_HOST in the environment of this program wins over this switch/);
  const renewed = await call('POST', '/network', { enabled: false, new_token: true });
  expect(renewed['message']).toMatch(/^TSP_TOKEN /);
  expect(await call('POST', '/network', { enabled: false })).toMatchObject({ status: 200, changed: false });
});

test('the switch refuses while settings.json has a fault, and leaves it as it is', async ({
  onTestFinished,
}) => {
  const { call, write, settings } = await begin(onTestFinished);
  write({ tokn: 'x' });
  const refused = await call('POST', '/network', { enabled: true });
  expect(refused).toMatchObject({ status: 409, code: 'settings-refused' });
  expect(settings()).toEqual({ tokn: 'x' });
});
