import { createHash } from 'node:crypto';
import path from 'node:path';
import { formatCsv } from './exchange/csv.js';
import { formatJson } from './exchange/json.js';
import type { ImportCount, PortableRaid, PortableSession } from './raid/portable.js';
import { backupDatabase } from './store/backup.js';
import { backupFolder } from './store/file/copies.js';
import { realFile } from './store/file-identity.js';
import { exportRaids, exportSessions } from './store/export-raids.js';
import { importRaids, importSessions } from './store/import-raids.js';
import type { Store } from './store/store.js';

/** All that is stored, out and in again. */
export interface Archive {
  /** Tells one database from another without telling where it lies. */
  readonly databaseId: string;
  json(): AsyncIterable<string>;
  csv(): AsyncIterable<string>;
  /** Stores what is not there yet; all of it or nothing. */
  take(raids: readonly PortableRaid[], sessions: readonly PortableSession[]): Promise<ImportCount>;
  /** Copies the database; settles with the file. Without a target it goes into the backup folder. */
  backup(target?: string, onProgress?: (share: number) => void): Promise<string>;
}

export interface ArchiveOptions {
  readonly store: Store;
  readonly database: string;
  readonly now: () => Date;
}

export function createArchive({ store, database, now }: ArchiveOptions): Archive {
  return {
    databaseId: databaseIdOf(database),
    json: () => jsonOf(store, now()),
    csv: () => formatCsv(exportRaids(store)),
    take: (raids, sessions) =>
      store.transact(async (writer) => ({
        raids: await importRaids(writer, raids),
        sessions: await importSessions(writer, sessions),
      })),
    async backup(target, onProgress) {
      store.refuseReplaced();
      const file = target ?? path.join(backupFolder(database), `raids-at-${stampOf(now())}.db`);
      await backupDatabase(database, file, onProgress);
      return file;
    },
  };
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
