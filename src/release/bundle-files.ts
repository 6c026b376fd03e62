import fs from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../lib/package-root.js';
import { noticeOf } from './notices.js';
import type { PackedFile } from './archive.js';
import type { Platform } from './platforms.js';
import { isLicence, isNeeded } from './prune.js';

/** Where the parts of a bundle come from. */
export interface Parts {
  /** The `node_modules` with what `bundle/package-lock.json` names for that platform. */
  readonly modules: string;
  /** The file with Node's licence, which its Windows package leaves out. */
  readonly nodeLicence: string;
}

/** All files as the streamer unpacks them: what to click, what to read, the scenes to import, and `app` for the rest. */
export function bundleFiles(platform: Platform, parts: Parts): PackedFile[] {
  const lineEnd = platform.os === 'win32' ? '\r\n' : '\n';
  const scenes = filesBelow(path.join(PACKAGE_ROOT, 'scenes'), (name) => /^[^/]+\.json$/.test(name));
  return [
    text(platform.startFile.name, platform.startFile.text, true),
    text('Read me.txt', platform.readMe.map((line) => line + lineEnd).join('')),
    // For the import menu of the OBS beside it; the pages hand out all three, for an OBS on another PC.
    ...inside(
      'scenes',
      scenes.filter(({ path: name }) => name.includes(`.${platform.system}.`)),
    ),
    ...inside('app/scenes', scenes),
    ...inside('app/scenes/icons', filesBelow(path.join(PACKAGE_ROOT, 'scenes', 'icons'))),
    file(`app/${platform.nodeName}`, path.join(parts.modules, platform.nodePackage, platform.nodeFile), true),
    file('app/dist/licences/node.txt', parts.nodeLicence),
    text('app/package.json', `${JSON.stringify(shortManifest(), null, 2)}\n`),
    file('app/LICENSE', path.join(PACKAGE_ROOT, 'LICENSE')),
    ...inside('app/dist', filesBelow(path.join(PACKAGE_ROOT, 'dist'), isOfProgram)),
    ...inside('app/src/dock/static', filesBelow(path.join(PACKAGE_ROOT, 'src', 'dock', 'static'))),
    ...inside('app/node_modules', packages(platform, parts.modules)),
  ];
}

/** What the program reads of its package.json, and what Node does: nothing that invites to install anything. */
function shortManifest(): object {
  const text = fs.readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8');
  const { name, version, license, type } = JSON.parse(text) as Record<string, unknown>;
  return { name, version, license, type };
}

function isOfProgram(name: string): boolean {
  return /^(?:src\/(?:cli|dock)|icons|licences)\//.test(name) && !name.endsWith('.map');
}

function packages(platform: Platform, modules: string): PackedFile[] {
  const needed = filesBelow(modules, (name) => isNeeded(name, platform));
  const licensed = new Set(
    needed.filter((packed) => isLicence(packed.path)).map((packed) => path.posix.dirname(packed.path)),
  );
  const missing = needed
    .filter(({ path: name }) => isManifest(name))
    .map(({ path: name }) => path.posix.dirname(name))
    .filter((folder) => !licensed.has(folder))
    .map((folder) => text(`${folder}/LICENSE`, noticeOf(path.join(modules, folder))));
  return [...needed, ...missing];
}

/** Of a package, not of a folder inside one that only says which kind of modules it holds. */
function isManifest(file: string): boolean {
  return /(?:^|\/node_modules\/)(?:@[^/]+\/)?[^/@][^/]*\/package\.json$/.test(file);
}

function inside(folder: string, files: readonly PackedFile[]): PackedFile[] {
  return files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
}

function text(name: string, content: string, isProgram = false): PackedFile {
  return { path: name, bytes: Buffer.from(content), isProgram };
}

function file(name: string, from: string, isProgram = false): PackedFile {
  return { path: name, bytes: fs.readFileSync(from), isProgram };
}

/** The files below a folder of which this holds, by their paths from there. */
function filesBelow(folder: string, isWanted: (name: string) => boolean = () => true): PackedFile[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter(isWanted)
    .map((name) => file(name, path.join(folder, name), name === 'open/xdg-open'));
}
