import { describe, test } from 'vitest';
import { obsBuilds, type ObsBuild } from './real-obs-builds.js';

type Body = (build: ObsBuild, index: number) => void;

/** Runs `body` once for each build, with its place among them; on a machine without OBS it shows as skipped. */
export function describeEachObs(title: string, body: Body): void {
  describeObs(title, obsBuilds(), body);
}

/**
 * Runs `body` for the newest build alone, with `TSP_EACH_OBS=1` for each: for tests that take minutes, and that ask more
 * of the program than of the generation of OBS.
 */
export function describeNewestObs(title: string, body: Body): void {
  const builds = obsBuilds();
  describeObs(title, process.env['TSP_EACH_OBS'] === '1' ? builds : builds.slice(-1), body);
}

function describeObs(title: string, builds: readonly ObsBuild[], body: Body): void {
  // A file without any test would fail.
  if (builds.length === 0) describe(title, () => test.skip('needs OBS: install obs-studio and xvfb'));
  for (const [index, build] of builds.entries())
    describe(`${title} (OBS ${build.name})`, () => body(build, index));
}
