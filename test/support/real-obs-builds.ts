import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';

/** One OBS that tests can start. */
export interface ObsBuild {
  /** Its version, `29.0.2`. */
  readonly name: string;
  /** The root folder that it lives in; null: this machine's own. */
  readonly chroot: string | null;
}

/**
 * The OBS builds that tests shall run against: those named in `TSP_TEST_OBS`, a comma-separated list of `host` and
 * `chroot:DIR`; this machine's own when it is unset. A build that is named but cannot run is an error; with nothing
 * named, a machine without OBS gives an empty list, unless `TSP_REQUIRE_REAL=1` makes that an error too.
 */
export function obsBuilds(): ObsBuild[] {
  const named = process.env['TSP_TEST_OBS'];
  const specs = (named ?? 'host')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const required = named !== undefined || process.env['TSP_REQUIRE_REAL'] === '1';
  const builds = specs.flatMap((spec) => findBuild(spec, required) ?? []);
  if (builds.length === 0 && required)
    throw new Error('TSP_TEST_OBS names no OBS: set it to host or chroot:DIR.');
  return builds;
}

/** Makes what OBS inside a chroot needs of the host: mounts that are not there yet, and a machine id. */
export function prepareChroot(chroot: string): void {
  for (const path of ['/tmp/.X11-unix', '/proc', '/dev', '/sys']) bindMount(path, join(chroot, path));
  const machineId = join(chroot, 'etc/machine-id');
  const known = existsSync(machineId) && /^[0-9a-f]{32}\s*$/.test(readFileSync(machineId, 'utf8'));
  if (!known) writeFileSync(machineId, `${randomBytes(16).toString('hex')}\n`);
}

function bindMount(from: string, to: string): void {
  // Column five of mountinfo is the mount point.
  const mounted = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .some((line) => line.split(' ')[4] === to);
  if (mounted) return;
  run('mkdir', ['-p', from, to]);
  run('mount', ['--bind', from, to]);
}

function run(command: string, args: string[]): void {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${result.stderr.trim()}`);
}

function findBuild(spec: string, required: boolean): ObsBuild | null {
  const chroot = spec.startsWith('chroot:') ? resolve(spec.slice('chroot:'.length)) : null;
  if (chroot === null && spec !== 'host') {
    throw new Error(`TSP_TEST_OBS has "${spec}": write host or chroot:DIR.`);
  }
  const [command, args] = chroot === null ? ['obs', []] : ['chroot', [chroot, 'obs']];
  const answer = spawnSync(command, [...args, '--version'], { encoding: 'utf8', timeout: 20_000 });
  const name = /(\d+\.\d+\.\d+)/.exec(answer.stdout)?.[1];
  const screen = spawnSync('Xvfb', ['-help'], { timeout: 20_000 });
  if (name !== undefined && screen.error === undefined) return { name, chroot };
  if (!required) return null;
  throw new Error(
    `OBS "${spec}" cannot be tested: ${name === undefined ? 'obs' : 'Xvfb'} is not installed there.`,
  );
}
