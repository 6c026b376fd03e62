import http from 'node:http';
import type net from 'node:net';
import os from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { ListenError } from '../../src/http/server/listen-error.js';
import { namesOf, networkAddresses, planListening } from '../../src/http/server/listen-plan.js';
import { call, startService, type Service } from './service.js';

const TOKEN = 'correct-horse-battery';
const [NETWORK_ADDRESS] = networkAddresses(4);

let service: Service | undefined;
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

describe('what TSP_HOST asks for', () => {
  it.each([null, '', 'localhost', '127.0.0.1', '::1', '[::1]', ' LOCALHOST '])(
    '%j adds nothing and needs no token',
    async (host) => {
      expect(await planListening(host, null)).toMatchObject({ isBeyondLoopback: false, others: [] });
    },
  );

  it.each(['192.168.1.5', '0.0.0.0', '::', '[::]', 'fd00::5'])(
    '%s is refused without a token, with a sentence that says what to set',
    async (host) => {
      const failure = await planListening(host, null).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ListenError);
      expect(failure).toMatchObject({ code: 'token-missing' });
      expect((failure as Error).message).toContain('set TSP_TOKEN');
    },
  );

  it('an address is added to the loopbacks', async () => {
    expect(await planListening('192.168.1.5', TOKEN)).toMatchObject({
      ipv4: '127.0.0.1',
      ipv6: '::1',
      others: ['192.168.1.5'],
      isBeyondLoopback: true,
    });
  });

  it('0.0.0.0 and :: take the place of a loopback, which is among them', async () => {
    expect(await planListening('0.0.0.0', TOKEN)).toMatchObject({ ipv4: '0.0.0.0', ipv6: '::1', others: [] });
    expect(await planListening('::', TOKEN)).toMatchObject({ ipv4: '0.0.0.0', ipv6: '::', others: [] });
  });

  it('the name of the PC may be used, with and without .local', async () => {
    const { names } = await planListening('0.0.0.0', TOKEN);
    expect(names).toContain(os.hostname().toLowerCase());
    expect(names.some((name) => name.endsWith('.local'))).toBe(true);
  });

  it('the name of a PC with umlauts may be used as browsers write it', () => {
    expect(namesOf('STREAMER-BÜRO')).toEqual([
      'streamer-büro',
      'xn--streamer-bro-mlb',
      'streamer-büro.local',
      'xn--streamer-bro-mlb.local',
    ]);
  });

  it('a missing token is told in the words of the file where the file asks for it', async () => {
    const failure = await planListening('0.0.0.0', null, 'file').catch((error: unknown) => error);
    expect((failure as Error).message).toContain('"host" in settings.json');
    expect((failure as Error).message).not.toContain('TSP_');
  });

  it('a name that leads nowhere is refused with a sentence', async () => {
    const failure = await planListening('no-such-pc.invalid', TOKEN).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ListenError);
    expect((failure as Error).message).toContain('does not know the name no-such-pc.invalid');
  });
});

describe('the addresses of this PC', () => {
  const entry = (address: string) => ({
    ...{ address, family: 'IPv4', netmask: '255.255.255.0', mac: '00', internal: false, cidr: null },
  });

  it('begin with the one that a phone in the same room reaches', () => {
    const interfaces = {
      'vEthernet (WSL)': [entry('192.168.240.1')],
      'VirtualBox Host-Only Network': [entry('192.168.56.1')],
      'Ethernet 2': [entry('169.254.7.7')],
      tailscale0: [entry('100.90.1.2')],
      WLAN: [entry('192.168.1.20')],
      lo: [{ ...entry('127.0.0.1'), internal: true }],
    } as unknown as NodeJS.Dict<os.NetworkInterfaceInfo[]>;
    expect(networkAddresses(4, interfaces)).toEqual([
      ...['192.168.1.20', '169.254.7.7'],
      ...['192.168.240.1', '192.168.56.1', '100.90.1.2'],
    ]);
  });
});

describe('a service beyond loopback', () => {
  it('does not start without a token', async () => {
    await expect(startService({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'token-missing' });
  });

  it.each(['0.0.0.0', '::'])('at %s answers both loopbacks as before, without a token', async (host) => {
    service = await startService({ host, token: TOKEN });
    expect((await call(service.port, 'GET', '/raid', { host: '127.0.0.1' })).status).toBe(200);
    expect((await call(service.port, 'GET', '/raid', { host: '::1' })).status).toBe(200);
  });

  it.runIf(NETWORK_ADDRESS !== undefined).each(['0.0.0.0', '::', NETWORK_ADDRESS ?? ''])(
    'at %s asks callers by the network for the token, whatever Host they claim',
    async (host) => {
      service = await startService({ host, token: TOKEN });
      const ask = (Host: string, path: string) =>
        call(service?.port ?? 0, 'GET', path, { host: NETWORK_ADDRESS ?? '', headers: { Host } });
      expect((await ask(`${NETWORK_ADDRESS}:1`, '/raid')).status).toBe(401);
      expect((await ask('localhost', '/raid')).status).toBe(401);
      expect((await ask(os.hostname(), `/raid?key=${TOKEN}`)).status).toBe(200);
      expect((await ask('evil.example', `/raid?key=${TOKEN}`)).status).toBe(403);
    },
  );

  it('starts on a PC that has not the address today, and says so', async () => {
    service = await startService({ host: '203.0.113.9', token: TOKEN });
    expect((await call(service.port, 'GET', '/raid')).status).toBe(200);
    expect(service.log.map((line) => line.message).join()).toContain(
      'This PC has no address 203.0.113.9 now',
    );
  });

  it('gives every address back when one port is taken', async () => {
    const blocker = http.createServer();
    await new Promise<void>((resolve) => blocker.listen({ host: '::1', port: 0 }, resolve));
    const { port } = blocker.address() as net.AddressInfo;
    await expect(startService({ host: '0.0.0.0', token: TOKEN, port })).rejects.toMatchObject({
      code: 'port-busy',
    });
    await new Promise((resolve) => blocker.close(resolve));
    service = await startService({ host: '0.0.0.0', token: TOKEN, port });
    expect(service.port).toBe(port);
  });
});
