import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { formatCsv } from '../exchange/csv.js';
import { formatJson } from '../exchange/json.js';
import { nextTurn } from '../lib/in-slices.js';
import type { ImportCount, PortableRaid, PortableSession, Taken } from '../raid/history/portable.js';
import type { Unreadable } from '../raid/unreadable.js';
import { backupDatabase } from '../store/copies/backup.js';
import { backupFolder } from '../store/copies/copies.js';
import { realFile } from '../lib/real-file.js';
import { exportRaids, exportSessions } from '../store/exchange/export-raids.js';
import { importRaids, importSessions } from '../store/exchange/import-raids.js';
import type { Store } from '../store/store.js';
import { readUnreadable } from '../store/query/unreadable.js';

/** All that is stored, out and in again. */
export interface Archive {
  /** Tells one database from another without telling where it lies. */
  readonly databaseId: string;
  json(): AsyncIterable<string>;
  csv(): AsyncIterable<string>;
  /** What both leave out. */
  unreadable(): Promise<Unreadable>;
  /** Stores what is not there yet, slice by slice, so that a press goes in between; the same again goes on where it stopped. */
  take(raids: readonly PortableRaid[], sessions: readonly PortableSession[]): Promise<ImportCount>;
  /** Copies the database; settles with the file. Without a target it goes into the backup folder. */
  backup(target?: string): Promise<string>;
}

export interface ArchiveOptions {
  readonly store: Store;
  readonly database: string;
  readonly now: () => Date;
}

export function createArchive({ store, database, now }: ArchiveOptions): Archive {
  /** Copies that are being made. */
  const underWay = new Set<string>();

  /** Two copies may be asked for at once, and a clock may be set back. */
  function freeName(folder: string, stem: string): string {
    for (let number = 1; ; number += 1) {
      const file = path.join(folder, `${stem}${number === 1 ? '' : `-${number}`}.db`);
      if (!underWay.has(file) && !fs.existsSync(file)) return file;
    }
  }

  return {
    databaseId: databaseIdOf(database),
    json: () => jsonOf(store, now()),
    csv: () => formatCsv(exportRaids(store)),
    unreadable: () => store.readBeside(readUnreadable),
    async take(raids, sessions) {
      const counts: Taken[] = [];
      for (const slice of slicesOf(raids)) {
        counts.push(await store.transact((writer) => importRaids(writer, slice)));
        await nextTurn();
      }
      return {
        raids: sumOf(counts),
        sessions:
          sessions.length === 0
            ? { imported: 0, skipped: 0 }
            : await store.transact((writer) => importSessions(writer, sessions)),
      };
    },
    async backup(target) {
      store.refuseReplaced();
      const file = target ?? freeName(backupFolder(database), `raids-at-${stampOf(now())}`);
      underWay.add(file);
      try {
        await backupDatabase(database, file);
      } finally {
        underWay.delete(file);
      }
      return file;
    },
  };
}

function sumOf(counts: readonly Taken[]): Taken {
  return {
    imported: counts.reduce((sum, { imported }) => sum + imported, 0),
    skipped: counts.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

/** Rows that one transaction of an import writes: some milliseconds' worth. */
const ROWS_AT_ONCE = 100;

/**
 * Raids with the same start stay in one slice: which of them are stored already can only be told by comparing them
 * together.
 */
function* slicesOf(raids: readonly PortableRaid[]): Generator<readonly PortableRaid[]> {
  const byStart = new Map<number, PortableRaid[]>();
  for (const raid of raids) {
    const alike = byStart.get(raid.started_at.getTime());
    if (alike === undefined) byStart.set(raid.started_at.getTime(), [raid]);
    else alike.push(raid);
  }
  let slice: PortableRaid[] = [];
  let rows = 0;
  for (const alike of byStart.values()) {
    const size = alike.reduce((sum, { kills }) => sum + 1 + kills.length, 0);
    if (slice.length > 0 && rows + size > ROWS_AT_ONCE) {
      yield slice;
      [slice, rows] = [[], 0];
    }
    slice.push(...alike);
    rows += size;
  }
  if (slice.length > 0) yield slice;
}

export function databaseIdOf(database: string): string {
  return createHash('sha256').update(realFile(database)).digest('hex').slice(0, 16);
}

async function* jsonOf(store: Store, now: Date): AsyncGenerator<string> {
  yield* formatJson(await exportSessions(store), exportRaids(store), now);
}

/** `2026-11-22T19-03-11-250Z`: a time that every file system takes. */
function stampOf(time: Date): string {
  return time.toISOString().replaceAll(/[:.]/g, '-');
}
