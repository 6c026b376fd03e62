import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './service-process.js';

/** The clock of a PC that runs a service; the monotonic clock and the uptime are those of this machine. */
export interface PcClock {
  /** For the service's process. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on the clock is ahead by so many seconds of what is true; negative: behind. */
  set(aheadSeconds: number): void;
  /** What the clock says now. */
  now(): Date;
}

export function createPcClock(): PcClock {
  const file = path.join(temporaryFolder(), 'clock');
  const set = (aheadSeconds: number): void => {
    // Never half written when it is read.
    fs.writeFileSync(`${file}.new`, String(aheadSeconds * 1000));
    fs.renameSync(`${file}.new`, file);
  };
  set(0);
  const preload = new URL('./set-clock.mjs', import.meta.url).href;
  return {
    env: { TEST_CLOCK_FILE: file, NODE_OPTIONS: `--import ${preload}` },
    set,
    now: () => new Date(Date.now() + Number(fs.readFileSync(file, 'utf8'))),
  };
}
