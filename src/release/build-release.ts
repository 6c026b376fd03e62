import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../lib/package-root.js';
import { VERSION } from '../lib/version.js';
import { packFolder } from './archive.js';
import { PLATFORMS, type Platform } from './platforms.js';
import { prunePackages } from './prune.js';

// `npm run release`: one archive for each platform that needs nothing installed, and their check sums, in `release/`.
// Everything comes from npm packages: Node itself, too, with the signature of its makers.

const OUT = path.join(PACKAGE_ROOT, 'release');
const MANIFEST = path.join(PACKAGE_ROOT, 'src', 'release', 'bundle');

fs.rmSync(OUT, { recursive: true, force: true });
fs.mkdirSync(OUT, { recursive: true });
const sums: string[] = [];
for (const platform of PLATFORMS) {
  const name = `tarkov-stream-producer-${VERSION}-${platform.name}`;
  const stage = path.join(OUT, '.stage', platform.name);
  say(`${name}: installing its packages…`);
  makeBundle(path.join(stage, name), platform);
  say(`${name}: packing…`);
  const bytes = await packFolder(stage, name, platform.archive);
  const file = `${name}.${platform.archive}`;
  fs.writeFileSync(path.join(OUT, file), bytes);
  sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${file}`);
  say(`${file}: ${(bytes.length / 1e6).toFixed(1)} MB`);
}
fs.writeFileSync(path.join(OUT, 'SHA256SUMS'), `${sums.join('\n')}\n`);
fs.rmSync(path.join(OUT, '.stage'), { recursive: true });

/** The folder as the streamer unpacks it: what to click, what to read, the scenes to import, and `app` for the rest. */
function makeBundle(folder: string, platform: Platform): void {
  const app = path.join(folder, 'app');
  fs.mkdirSync(app, { recursive: true });
  const modules = installPackages(path.join(folder, '..', 'packages'), platform);
  const nodePackage = path.join(modules, platform.nodePackage);
  place(path.join(nodePackage, platform.nodeFile), path.join(app, platform.nodeName), true);
  prunePackages(modules, platform);
  fs.renameSync(modules, path.join(app, 'node_modules'));
  for (const part of ['dist', 'src/dock/static']) {
    fs.cpSync(path.join(PACKAGE_ROOT, part), path.join(app, part), {
      recursive: true,
      filter: (source) => !source.endsWith('.map'),
    });
  }
  for (const file of ['package.json', 'LICENSE']) place(path.join(PACKAGE_ROOT, file), path.join(app, file));
  const scenes = path.join(PACKAGE_ROOT, 'scenes');
  for (const file of fs.readdirSync(scenes).filter((name) => name.endsWith('.json'))) {
    // Once for the menu of OBS, once for the pages to hand out.
    for (const holder of [folder, app]) place(path.join(scenes, file), path.join(holder, 'scenes', file));
  }
  write(path.join(folder, platform.startFile.name), platform.startFile.text, true);
  const lineEnd = platform.os === 'win32' ? '\r\n' : '\n';
  write(path.join(folder, 'Read me.txt'), platform.readMe.map((line) => line + lineEnd).join(''));
}

/** Installs what `bundle/package-lock.json` names for that platform, whatever this machine is. */
function installPackages(folder: string, platform: Platform): string {
  fs.mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(MANIFEST, file), path.join(folder, file));
  }
  const flags = ['--omit=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  // npm's own script by way of the Node that runs: on Windows `npm` is a .cmd, which cannot be started without a shell.
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('Start this with "npm run release".');
  const target = [
    `--os=${platform.os}`,
    `--cpu=${platform.cpu}`,
    '--engine-strict=false',
    '--loglevel=error',
  ];
  execFileSync(process.execPath, [npm, 'ci', ...flags, ...target], { cwd: folder, stdio: 'inherit' });
  return path.join(folder, 'node_modules');
}

function place(from: string, to: string, isProgram = false): void {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to);
  fs.chmodSync(to, isProgram ? 0o755 : 0o644);
}

function write(file: string, text: string, isProgram = false): void {
  fs.writeFileSync(file, text, { mode: isProgram ? 0o755 : 0o644 });
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
