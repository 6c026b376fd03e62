import os from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Among the real ones the longest go first, so that no core waits at the end; their sizes, Vitest's measure, do not tell. */
const LONGEST = /\/real\/(?:obs-under-fire|browser-attack|dock-setup)\./;
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLongest = ({ moduleId }: TestSpecification): number => Number(LONGEST.test(moduleId));
    return sorted.toSorted((one, other) => isLongest(other) - isLongest(one));
  }
}

// `fast` needs nothing but Node; `real` drives a real OBS (and a real browser), two files at a time, because each waits
// much for what it drives, and after the fast ones, which take all cores; `bundle` looks at what `npm run release` has
// made.
// Files share processes, because loading the program anew for each takes longer than most of them: what a test changes in
// its process (environment, timers, spies) it puts back. Of `fast` one more file runs than there are cores, because some
// wait for a program that they have started, and for the disk.
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'fast',
          globalSetup: [
            'test/support/temporary-root.ts',
            'test/support/time-of-day.ts',
            'test/support/built-program.ts',
          ],
          include: ['test/**/*.test.ts'],
          exclude: ['test/real/**', 'test/bundle/**'],
          isolate: false,
          restoreMocks: true,
          maxWorkers: os.availableParallelism() + 1,
          sequence: { groupOrder: 0 },
          // Most take milliseconds. A machine that does other things as well takes seconds to start a program.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'real',
          globalSetup: [
            'test/support/temporary-root.ts',
            'test/support/time-of-day.ts',
            'test/support/built-program.ts',
          ],
          include: ['test/real/**/*.test.ts'],
          isolate: false,
          maxWorkers: 2,
          // Once in some hundred starts OBS or a browser hangs by itself; vitest says which test it tried again.
          retry: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'bundle',
          globalSetup: ['test/support/temporary-root.ts'],
          include: ['test/bundle/**/*.test.ts'],
          hookTimeout: 60_000,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
