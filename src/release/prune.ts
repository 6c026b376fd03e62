import path from 'node:path';
import { PLATFORMS, type Platform } from './platforms.js';

/** Folders of packages that no program needs to run. */
const FOLDERS = new Set([
  ...['test', 'tests', '__tests__', 'fixture', 'fixtures', 'example', 'examples', 'bench', 'benchmark'],
  ...['benchmarks', 'docs', 'wrappers'],
]);
/** What Node can load. Types, maps, sources, pictures and prose are for people who write programs. */
const LOADABLE = new Set(['.js', '.cjs', '.mjs', '.json', '.wasm', '.node']);
const BESIDE = /^(?:test|bench|benchmark|example|demo)\b.*\.[cm]?js$|[.-](?:test|spec)\.[cm]?js$/;

/**
 * Whether a bundle for that platform needs this file of an installed package.
 * @param file its path from `node_modules`, with `/` on every system.
 */
export function isNeeded(file: string, platform: Platform): boolean {
  const folders = file.split('/');
  const name = folders.pop() ?? '';
  if ([...folders, name].some((part) => part.startsWith('.'))) return false;
  if (NOT_LOADED.has(folders[0] ?? '')) return false;
  if (folders[0] === 'better-sqlite3' && !isOfSqlite(file, platform)) return false;
  // What opens a browser on Linux; the other systems have a command of their own.
  if (file === 'open/xdg-open') return platform.os === 'linux';
  if (folders.some((folder) => FOLDERS.has(folder))) return false;
  return isLicence(file) || (LOADABLE.has(path.posix.extname(name)) && !BESIDE.test(name));
}

/** Every package that is handed on keeps its licence. */
export function isLicence(file: string): boolean {
  return /^(?:licen[cs]e|copying|notice)/i.test(path.posix.basename(file));
}

/** Packages with headers that only a compiler reads, and Node itself, which gets a place of its own. */
const NOT_LOADED: ReadonlySet<string> = new Set([
  'node-addon-api',
  ...PLATFORMS.map(({ nodePackage }) => nodePackage),
]);

/** It brings the binaries of all platforms, and the sources of SQLite. */
function isOfSqlite(file: string, { os, cpu }: Platform): boolean {
  const [, folder, name] = file.split('/');
  if (folder === 'deps' || folder === 'src') return false;
  const isOfOnePlatform = /^(?:darwin|linux|linuxmusl|win32)-/.test(name ?? '');
  return !isOfOnePlatform || path.posix.parse(name ?? '').name === `${os}-${cpu}`;
}
