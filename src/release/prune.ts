import fs from 'node:fs';
import path from 'node:path';
import type { Platform } from './platforms.js';

/** Folders of packages that no program needs to run. */
const FOLDERS = new Set([
  ...['test', 'tests', '__tests__', 'example', 'examples', 'benchmark', 'benchmarks'],
  ...['docs', '.bin', '.github'],
]);
/** Files for people who write programs: types, maps of sources, sources, and prose. Licences stay. */
const FILES = /(?:\.[cm]?ts|\.map|\.tsbuildinfo|\.md|\.markdown|\.flow)$|^\.[^/]+$/i;
const LICENCE = /licen[cs]e|notice|copying/i;

/** Removes what a bundle does not need from a folder with installed production packages. */
export function prunePackages(modules: string, platform: Platform): void {
  const sqlite = path.join(modules, 'better-sqlite3');
  for (const folder of ['deps', 'src', 'binding.gyp']) remove(path.join(sqlite, folder));
  const binary = `${platform.os}-${platform.cpu}.node`;
  for (const file of fs.readdirSync(path.join(sqlite, 'prebuilds'))) {
    if (file !== binary) remove(path.join(sqlite, 'prebuilds', file));
  }
  // Headers that only a compiler reads.
  remove(path.join(modules, 'node-addon-api'));
  remove(path.join(modules, 'zod', 'src'));
  remove(path.join(modules, platform.nodePackage));
  pruneFolder(modules);
}

function pruneFolder(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (FOLDERS.has(entry.name)) remove(full);
      else pruneFolder(full);
    } else if (FILES.test(entry.name) && !LICENCE.test(entry.name)) remove(full);
  }
}

function remove(target: string): void {
  fs.rmSync(target, { recursive: true, force: true });
}
