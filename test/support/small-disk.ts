import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './service-process.js';

/** A disk of its own, small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** The file that is the disk; of `mountBreakable` alone. */
  image(): string;
  /** Leaves no byte. */
  fill(): void;
  /** Takes away what `fill` wrote. */
  free(): void;
  /** Nobody may have a file open for writing there. */
  setReadOnly(readOnly: boolean): void;
  /** What a failing disk does to files in use: the system forbids all writing at once. Needs `mountBreakable`. */
  fail(): void;
  /** Takes the disk out and in again. */
  mountAgain(): void;
  unmount(): void;
}

/** A disk in memory. */
export function mountInMemory(): SmallDisk {
  return mount(['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs']);
}

/** A disk in a file; of a file system that can give up. */
export function mountBreakable(): SmallDisk {
  const image = path.join(temporaryFolder(), 'disk.img');
  fs.writeFileSync(image, '');
  fs.truncateSync(image, 16 << 20);
  run('mkfs.ext4', ['-q', image]);
  return mount(['-o', 'loop', image], image);
}

/** Whether disks can be made here: on Linux as root, and not in every container. */
export function canMount(make: () => SmallDisk): boolean {
  try {
    make().unmount();
    return true;
  } catch {
    return false;
  }
}

function mount(how: readonly string[], image?: string): SmallDisk {
  const folder = temporaryFolder();
  const ballast = path.join(folder, 'ballast');
  run('mount', [...how, folder]);
  mounted.add(folder);
  const unmount = (): void => {
    if (mounted.delete(folder)) run('umount', [folder]);
  };
  return {
    folder,
    image() {
      if (image === undefined) throw new Error('This disk is in memory.');
      return image;
    },
    fill: () => fillWith(ballast),
    free: () => fs.rmSync(ballast),
    setReadOnly: (readOnly) => run('mount', ['-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder]),
    fail: () => run('mount', ['-o', 'remount,abort', folder]),
    mountAgain() {
      unmount();
      run('mount', [...how, folder]);
      mounted.add(folder);
    },
    unmount,
  };
}

const mounted = new Set<string>();
process.once('exit', () => {
  for (const folder of mounted) spawnSync('umount', ['-l', folder]);
});

function fillWith(file: string): void {
  const handle = fs.openSync(file, 'a');
  try {
    for (const size of [65_536, 4_096, 1]) writeWhileThereIsRoom(handle, Buffer.alloc(size));
  } finally {
    fs.closeSync(handle);
  }
}

function writeWhileThereIsRoom(handle: number, block: Buffer): void {
  try {
    while (fs.writeSync(handle, block) === block.length);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr.trim()}`);
}
