import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** One direction: what each room may import. Packages by name, rooms by folder, `(types)` for types alone. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  lib: [
    'config (types)',
    'env-paths',
    'fastest-levenshtein',
    'pino',
    'pino-pretty',
    'rotating-file-stream',
    'zod (types)',
    'node',
  ],
  // Pure: the rules, and what is shown.
  raid: ['lib'],
  show: ['raid', 'lib', 'mustache', 'zod'],
  reactions: ['raid', 'show'],
  // The keys of a deck: which there are, how they look, where they lie, and the files that decks import.
  keys: ['raid', 'lib', 'fflate'],
  // What the game writes: its meaning is pure, and one reader looks at its files.
  'game-log': ['raid', 'lib', 'node'],
  // Each the only one that knows its outside thing: settings, database, OBS, files of raids, the clock of the PC.
  config: ['show', 'lib', 'zod', 'jsonc-parser', 'node'],
  store: ['raid', 'lib', 'migrations', 'kysely', 'better-sqlite3', 'node'],
  migrations: ['kysely'],
  obs: ['show', 'scenes', 'lib', 'obs-websocket-js', 'zod', 'node'],
  scenes: ['show', 'lib', 'node'],
  exchange: ['raid', 'lib', 'zod', 'csv-parse', 'csv-stringify'],
  clock: ['raid', 'store', 'node'],
  autostart: ['node'],
  // What runs between the rooms.
  service: [
    ...['raid', 'show', 'reactions', 'game-log', 'config', 'autostart', 'store', 'obs', 'exchange', 'lib'],
    ...['pino (types)', 'node'],
  ],
  doctor: ['raid', 'show', 'game-log', 'config', 'store', 'obs', 'service', 'lib', 'node'],
  // What goes over the wire, once: how each thing looks, what makes it, and an example.
  contract: [
    'raid',
    'show',
    'obs',
    'autostart (types)',
    'service (types)',
    'doctor (types)',
    'http (types)',
    'zod',
  ],
  http: [
    ...['contract', 'raid', 'keys', 'exchange', 'lib', 'koa', '@koa/router', 'fflate', 'zod', 'node'],
    ...['config (types)', 'doctor (types)', 'service (types)'],
  ],
  // What a browser is given: itself, what needs no Node, and what it is sent by its type.
  dock: ['client', 'keys', 'lib', 'lit-html', 'qrcode-generator', 'uplot'],
  // What everything shares that calls the service and shows its answers: pages, and keys with a screen.
  client: ['contract (types)', 'raid (types)'],
  // The plugin for Elgato's app: a process of its own, which knows the service by its public calls, and of its settings
  // where it listens.
  'stream-deck': ['client', 'keys', 'config', 'lib', 'ws', 'node'],
  app: [
    'autostart',
    'clock',
    'config',
    'doctor',
    'game-log',
    'http',
    'lib',
    'obs',
    'pino (types)',
    'service',
    'show',
    'store',
  ],
};
/** They start what there is. */
const FREE_ROOMS: ReadonlySet<string> = new Set(['cli', 'main']);
/** Makes the bundles; no part of the program, so that it may use what a developer has installed. */
const TOOLS: ReadonlySet<string> = new Set(['release']);

/** Rooms whose functions get time, chance and surroundings as arguments. */
const PURE_ROOMS: ReadonlySet<string> = new Set(['raid', 'show', 'reactions', 'keys']);
const IMPURE = /new Date\(\)|Date\.now\(|Math\.random\(|performance\.|process\.|setTimeout\(|console\./;

interface Import {
  readonly file: string;
  readonly room: string;
  /** The package or room that is imported; `node` for what Node brings. */
  readonly target: string;
  /** The file, where it is ours. */
  readonly path: string | null;
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
    const { text } = specifier;
    const ours = path.posix.join(path.posix.dirname(file), text).replace(/\.js$/, '.ts');
    found.push({
      ...{ file, room: roomOf(file), target: targetOf(file, text), typesOnly },
      path: text.startsWith('.') ? ours : null,
    });
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
    ['mustache', ['show']],
    ['ws', ['stream-deck']],
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
        !TOOLS.has(room) &&
        // The build puts what pages and plugin import into their own files.
        room !== 'dock' &&
        room !== 'stream-deck' &&
        target !== 'node' &&
        !rooms.has(target) &&
        !(target in dependencies),
    );
    expect(foreign.map(({ file, target }) => `${file} imports ${target}; it is no dependency.`)).toEqual([]);
  });
});

/** Which file imports which, types included. */
function importGraph(): ReadonlyMap<string, readonly string[]> {
  const graph = new Map<string, string[]>(FILES.map((file) => [file, []]));
  for (const { file, path: imported } of IMPORTS) {
    if (imported !== null && graph.has(imported)) graph.get(file)?.push(imported);
  }
  return graph;
}

/** The first circle that is found, as a chain of files; null where there is none. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const walk = (file: string, chain: readonly string[]): readonly string[] | null => {
    if (chain.includes(file)) return [...chain.slice(chain.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const circle = walk(next, [...chain, file]);
      if (circle !== null) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const circle = walk(file, []);
    if (circle !== null) return circle;
  }
  return null;
}

describe('files', () => {
  it('import each other in no circle, types included', () => {
    expect(findCircle(importGraph())).toBeNull();
    // The search would find one.
    expect(
      findCircle(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
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
