import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService, type Service } from '../http/service.js';
import { launchChromium, NO_BROWSER } from '../support/chromium.js';

const run = promisify(execFile);

/** Where it must be there, its absence shows as failure. */
function isHere(command: string): boolean {
  if (process.env['TSP_REQUIRE_REAL'] === '1') return true;
  return spawnSync(command, ['--version']).status === 0;
}

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

const url = (target: string): string => `http://localhost:${service.port}${target}`;
const START = '/raid/start?map_name=Customs&character_type=pmc';

/** What the program printed; a status that it takes for a failure is no failure here. */
async function output(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(command, args).catch((error: unknown) => error as { stdout: string });
  return stdout;
}

describe.runIf(isHere('curl'))('the real curl', () => {
  it('presses with and without a body, and is told of conflict and bad value', async () => {
    const status = ['-s', '-o', os.devNull, '-w', '%{http_code}'];
    expect(await output('curl', ...status, '-X', 'POST', url('/raid/matched'))).toBe('409');
    expect(await output('curl', ...status, '-X', 'POST', url(START))).toBe('201');
    expect(await output('curl', ...status, '-d', '{"enemy_type":"pmc"}', url('/raid/kill'))).toBe('201');
    expect(await output('curl', ...status, '-d', 'enemy_type=scav', url('/raid/kill'))).toBe('201');
    expect(await output('curl', ...status, '-d', 'enemy_type=sherpa', url('/raid/kill'))).toBe('400');
    expect(await output('curl', '-s', url('/raid?format=text'))).toContain('2 kills');
    expect(await output('curl', ...status, '-I', url('/deck/raid/cancel'))).toBe('405');
  });
});

describe.runIf(isHere('wget'))('the real wget', () => {
  it('presses by GET and by POST', async () => {
    expect(await output('wget', '-qO-', url(`/deck${START}`))).toContain('"changed":true');
    expect(await output('wget', '-qO-', '--post-data=enemy_type=pmc', url('/raid/kill'))).toContain('"kill"');
    expect(await output('wget', '-qO-', '--content-on-error', url('/deck/raid/kill?format=text'))).toBe(
      'enemy_type is missing: give one of scav, pmc, boss, raider.',
    );
    await output('wget', '-q', '--spider', url('/deck/raid/cancel'));
    expect(await output('wget', '-qO-', url('/raid?format=text'))).toContain('1 kill');
  });
});

describe('the real fetch of Node, as plugins use it', () => {
  it('presses with text, JSON, a form and nothing', async () => {
    const send = async (target: string, init: RequestInit = {}): Promise<number> =>
      (await fetch(url(target), { method: 'POST', ...init })).status;
    expect(await send('/raid/matched')).toBe(409);
    expect(await send('/raid/start', { body: '{"map_name":"Woods","character_type":"scav"}' })).toBe(201);
    expect(await send('/raid/kill', { body: new URLSearchParams({ enemy_type: 'pmc' }) })).toBe(201);
    const headers = { 'Content-Type': 'application/json' };
    expect(await send('/raid/kill', { headers, body: '{"enemy_type":"sherpa"}' })).toBe(400);
    expect((await fetch(url('/deck/undo'))).status).toBe(200);
  });
});

describe.skipIf(NO_BROWSER)('a plugin’s page from a file, as in the deck’s own app', () => {
  it('presses with any content type, and can read replies and refusals', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tsp-plugin-'));
    await writeFile(path.join(folder, 'plugin.html'), '<!doctype html><title>plugin</title>');
    // With this switch Chromium calls a file's page `file://`, as QtWebEngine does.
    const browser = await launchChromium(['--allow-file-access-from-files']);
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path.join(folder, 'plugin.html')).href);
    const press = (target: string, init: object): Promise<unknown> =>
      page.evaluate(
        async ({ address, options }) => {
          const reply = await fetch(address, { method: 'POST', ...options });
          const { code, changed } = (await reply.json()) as { code?: string; changed?: boolean };
          return [reply.status, code ?? changed];
        },
        { address: url(target), options: init },
      );
    const json = { headers: { 'Content-Type': 'application/json' } };
    expect(await press('/raid/matched', {})).toEqual([409, 'no-open-raid']);
    expect(await press('/raid/start', { body: '{"map_name":"Woods","character_type":"pmc"}' })).toEqual([
      201,
      true,
    ]);
    expect(await press('/raid/kill', { ...json, body: '{"enemy_type":"pmc"}' })).toEqual([201, true]);
    expect(await press('/raid/kill', { ...json, body: '{"enemy_type":"x"}' })).toEqual([400, 'bad-input']);
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });
});
