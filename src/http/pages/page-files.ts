import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { PAGES } from '../../lib/pages.js';

/** One file that the browser loads, as it is sent. */
export interface PageFile {
  /** The address, e.g. `/assets/look.css`. */
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly etag: string;
  /** Saved to disk by the browser instead of shown. */
  readonly isDownload: boolean;
  /** A page that a person opens; it is sent with the newest snapshot in it. */
  readonly isPage: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.zip': 'application/zip',
};

/** Addresses of the pages by the name of their file. */
const PAGE_PATHS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PAGES).map(([name, page]) => [`${name}.html`, page.path]),
);

/**
 * Every file of the pages, read once: what is not in this table cannot be asked for, whatever the address says.
 * @param root the program's own folder.
 * @throws when the pages have not been built (`npm run build`).
 */
export function readPageFiles(root: string): readonly PageFile[] {
  const files = readAll(root);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.map((file) =>
    file.isPage ? withBytes(file, withPreloads(file.bytes.toString(), byPath)) : file,
  );
}

function readAll(root: string): readonly PageFile[] {
  const fixed = path.join(root, 'src', 'dock', 'static');
  const built = path.join(root, 'dist', 'src', 'dock');
  const scenes = path.join(root, 'scenes');
  const icons = path.join(root, 'dist', 'icons');
  return [
    ...namesIn(fixed).map((name) =>
      pageFile(PAGE_PATHS[name] ?? `/assets/${name}`, path.join(fixed, name), false),
    ),
    ...namesIn(built).map((name) => pageFile(`/assets/${name}`, path.join(built, name), false)),
    ...namesIn(scenes, '.json').map((name) => pageFile(`/scenes/${name}`, path.join(scenes, name), true)),
    ...namesIn(icons).flatMap((name) => iconFiles(pageFile(`/icons/${name}`, path.join(icons, name), true))),
  ];
}

/** File names under a folder, with `/` between the parts on every system. */
function namesIn(folder: string, extension = ''): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

function pageFile(address: string, file: string, isDownload: boolean): PageFile {
  const type = typeOf(file);
  const content = fs.readFileSync(file);
  return withBytes(
    { path: address, type, isDownload, isPage: type === TYPES['.html'] },
    withoutLayout(type, content),
  );
}

/** The pictures of keys lie in one zip, as decks are given them; the pages show each by itself. */
function iconFiles(zip: PageFile): readonly PageFile[] {
  const pictures = Object.entries(unzipSync(zip.bytes)).map(([name, bytes]) =>
    withBytes(
      { path: `/icons/${name}`, type: typeOf(name), isDownload: false, isPage: false },
      Buffer.from(bytes),
    ),
  );
  return [zip, ...pictures];
}

function typeOf(file: string): string {
  return TYPES[path.extname(file)] ?? 'application/octet-stream';
}

/** What the browser does not need of a style sheet: comments and indents. Modules are built without. */
function withoutLayout(type: string, content: Buffer): Buffer | string {
  if (type !== TYPES['.css']) return content;
  return content
    .toString()
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n');
}

function withBytes(file: Omit<PageFile, 'bytes' | 'etag'>, content: Buffer | string): PageFile {
  const bytes = Buffer.from(content);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { ...file, bytes, etag };
}

/** Names every module of the page in its head, so that the browser asks for all at once and not step by step. */
function withPreloads(html: string, files: ReadonlyMap<string, PageFile>): string {
  const entries = [...html.matchAll(/<script type="module" src="([^"]+)"/g)].map((match) => match[1] ?? '');
  const modules = new Set<string>(entries);
  for (const module of modules) {
    const file = files.get(module);
    if (file === undefined) throw new Error(`${module} is missing.`);
    const code = file.bytes.toString();
    for (const [, specifier = ''] of code.matchAll(IMPORTS)) {
      modules.add(path.posix.join(path.posix.dirname(module), specifier));
    }
  }
  const links = [...modules]
    .filter((module) => !entries.includes(module))
    .map((module) => `<link rel="modulepreload" href="${module}" />`);
  return html.replace('</head>', `${links.join('\n')}\n</head>`);
}

/** Static imports by a relative path, as the build writes them. */
const IMPORTS = /\b(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g;
