import fs from 'node:fs/promises';
import type { LineEvent } from './event.js';
import { createParser, type LineClock } from './parse.js';

/** One growing file, read from where the last look ended. */
export interface LogFile {
  /** @returns what the bytes say, how many were read, and whether more is there. Rejects where it cannot be read. */
  read(mostBytes: number): Promise<FileRead>;
}

export interface FileRead {
  readonly events: readonly LineEvent[];
  readonly bytes: number;
  readonly hasMore: boolean;
}

/**
 * Over so many looks, some ten seconds, a file is shorter than what was read: it is another one. A share tells nonsense at
 * times, and the game itself never begins a file anew.
 */
const LOOKS_UNTIL_REPLACED = 20;

/**
 * @param clock that of the files before it.
 * @param isSkipped what is there at the first look is passed over.
 */
export function createLogFile(file: string, clock: LineClock, isSkipped = false): LogFile {
  let offset = 0;
  let isToSkip = isSkipped;
  let parser = createParser(clock);
  let shorter = 0;
  return {
    async read(mostBytes) {
      // The game has the file open and goes on writing: opened for reading alone, and only for this look, so that it can
      // be moved or removed.
      const handle = await fs.open(file, 'r');
      try {
        const { size } = await handle.stat();
        if (isToSkip) offset = size;
        isToSkip = false;
        shorter = size < offset ? shorter + 1 : 0;
        if (shorter >= LOOKS_UNTIL_REPLACED) {
          // What is there may have been read already: only what comes is new.
          offset = size;
          shorter = 0;
          parser = createParser(clock);
        }
        const length = Math.max(0, Math.min(size - offset, mostBytes));
        if (length === 0) return { events: [], bytes: 0, hasMore: size > offset };
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
        offset += bytesRead;
        return {
          events: parser.parse(buffer.subarray(0, bytesRead)),
          bytes: bytesRead,
          hasMore: bytesRead > 0 && offset < size,
        };
      } finally {
        await handle.close();
      }
    },
  };
}
