import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** One file that the browser loads, as it is sent. */
export interface PageFile {
  /** The address, e.g. `/assets/look.css`. */
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly etag: string;
  /** Saved to disk by the browser instead of shown. */
  readonly isDownload: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Pages by the name of their file. */
const PAGE_PATHS: Readonly<Record<string, string>> = {
  'dock.html': '/',
  'history.html': '/history',
  'setup.html': '/setup',
};

/** Browser builds of the two libraries, served as they come from npm; the modules name them by these addresses. */
const LIBRARY_FILES: readonly (readonly [address: string, specifier: string])[] = [
  ['/assets/vendor/lit-html/lit-html.js', 'lit-html'],
  ['/assets/vendor/lit-html/directive.js', 'lit-html/directive.js'],
  ['/assets/vendor/lit-html/directive-helpers.js', 'lit-html/directive-helpers.js'],
  ['/assets/vendor/lit-html/directives/live.js', 'lit-html/directives/live.js'],
  ['/assets/vendor/uplot/uplot.js', 'uplot/dist/uPlot.esm.js'],
  ['/assets/vendor/uplot/uplot.css', 'uplot/dist/uPlot.min.css'],
];

/**
 * Every file of the pages, read once: what is not in this table cannot be asked for, whatever the address says.
 * @param root the program's own folder.
 * @throws when the pages have not been built (`npm run build:pages`).
 */
export function readPageFiles(root: string): readonly PageFile[] {
  const fixed = path.join(root, 'src', 'dock', 'static');
  const built = path.join(root, 'dist', 'src', 'dock');
  const scenes = path.join(root, 'scenes');
  return [
    ...namesIn(fixed).map((name) =>
      pageFile(PAGE_PATHS[name] ?? `/assets/${name}`, path.join(fixed, name), false),
    ),
    ...namesIn(built, '.js').map((name) => pageFile(`/assets/${name}`, path.join(built, name), false)),
    ...namesIn(scenes, '.json').map((name) => pageFile(`/scenes/${name}`, path.join(scenes, name), true)),
    ...LIBRARY_FILES.map(([address, specifier]) => pageFile(address, libraryFile(specifier), false)),
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

/** Node is given lit-html's build for servers, in a folder `node` beside the one for browsers. */
function libraryFile(specifier: string): string {
  const file = createRequire(import.meta.url).resolve(specifier);
  return file.replace(`${path.sep}lit-html${path.sep}node${path.sep}`, `${path.sep}lit-html${path.sep}`);
}

function pageFile(address: string, file: string, isDownload: boolean): PageFile {
  const bytes = fs.readFileSync(file);
  return {
    path: address,
    type: TYPES[path.extname(file)] ?? 'application/octet-stream',
    bytes,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    isDownload,
  };
}
