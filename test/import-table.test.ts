import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** One direction: what each room may import. Packages by name, rooms by folder, `(types)` for types alone. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  raid: ['nearest-name'],
  overlay: ['raid', 'nearest-name', 'mustache', 'zod'],
  lib: [],
  config: ['overlay', 'lib', 'nearest-name', 'plain-issue', 'zod', 'jsonc-parser', 'env-paths', 'node'],
  store: ['raid', 'how-started', 'lib', 'migrations', 'kysely', 'better-sqlite3', 'node'],
  obs: ['overlay (types)', 'scenes', 'lib', 'nearest-name', 'obs-websocket-js', 'zod', 'node'],
  scenes: ['overlay (types)', 'node'],
  // What goes over the wire, once: how each thing looks, what makes it, and an example.
  contract: [
    ...['raid', 'obs', 'zod', 'doctor (types)', 'http (types)', 'show-problem (types)'],
    'show-editor (types)',
  ],
  http: [
    ...['contract', 'raid', 'exchange', 'lib', 'nearest-name', 'plain-issue', 'koa', '@koa/router', 'zod'],
    ...['node', 'config (types)', 'doctor (types)', 'obs-setup (types)', 'show-problem (types)'],
    'show-editor (types)',
  ],
  // What a browser is given: nothing of ours but itself, and what it is sent by its type.
  dock: ['lit-html', 'uplot', 'contract (types)', 'raid (types)'],
  migrations: ['kysely'],
  doctor: ['config', 'how-started', 'obs', 'obs-addresses', 'overlay', 'raid', 'store', 'node'],
  clock: ['raid', 'store', 'node'],
  autostart: ['node'],
  execute: ['raid', 'store'],
  director: ['raid', 'overlay', 'obs (types)'],
  'obs-addresses': ['config', 'obs'],
  'show-problem': ['config (types)', 'obs (types)', 'node'],
  'obs-setup': ['config', 'obs', 'http (types)'],
  'stream-sessions': ['raid', 'store'],
  'daily-backup': ['node'],
  archive: ['raid', 'store', 'exchange', 'lib', 'node'],
  exchange: ['raid', 'nearest-name', 'zod', 'csv-parse', 'csv-stringify'],
  'nearest-name': ['fastest-levenshtein'],
  'plain-issue': ['zod (types)'],
  log: ['config (types)', 'pino', 'pino-pretty', 'rotating-file-stream', 'node'],
  version: ['package-root', 'node'],
  'package-root': ['node'],
  'how-started': [],
  'trouble-log': ['store', 'pino (types)'],
  'follow-files': ['config', 'overlay', 'pino (types)', 'node'],
  rehearsal: ['raid', 'overlay'],
  'show-editor': ['raid', 'overlay', 'config', 'http (types)'],
  app: [
    ...['archive', 'clock', 'config', 'daily-backup', 'director', 'doctor', 'execute', 'http', 'log', 'obs'],
    ...['obs-addresses', 'obs-setup', 'overlay', 'store', 'stream-sessions', 'version', 'node'],
    ...['follow-files', 'package-root', 'rehearsal', 'show-editor', 'show-problem', 'trouble-log'],
    'pino (types)',
  ],
};
/** They start what there is. */
const FREE_ROOMS: ReadonlySet<string> = new Set(['cli', 'exit', 'main']);
/** Makes the bundles; no part of the program, so that it may use what a developer has installed. */
const TOOLS: ReadonlySet<string> = new Set(['release']);

/** Rooms whose functions get time, chance and surroundings as arguments. */
const PURE_ROOMS: ReadonlySet<string> = new Set(['raid', 'overlay']);
const IMPURE = /new Date\(\)|Date\.now\(|Math\.random\(|performance\.|process\.|setTimeout\(|console\./;

interface Import {
  readonly file: string;
  readonly room: string;
  /** The package or room that is imported; `node` for what Node brings. */
  readonly target: string;
  readonly typesOnly: boolean;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FILES = ['src', 'migrations'].flatMap((folder) =>
  fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?[jt]s$/.test(name))
    .map((name) => path.posix.join(folder, ...name.split(path.sep))),
);
const textOf = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** `src/raid/decide.ts` lies in `raid`, `src/app.ts` is a room of its own, `migrations/…` is one room. */
function roomOf(file: string): string {
  const parts = file.split('/');
  const room = parts[0] === 'src' ? parts[1] : parts[0];
  return (room ?? '').replace(/\.[cm]?[jt]s$/, '');
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return roomOf(path.posix.join(path.posix.dirname(file), specifier));
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return 'node';
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typesOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    found.push({ file, room: roomOf(file), target: targetOf(file, specifier.text), typesOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypesOnly(node.importClause));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && isLoadingCall(node)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true));
  return found;
}

function isTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function isLoadingCall({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

const IMPORTS = FILES.flatMap(importsOf);

describe('the import table', () => {
  it('has a line for each room', () => {
    const rooms = new Set(FILES.map(roomOf));
    const missing = [...rooms].filter(
      (room) => !(room in TABLE) && !FREE_ROOMS.has(room) && !TOOLS.has(room),
    );
    expect(missing.map((room) => `${room} has no line in the import table.`)).toEqual([]);
  });

  it('holds for every file', () => {
    const broken = IMPORTS.filter(({ room, target, typesOnly }) => {
      if (FREE_ROOMS.has(room) || TOOLS.has(room) || room === target) return false;
      const allowed = TABLE[room] ?? [];
      return !allowed.includes(target) && !(typesOnly && allowed.includes(`${target} (types)`));
    });
    expect(
      broken.map(({ file, room, target, typesOnly }) => {
        const what = typesOnly ? `types of ${target}` : target;
        return `${file} imports ${what}; ${room} may import ${TABLE[room]?.join(', ') || 'nothing'}.`;
      }),
    ).toEqual([]);
  });

  it.each([
    ['kysely', ['store', 'migrations']],
    ['better-sqlite3', ['store']],
    ['koa', ['http']],
    ['@koa/router', ['http']],
    ['obs-websocket-js', ['obs']],
    ['mustache', ['overlay']],
  ])('lets %s into %j alone', (name, rooms) => {
    const strangers = IMPORTS.filter(({ target, room }) => target === name && !rooms.includes(room));
    expect(strangers.map(({ file }) => `${file} imports ${name}; only ${rooms.join(' and ')} may.`)).toEqual(
      [],
    );
  });

  it('names no package that a user of the npm package would not get', () => {
    const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };
    const rooms = new Set(FILES.map(roomOf));
    const foreign = IMPORTS.filter(
      ({ room, target }) =>
        !TOOLS.has(room) && target !== 'node' && !rooms.has(target) && !(target in dependencies),
    );
    expect(foreign.map(({ file, target }) => `${file} imports ${target}; it is no dependency.`)).toEqual([]);
  });
});

describe('pure rooms', () => {
  it('take time, chance and surroundings as arguments', () => {
    const broken = FILES.filter((file) => PURE_ROOMS.has(roomOf(file))).flatMap((file) => {
      const found = IMPURE.exec(textOf(file))?.[0];
      return found === undefined ? [] : [`${file} uses ${found}; it must be an argument.`];
    });
    expect(broken).toEqual([]);
  });
});
