import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';

const MARK = path.join(PACKAGE_ROOT, 'dist', '.built');
/** What the build reads. */
const SOURCES = ['src', 'migrations', 'package.json', 'tsconfig.json'];

/** Before any test: the program is built once, and the tests start what ships. */
export function setup(): void {
  buildProgram();
}

/** Builds the program and its pages as `npm run build` does, if a source is newer than the last build. */
export function buildProgram(): void {
  if (newest(SOURCES.map((name) => path.join(PACKAGE_ROOT, name))) < modifiedAt(MARK)) return;
  for (const step of ['build-program.js', 'build-pages.js', 'build-icons.ts', 'build-plugin.ts']) {
    const loader = step.endsWith('.ts') ? ['--import', 'tsx'] : [];
    execFileSync(process.execPath, [...loader, path.join('src', 'release', step)], {
      cwd: PACKAGE_ROOT,
      stdio: 'inherit',
    });
  }
  fs.writeFileSync(MARK, '');
}

/** Newest modification below the paths, in milliseconds; folders count, so that a file that went is seen. */
function newest(targets: readonly string[]): number {
  return Math.max(
    ...targets.flatMap((target) => [
      modifiedAt(target),
      ...(fs.statSync(target).isDirectory()
        ? fs
            .readdirSync(target, { recursive: true, encoding: 'utf8' })
            .map((name) => modifiedAt(path.join(target, name)))
        : []),
    ]),
  );
}

function modifiedAt(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
