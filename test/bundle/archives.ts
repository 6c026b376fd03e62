import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { list } from 'tar';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { VERSION } from '../../src/lib/version.js';
import type { Platform } from '../../src/release/platforms.js';

export const RELEASE = path.join(PACKAGE_ROOT, 'release');

/** The folder that the archive of a platform unpacks to. */
export function bundleName({ name }: Platform): string {
  return `tarkov-stream-producer-${VERSION}-${name}`;
}

export function archiveOf(platform: Platform): string {
  const file = path.join(RELEASE, `${bundleName(platform)}.${platform.archive}`);
  if (!fs.existsSync(file)) throw new Error('Make the bundles first: npm run release');
  return file;
}

/** The files of a bundle by their paths inside its folder. */
export async function filesOf(platform: Platform): Promise<ReadonlyMap<string, Buffer>> {
  const file = archiveOf(platform);
  const files =
    platform.archive === 'zip' ? Object.entries(unzipSync(fs.readFileSync(file))) : await untar(file);
  return new Map(
    files.map(([name, bytes]) => {
      const [folder, ...rest] = name.split('/');
      if (folder !== bundleName(platform)) throw new Error(`${name} lies outside the bundle's folder.`);
      return [rest.join('/'), Buffer.from(bytes)];
    }),
  );
}

async function untar(file: string): Promise<(readonly [name: string, bytes: Uint8Array])[]> {
  const found: (readonly [string, Uint8Array])[] = [];
  await list({
    file,
    onReadEntry(entry) {
      const chunks: Buffer[] = [];
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () => found.push([entry.path, Buffer.concat(chunks)]));
    },
  });
  return found;
}
