import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PLATFORMS } from '../../src/release/platforms.js';
import { ICON_NAMES, ICONS } from '../../src/scenes/icons.js';
import { LOOK_NAMES } from '../../src/show/look.js';
import { PLUGIN_UUID } from '../../src/stream-deck/actions/actions.js';
import { archiveOf, filesOf, RELEASE } from './archives.js';

/** How the programs of each system begin: PE, ELF, and Mach-O for 64 bits. */
const MAGIC: Readonly<Record<string, string>> = { windows: '4d5a', linux: '7f454c46', macos: 'cffaedfe' };
const LARGEST_BYTES = 60e6;

describe.each(PLATFORMS)('the bundle for $name', (platform) => {
  let files: ReadonlyMap<string, Buffer>;
  let names: readonly string[];
  const textOf = (name: string): string => files.get(name)?.toString('utf8') ?? '';

  beforeAll(async () => {
    files = await filesOf(platform);
    names = [...files.keys()];
  });

  it('shows what to click, what to read and the scenes; the rest is in one folder', () => {
    expect([...new Set(names.map((name) => name.split('/')[0]))].sort()).toEqual(
      ['Read me.txt', 'app', 'scenes', platform.startFile.name].sort(),
    );
    expect(names.filter((name) => name.startsWith('scenes/'))).toEqual(
      ['bold.', 'line.', ''].map((look) => `scenes/tarkov-stream.${look}${platform.system}.json`),
    );
    for (const look of LOOK_NAMES) expect(names).toContain(`app/src/dock/static/looks/${look}.png`);
    expect(textOf('Read me.txt').trim().split(/\r?\n/)).toHaveLength(3);
  });

  it('holds two binaries, Node and SQLite, both of that system', () => {
    const magic = MAGIC[platform.system] ?? '';
    const binaries = names.filter((name) =>
      Object.values(MAGIC).some((start) => files.get(name)?.toString('hex', 0, 8).startsWith(start)),
    );
    expect(binaries.sort()).toEqual([
      `app/${platform.nodeName}`,
      `app/node_modules/better-sqlite3/prebuilds/${platform.os}-${platform.cpu}.node`,
    ]);
    for (const name of binaries)
      expect(files.get(name)?.toString('hex', 0, 8)).toMatch(new RegExp(`^${magic}`));
  });

  it('holds the icons of the keys in one file, which its pages show and hand out, and those of the scenes', () => {
    const pictures = names.filter((name) => /icons|\.png$/.test(name) && !name.includes('/looks/'));
    const ofScenes = ICON_NAMES.map((name) => `app/scenes/icons/${ICONS[name].file}`).sort();
    expect(pictures.sort()).toEqual(['app/dist/icons/tarkov-icons.zip', ...ofScenes]);
  });

  it('holds no sources, tests, maps, types or pictures of documents, and is small', () => {
    const packaged = names.filter((name) => name.startsWith('app/node_modules/'));
    expect(
      packaged.filter((name) => !/\.(?:js|cjs|mjs|json|node)$|\/licen[cs]e[^/]*$|\/xdg-open$/i.test(name)),
    ).toEqual([]);
    expect(names.filter((name) => /\.(?:[cm]?ts|map|tsx)$|\/(?:tests?|docs|\.[^/]+)\//.test(name))).toEqual(
      [],
    );
    expect(fs.statSync(archiveOf(platform)).size).toBeLessThan(LARGEST_BYTES);
  });

  it('holds the licences of the program, of Node, of each package and of what is built in', () => {
    expect(textOf('app/LICENSE')).toContain('MIT License');
    expect(textOf('app/dist/licences/node.txt')).toMatch(/^Node\.js is licensed for use as follows/);
    for (const name of ['kysely', 'koa', 'obs-websocket-js', 'pino'])
      expect(textOf('app/dist/licences/program.txt')).toMatch(new RegExp(`^${name} [\\d.]+$`, 'm'));
    expect(textOf('app/dist/licences/pages.txt')).toContain('lit-html');
    const packages = names.filter((name) =>
      /\/node_modules\/(?:@[^/]+\/)?[^/@][^/]*\/package\.json$/.test(name),
    );
    expect(packages.map((name) => path.basename(path.dirname(name)))).toContain('better-sqlite3');
    const licensed = names.filter((name) => /^licen[cs]e/i.test(path.posix.basename(name)));
    const folders = new Set(licensed.map((name) => path.posix.dirname(name)));
    expect(packages.map((name) => path.posix.dirname(name)).filter((name) => !folders.has(name))).toEqual([]);
  });
});

it('Node for Windows has the signature of its makers in it', async () => {
  const windows = PLATFORMS.find(({ system }) => system === 'windows');
  if (windows === undefined) throw new Error('There is no bundle for Windows.');
  const node = (await filesOf(windows)).get('app/node.exe') ?? Buffer.alloc(0);
  // https://learn.microsoft.com/windows/win32/debug/pe-format: where the fifth data directory of a 64-bit program lies.
  const [offset, size] = [0, 4].map((at) =>
    node.readUInt32LE(node.readUInt32LE(0x3c) + 24 + 112 + 4 * 8 + at),
  );
  const signature = node.subarray(offset, (offset ?? 0) + (size ?? 0));
  expect(signature.includes('OpenJS Foundation')).toBe(true);
});

it("SHA256SUMS has a line for each bundle and the plugin for Elgato's app, and they are right", () => {
  const plugin = path.join(RELEASE, `${PLUGIN_UUID}.streamDeckPlugin`);
  const lines = [...PLATFORMS.map(archiveOf), plugin].map((file) => {
    return `${createHash('sha256').update(fs.readFileSync(file)).digest('hex')}  ${path.basename(file)}`;
  });
  expect(fs.readFileSync(path.join(RELEASE, 'SHA256SUMS'), 'utf8').trim().split('\n')).toEqual(lines);
});
