import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { extract } from 'tar';
import { afterEach, expect, it } from 'vitest';
import { pack, type PackedFile } from '../../src/release/archive.js';
import { makeFolder } from '../support/database.js';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const DEEP = `${'a-folder-with-a-long-name/'.repeat(6)}file.js`;
const FILES: readonly PackedFile[] = [
  { path: 'bundle/app/node', bytes: Buffer.from('a program'), isProgram: true },
  { path: 'bundle/Read me.txt', bytes: Buffer.from('1. Ünpack\r\n'), isProgram: false },
  { path: `bundle/${DEEP}`, bytes: Buffer.alloc(512, 'x'), isProgram: false },
  { path: 'bundle/empty', bytes: Buffer.alloc(0), isProgram: false },
];

it.each(['zip', 'tar.gz'] as const)(
  'a %s has the same bytes in every time zone, in whatever order its files came',
  (kind) => {
    process.env['TZ'] = 'UTC';
    const first = pack(FILES, kind);
    process.env['TZ'] = 'Pacific/Auckland';
    expect(Buffer.compare(pack([...FILES].reverse(), kind), first)).toBe(0);
  },
);

it('a tar.gz unpacks to the same files, and what is a program can be started', async () => {
  const folder = makeFolder();
  const archive = path.join(folder, 'bundle.tar.gz');
  fs.writeFileSync(archive, pack(FILES, 'tar.gz'));
  await extract({ file: archive, cwd: folder });
  for (const { path: name, bytes, isProgram } of FILES) {
    expect(fs.readFileSync(path.join(folder, name)).equals(bytes)).toBe(true);
    if (process.platform === 'win32') continue;
    expect((fs.statSync(path.join(folder, name)).mode & 0o100) !== 0).toBe(isProgram);
  }
});

it('a zip holds the same files, named in UTF-8', () => {
  const unpacked = unzipSync(pack(FILES, 'zip'));
  expect(Object.keys(unpacked).sort()).toEqual(FILES.map(({ path: name }) => name).sort());
  for (const { path: name, bytes } of FILES) {
    expect(Buffer.from(unpacked[name] ?? []).equals(bytes)).toBe(true);
  }
});

it('a path that a plain tar cannot hold is refused', () => {
  const long = { path: 'x'.repeat(300), bytes: Buffer.alloc(0), isProgram: false };
  expect(() => pack([long], 'tar.gz')).toThrow(/too long/);
});
