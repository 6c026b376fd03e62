import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../lib/package-root.js';
import { VERSION } from '../lib/version.js';
import { pack } from './archive.js';
import { bundleFiles } from './bundle-files.js';
import { packPlugin } from './pack-plugin.js';
import { PLATFORMS, type Platform } from './platforms.js';

// `npm run release`: one archive for each platform that needs nothing installed, and their check sums, in `release/`, and
// beside them the plugin for Elgato's app.
// `npm run release linux-x64` makes that one alone. Everything comes from npm packages: Node itself, too, with the
// signature of its makers.

const OUT = path.join(PACKAGE_ROOT, 'release');
const STAGE = path.join(OUT, '.stage');
const MANIFEST = path.join(PACKAGE_ROOT, 'src', 'release', 'bundle');

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !PLATFORMS.some((platform) => platform.name === name));
if (unknown.length > 0) {
  const names = PLATFORMS.map(({ name }) => name).join(', ');
  throw new Error(`There is no bundle for ${unknown.join(', ')}. There are ${names}.`);
}

fs.rmSync(OUT, { recursive: true, force: true });
const nodeLicence = path.join(
  installPackages(platformOf('linux')),
  platformOf('linux').nodePackage,
  'LICENSE',
);
const sums = PLATFORMS.filter(({ name }) => asked.length === 0 || asked.includes(name)).map((platform) => {
  const name = `tarkov-stream-producer-${VERSION}-${platform.name}`;
  const files = bundleFiles(platform, { modules: installPackages(platform), nodeLicence });
  const bytes = pack(
    files.map((file) => ({ ...file, path: `${name}/${file.path}` })),
    platform.archive,
  );
  const archive = `${name}.${platform.archive}`;
  fs.writeFileSync(path.join(OUT, archive), bytes);
  process.stdout.write(`${archive}: ${(bytes.length / 1e6).toFixed(1)} MB, ${files.length} files\n`);
  return sumLine(archive, bytes);
});
const plugin = packPlugin(OUT);
sums.push(sumLine(path.basename(plugin), fs.readFileSync(plugin)));
process.stdout.write(`${path.basename(plugin)}: ${(fs.statSync(plugin).size / 1e6).toFixed(1)} MB\n`);
fs.writeFileSync(path.join(OUT, 'SHA256SUMS'), sums.join(''));
fs.rmSync(STAGE, { recursive: true });

/** As `sha256sum` writes and reads it. */
function sumLine(name: string, bytes: Uint8Array): string {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
}

function platformOf(system: Platform['system']): Platform {
  const found = PLATFORMS.find((platform) => platform.system === system);
  if (found === undefined) throw new Error(`There is no platform for ${system}.`);
  return found;
}

/**
 * Installs what `bundle/package-lock.json` names for that platform, whatever this machine is.
 * @returns its `node_modules`.
 */
function installPackages(platform: Platform): string {
  const folder = path.join(STAGE, platform.name);
  const modules = path.join(folder, 'node_modules');
  if (fs.existsSync(modules)) return modules;
  fs.mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join(MANIFEST, file), path.join(folder, file));
  }
  // npm's own script by way of the Node that runs: on Windows `npm` is a .cmd, which cannot be started without a shell.
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('Start this with "npm run release".');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--silent'];
  const target = [`--os=${platform.os}`, `--cpu=${platform.cpu}`, '--engine-strict=false'];
  const flags = ['--omit=dev', '--ignore-scripts', '--prefer-offline', ...quiet, ...target];
  execFileSync(process.execPath, [npm, 'ci', ...flags], { cwd: folder, stdio: 'inherit' });
  return modules;
}
