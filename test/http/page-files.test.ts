import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPageFiles, type PageFile } from '../../src/http/pages/page-files.js';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { PAGES } from '../../src/lib/pages.js';
import { makeFolder } from '../support/database.js';
import { call, startService, type Service } from './service.js';

const PATHS = Object.values(PAGES).map(({ path }) => path);
const BROWSER = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

let files: readonly PageFile[];
let service: Service | undefined;

beforeAll(() => {
  files = readPageFiles(PACKAGE_ROOT);
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

async function start(): Promise<Service> {
  service = await startService({ pageFiles: files });
  return service;
}

describe('the pages', () => {
  it('name nothing that is not served, and every module at once', () => {
    const paths = new Set(files.map((file) => file.path));
    for (const page of PATHS) {
      const html = files.find((file) => file.path === page)?.bytes.toString() ?? '';
      const named = [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map((match) => match[1]);
      expect(named).toContainEqual(expect.stringMatching(/^\/assets\/lib\/chunk-\w+\.js$/));
      expect(named.filter((name) => !paths.has(name ?? ''))).toEqual([]);
    }
  });

  it('may run and load only what the service itself sends', async () => {
    const { port } = await start();
    for (const page of [...PATHS, '/history?from=elsewhere', '/keys/?map_name=Woods']) {
      const answer = await call(port, 'GET', page, BROWSER);
      expect(answer.status).toBe(200);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(answer.text).not.toMatch(
        /<style|style="|<script(?! type="(?:module" src=|application\/json" id="snapshot"))|\son\w+=/,
      );
    }
  });

  it('come with the newest snapshot, which nothing that was typed can turn into markup', async () => {
    const { port } = await start();
    const name = '</script><script>alert(1)</script><!--';
    await call(port, 'POST', '/raid/start', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ map_name: name, character_type: 'pmc' }),
    });
    for (const page of PATHS) {
      const { text, headers } = await call(port, 'GET', page, BROWSER);
      const data = /<script type="application\/json" id="snapshot">([^<]*)<\/script>\n<\/body>/.exec(
        text,
      )?.[1];
      expect(JSON.parse(data ?? 'null')).toMatchObject({ raid: { map_name: name, status: 'queuing' } });
      expect(headers).toMatchObject({ 'cache-control': 'no-store' });
      expect(headers.etag).toBeUndefined();
    }
  });

  it('come without it while the database cannot be read', async () => {
    service = await startService({ pageFiles: files }, (ports) => ({
      ...ports,
      snapshot: () => Promise.reject(new Error('locked')),
    }));
    const answer = await call(service.port, 'GET', '/');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<div id="dock"></div>');
    expect(answer.text).not.toContain('id="snapshot"');
  });

  it('name files that are not sent again while they have not changed', async () => {
    const { port } = await start();
    const first = await call(port, 'GET', '/assets/look.css');
    expect(first.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'text/css; charset=utf-8',
    });
    const headers = { 'if-none-match': String(first.headers.etag) };
    const again = await call(port, 'GET', '/assets/look.css', { headers });
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
  });

  it('are behind the same gate as the calls', async () => {
    const { port } = await start();
    const stranger = { headers: { host: 'evil.example' } };
    expect((await call(port, 'GET', '/', stranger)).status).toBe(403);
    expect((await call(port, 'POST', '/history')).status).toBe(405);
    expect((await call(port, 'HEAD', '/')).status).toBe(200);
  });

  it.each(['/assets/../package.json', '/assets/%2e%2e/package.json', '/assets/', '/scenes/', '/src/main.ts'])(
    'give nothing for %s',
    async (address) => {
      const { port } = await start();
      expect((await call(port, 'GET', address)).status).toBe(404);
    },
  );

  it('that are not built are no files at all', () => {
    const folder = makeFolder();
    fs.mkdirSync(path.join(folder, 'src', 'dock', 'static'), { recursive: true });
    expect(() => readPageFiles(folder)).toThrow('ENOENT');
  });

  it('of which a module is gone are no files at all', () => {
    const folder = makeFolder();
    for (const part of ['src/dock/static', 'dist/src/dock', 'dist/icons', 'scenes'])
      fs.cpSync(path.join(PACKAGE_ROOT, part), path.join(folder, part), { recursive: true });
    expect(readPageFiles(folder).length).toBeGreaterThan(10);
    const chunks = fs.readdirSync(path.join(folder, 'dist/src/dock/lib'));
    fs.rmSync(path.join(folder, 'dist/src/dock/lib', chunks.find((name) => name.startsWith('chunk-')) ?? ''));
    expect(() => readPageFiles(folder)).toThrow(/chunk-.* is missing/);
  });
});
