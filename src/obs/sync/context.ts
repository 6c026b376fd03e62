import type { LinkState } from './link-state.js';
import type { Memory } from './memory.js';
import type { StreamState } from '../observe/observed.js';
import type { Timings } from '../timings.js';

/** What the log must be able to do; pino can. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What the parts of the OBS side share: handed in once, reached from nowhere else. */
export interface Context {
  readonly log: Log;
  readonly timings: Timings;
  readonly memory: Memory;
  /** Monotonic: deadlines must not follow a clock that is set. */
  nowMs(): number;
  now(): Date;
  /** Something that `status()` shows may have changed. */
  changed(): void;
  streamed(stream: StreamState): void;
  /** All texts that were wanted until now are through. */
  textsSettled(): void;
  /** What else lives as long as the link: the reactions. */
  readonly beside: (linkState: LinkState) => Promise<void>;
}
