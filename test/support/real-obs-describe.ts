import { describe, test } from 'vitest';
import { obsBuilds, type ObsBuild } from './real-obs-builds.js';

/** Runs `body` once for each build, with its place among them; on a machine without OBS it shows as skipped. */
export function describeEachObs(title: string, body: (build: ObsBuild, index: number) => void): void {
  const builds = obsBuilds();
  // A file without any test would fail.
  if (builds.length === 0) describe(title, () => test.skip('needs OBS: install obs-studio and xvfb'));
  for (const [index, build] of builds.entries())
    describe(`${title} (OBS ${build.name})`, () => body(build, index));
}
