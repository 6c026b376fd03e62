import { describe, expect, test } from 'vitest';
import { obsBuilds, type ObsBuild } from './real-obs-builds.js';

/** Runs `body` once for each build. A machine without OBS says so in one test, because a file without tests fails. */
export function describeEachObs(title: string, body: (build: ObsBuild) => void): void {
  const builds = obsBuilds();
  if (builds.length === 0) {
    describe(title, () =>
      test('there is no OBS on this machine to test with', () => expect(builds).toEqual([])),
    );
  }
  for (const build of builds) describe(`${title} (OBS ${build.name})`, () => body(build));
}
