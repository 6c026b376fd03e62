import { describe, expect, it } from 'vitest';
import {
  judgeCaller,
  type CallerHeaders,
  type CallerPolicy,
  type Verdict,
} from '../../src/http/gate/caller.js';

const POLICY: CallerPolicy = {
  names: ['streaming-pc'],
  origins: ['http://192.168.1.20:4777'],
  ownOrigins: ['http://localhost:4777', 'http://127.0.0.1:4777', 'http://[::1]:4777'],
};
const NATIVE: CallerHeaders = {
  hosts: ['127.0.0.1:4777'],
  origin: undefined,
  secFetchSite: undefined,
  secFetchMode: undefined,
  upgradeInsecureRequests: undefined,
  userAgent: undefined,
};
const PRESS = { changes: true, isGet: true, viaLoopback: true };
const READ = { changes: false, isGet: true, viaLoopback: true };
const QT_AGENT = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 QtWebEngine/6.5 Chrome/108 Safari/537.36';

function judge(headers: Partial<CallerHeaders>, call = PRESS): Verdict {
  return judgeCaller({ ...NATIVE, ...headers }, call, POLICY);
}

describe('the gate', () => {
  it.each([
    '127.0.0.1:4777',
    'localhost:4777',
    'LOCALHOST:4777',
    'localhost',
    '[::1]:4777',
    '192.168.1.5:4777',
    'streaming-pc:4777',
  ])('lets in a native client that calls %s', (host) => {
    expect(judge({ hosts: [host] }).pass).toBe(true);
  });

  it.each(['localhost:4777', '127.0.0.1:4777', '127.8.9.1', '[::1]:4777'])(
    'asks no token of a caller on loopback who says %s',
    (host) => {
      expect(judge({ hosts: [host] })).toMatchObject({ needsToken: false });
    },
  );

  it.each(['192.168.1.5:4777', 'streaming-pc:4777', '[fd00::5]:4777'])(
    'asks a token of who says %s, even on loopback: browsers tell nothing of themselves there',
    (host) => {
      expect(judge({ hosts: [host] })).toMatchObject({ pass: true, needsToken: true });
    },
  );

  it('asks a token of every caller from another device, whatever it calls us', () => {
    const call = { ...PRESS, viaLoopback: false };
    for (const host of ['localhost', '127.0.0.1:4777', '192.168.1.5:4777']) {
      expect(judge({ hosts: [host] }, call)).toMatchObject({ pass: true, needsToken: true });
    }
  });

  it('takes a request that wants https for a person’s, since browsers say no more in a LAN', () => {
    const headers = { hosts: ['192.168.1.5:4777'], upgradeInsecureRequests: '1' };
    expect(judge(headers)).toMatchObject({ pass: false, code: 'caller-refused' });
    expect(judge(headers, READ).pass).toBe(true);
  });

  it.each([
    'evil.example:4777',
    'localhost.evil.example:4777',
    '127.0.0.1.evil.example',
    'foo.localhost:4777',
    'localhost.',
    '1::2::3',
  ])('keeps out the host %s, which could be rebound', (host) => {
    expect(judge({ hosts: [host] })).toMatchObject({ pass: false });
  });

  it.each(['0.0.0.0:4777', '[::]:4777', '[::ffff:7f00:1]:4777', '[::ffff:127.0.0.1]'])(
    'keeps out %s, which reaches loopback without the headers that tell a browser',
    (host) => {
      expect(judge({ hosts: [host] })).toMatchObject({ pass: false, code: 'caller-refused' });
    },
  );

  it.each([
    { hosts: [] },
    { hosts: [''] },
    { hosts: ['127.0.0.1:4777', 'evil.example'] },
    { hosts: ['localhost:4777@evil.example'] },
    { hosts: ['localhost:port'] },
    { hosts: ['[::1'] },
    { hosts: ['local host'] },
  ])('calls $hosts bad input', ({ hosts }) => {
    expect(judge({ hosts })).toMatchObject({ pass: false, code: 'bad-input' });
  });

  it.each(['file://', 'http://localhost:4777', 'http://[::1]:4777', 'http://192.168.1.20:4777'])(
    'lets in the origin %s and echoes it',
    (origin) => {
      expect(judge({ origin, secFetchSite: 'cross-site', secFetchMode: 'cors' })).toEqual({
        pass: true,
        corsOrigin: origin,
        needsToken: false,
      });
    },
  );

  it('lets in the origin under which it was itself called', () => {
    expect(judge({ hosts: ['10.0.0.2:80'], origin: 'http://10.0.0.2:80' }).pass).toBe(true);
  });

  it.each([
    'null',
    '',
    '*',
    'https://evil.example',
    'http://localhost:5173',
    'http://127.0.0.1:4778',
    'https://localhost:4777',
    'http://localhost:4777.evil.example',
    'http://localhost:4777, http://evil.example',
    'file:///C:/page.html',
    'FILE://',
    'chrome-extension://abc',
  ])('keeps out the origin "%s" and echoes nothing', (origin) => {
    expect(judge({ origin }, READ)).toMatchObject({ pass: false, code: 'caller-refused', corsOrigin: null });
  });

  it.each([
    ['<img> on another site', { secFetchSite: 'cross-site', secFetchMode: 'no-cors' }],
    ['a link on another site', { secFetchSite: 'cross-site', secFetchMode: 'navigate' }],
    ['another port of this PC', { secFetchSite: 'same-site', secFetchMode: 'no-cors' }],
    ['cors without an origin outside a deck web view', { secFetchSite: 'cross-site', secFetchMode: 'cors' }],
    ['a value that no browser sends', { secFetchSite: 'none, cross-site', secFetchMode: 'cors' }],
    ['an <img> in a web view', { secFetchSite: 'cross-site', secFetchMode: 'no-cors', userAgent: QT_AGENT }],
  ])('keeps out %s', (_case, headers) => {
    expect(judge(headers, READ)).toMatchObject({ pass: false, code: 'caller-refused' });
  });

  it('lets in a deck web view with web security off', () => {
    const headers = { secFetchSite: 'cross-site', secFetchMode: 'cors', userAgent: QT_AGENT };
    expect(judge(headers)).toEqual({ pass: true, corsOrigin: null, needsToken: false });
  });

  it('does not believe the web view where a foreign origin speaks against it', () => {
    const headers = { origin: 'https://evil.example', secFetchMode: 'cors', userAgent: QT_AGENT };
    expect(judge(headers).pass).toBe(false);
  });

  it('lets in a Node plugin, which says cors and nothing else', () => {
    expect(judge({ secFetchMode: 'cors' }).pass).toBe(true);
  });

  it.each(['none', 'same-origin'])('lets a person read when the site is %s', (secFetchSite) => {
    expect(judge({ secFetchSite, secFetchMode: 'navigate' }, READ).pass).toBe(true);
  });

  it.each(['none', 'same-origin', undefined])('lets nobody press by opening an address (site %s)', (site) => {
    expect(judge({ secFetchSite: site, secFetchMode: 'navigate' })).toMatchObject({
      pass: false,
      message: expect.stringContaining('GET request in background') as string,
    });
  });

  it.each([
    'https://evil.example/page',
    'http://localhost:5173/',
    'http://evil.example',
    // No browser sends these, so who does means to pass for a page of ours.
    'http://localhost:4777.evil.example/',
    'HTTP://[localhost]/',
  ])('lets an older browser that says only its page, %s, press nothing, and follow a link', (referer) => {
    expect(judge({ referer })).toMatchObject({ pass: false, code: 'caller-refused' });
    expect(judge({ referer }, READ)).toMatchObject({ pass: false, code: 'caller-refused' });
    expect(judge({ referer, upgradeInsecureRequests: '1' }, READ).pass).toBe(true);
    expect(judge({ referer, upgradeInsecureRequests: '1' }).pass).toBe(false);
  });

  it.each([
    'http://127.0.0.1:4777/keys',
    'http://192.168.1.20:4777/',
    'file:///C:/deck.html',
    'about:client',
  ])('lets in who comes from %s, a page of ours or none of the web', (referer) => {
    expect(judge({ referer }).pass).toBe(true);
  });

  it('lets our own page press', () => {
    const headers = { secFetchSite: 'same-origin', secFetchMode: 'cors' };
    expect(judge(headers).pass).toBe(true);
  });
});
