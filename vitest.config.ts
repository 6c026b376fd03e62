import { defineConfig } from 'vitest/config';

// Two projects: `fast` needs nothing but Node; `real` drives a real OBS (and a real browser), one file at a time,
// because each OBS instance draws in software and takes most of a core, and after the fast ones, so that neither waits
// for the other.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          globalSetup: ['test/support/temporary-root.ts', 'test/support/built-program.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/real/**'],
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'real',
          globalSetup: ['test/support/temporary-root.ts', 'test/support/built-program.ts'],
          include: ['test/real/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
