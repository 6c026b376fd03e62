import fs from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from '../lib/error-code.js';
import type { GameLogEvent, LineEvent } from './event.js';
import { createLogFile, type FileRead, type LogFile } from './log-file.js';
import { isBeforeInHours, isBeforeNow, mergeFiles } from './merge.js';
import {
  isArenaFolder,
  isLaterLaunch,
  logFilesIn,
  newestLaunch,
  timeOfLaunch,
  type LogKind,
} from './names.js';
import { createLineClock, type LineClock } from './parse.js';

/** What one look found. */
export interface Look {
  readonly trouble: LookTrouble | null;
  /** The folder of the launch that is read. */
  readonly launch: string | null;
  /** In the order in which they were written. */
  readonly events: readonly GameLogEvent[];
  /** They were written while nobody looked. */
  readonly areOld: boolean;
  /** More is there than one look reads: look again soon. */
  readonly hasMore: boolean;
  readonly bytes: number;
}

/** Why nothing can be read. `arena`: the folder is that of another game; `no_launch`: there is no log in it. */
export type LookTrouble = 'arena' | 'not_there' | 'not_readable' | 'no_launch';

export interface ReaderOptions {
  /** `…\Logs`, as the game writes it; also on another PC. */
  readonly folder: string;
  /** A clock that is never set, in milliseconds. */
  readonly nowMs: () => number;
  readonly bytesPerLook?: number;
}

export interface Reader {
  /** Reads what was appended since the last look. Never rejects. One at a time. */
  look(): Promise<Look>;
}

export const BYTES_PER_LOOK = 512 * 1024;
/** Who has not looked for so long was asleep, or the folder was away: what happened meanwhile is old. */
export const OLD_AFTER_MS = 30_000;
/** How much is kept of what is old, of each kind of file; what was before that says nothing of how things stand. */
const OLD_EVENTS_KEPT = 5_000;

/** Follows the newest launch by looking again and again: notices of changes are not reliable, least of all over a network. */
export function createReader({ folder, nowMs, bytesPerLook = BYTES_PER_LOOK }: ReaderOptions): Reader {
  let launch: string | null = null;
  /** The newest launch that was ever seen: what stands in those before it is old. */
  let newestSeen: string | null = null;
  let files = new Map<string, LogFile>();
  let clocks = new Map<LogKind, LineClock>();
  let lookedAt: number | null = null;
  /** What is old, until all of it is read: only then its order is known. */
  let old: EventsByKind | null = new Map();
  let isNewLaunch = false;

  const clockOf = (kind: LogKind, from: string): LineClock => {
    const clock = clocks.get(kind) ?? createLineClock(timeOfLaunch(from));
    clocks.set(kind, clock);
    return clock;
  };

  const readFiles = async (newest: string): Promise<readonly KindRead[]> => {
    const inLaunch = path.join(folder, newest);
    let left = bytesPerLook;
    let failure: unknown = null;
    const reads: KindRead[] = [];
    for (const { name, kind } of logFilesIn(await fs.readdir(inLaunch))) {
      const open = (isSkipped: boolean) =>
        createLogFile(path.join(inLaunch, name), clockOf(kind, newest), isSkipped);
      const file = files.get(name) ?? open(false);
      files.set(name, file);
      try {
        const read = await file.read(left);
        left -= read.bytes;
        reads.push({ ...read, kind });
      } catch (error) {
        // What the others have said must not be lost with it. What is old in it must not come later, as if it were new.
        failure = error;
        if (old !== null) files.set(name, open(true));
      }
    }
    if (reads.length === 0 && failure !== null) throw failure as Error;
    return reads;
  };

  /** The launch to read: the newest one, but a share does not list all that is there at times. */
  const launchToRead = async (): Promise<string | null> => {
    const newest = newestLaunch(await fs.readdir(folder));
    if (launch === null || newest === null || newest === launch || isLaterLaunch(newest, launch))
      return newest;
    const isGone = await fs.stat(path.join(folder, launch)).then(
      () => false,
      (error: unknown) => isNotThere(error),
    );
    return isGone ? newest : launch;
  };

  const look = async (): Promise<Look> => {
    if (isArenaFolder(folder)) return nothingBut('arena', launch);
    const newest = await launchToRead();
    if (newest === null) {
      // The first launch from now on is a new one.
      lookedAt = nowMs();
      old = null;
      return nothingBut('no_launch', launch);
    }
    const isAway = lookedAt !== null && nowMs() - lookedAt > OLD_AFTER_MS;
    if (isAway) old ??= new Map();
    if (newest !== launch) {
      // What the launch before has written at last comes first.
      const rest = launch === null || old !== null ? [] : await readFiles(launch).catch(() => []);
      if (rest.some(({ bytes }) => bytes > 0)) {
        lookedAt = nowMs();
        const events = mergeFiles([...eventsByKind(rest).values()], isBeforeNow);
        return { ...nothingBut(null, launch), events, hasMore: true, bytes: bytesOf(rest) };
      }
      launch = newest;
      files = new Map();
      clocks = new Map();
      isNewLaunch = true;
      const isNews = newestSeen === null || isLaterLaunch(newest, newestSeen);
      if (isNews) newestSeen = newest;
      if (!isNews || old !== null) old = new Map();
    }
    const reads = await readFiles(newest);
    lookedAt = nowMs();
    const base = {
      ...{ trouble: null, launch },
      hasMore: reads.some(({ hasMore }) => hasMore),
      bytes: bytesOf(reads),
    };
    const areOld = old !== null;
    const rows = eventsByKind(reads, old ?? new Map());
    if (areOld && base.hasMore) {
      old = rows;
      return { ...base, events: [], areOld };
    }
    const events = mergeFiles([...rows.values()], areOld ? isBeforeInHours : isBeforeNow);
    const all = isNewLaunch ? [{ type: 'launch' } as const, ...events] : events;
    old = null;
    isNewLaunch = false;
    return { ...base, events: all, areOld };
  };

  return {
    look: () =>
      look().catch((error: unknown) => nothingBut(isNotThere(error) ? 'not_there' : 'not_readable', launch)),
  };
}

type KindRead = FileRead & { readonly kind: LogKind };
type EventsByKind = ReadonlyMap<LogKind, readonly LineEvent[]>;

/** A file and the one that goes on with it are one row. */
function eventsByKind(reads: readonly KindRead[], before: EventsByKind = new Map()): EventsByKind {
  const rows = new Map(before);
  for (const { kind, events } of reads)
    rows.set(kind, [...(rows.get(kind) ?? []), ...events].slice(-OLD_EVENTS_KEPT));
  return rows;
}

function isNotThere(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
}

function bytesOf(reads: readonly FileRead[]): number {
  return reads.reduce((sum, { bytes }) => sum + bytes, 0);
}

function nothingBut(trouble: LookTrouble | null, launch: string | null): Look {
  return { trouble, launch, events: [], areOld: false, hasMore: false, bytes: 0 };
}
