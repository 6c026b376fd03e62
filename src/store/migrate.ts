import type Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { Migrator, type Kysely } from 'kysely';
import { FIRST_SCHEMA } from '../../migrations/0001-raids-and-kills.js';
import { MIGRATIONS } from '../../migrations/migrations.js';
import type { Schema } from './schema.js';
import { StorageError } from './storage-error.js';

const MIGRATION_TABLE = 'kysely_migration';

/**
 * Brings the database to the newest schema. An existing file is copied first, to `backup/` beside it.
 * @throws StorageError for a database of a newer program, or one that is not ours. Nothing is changed then.
 */
export async function migrate(database: Database.Database, db: Kysely<Schema>, file: string): Promise<void> {
  const pending = pendingMigrations(database, file);
  if (pending.length === 0) return;
  if (!isEmpty(database)) copyBeforeMigrating(database, file);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error as Error;
}

function pendingMigrations(database: Database.Database, file: string): string[] {
  const known = Object.keys(MIGRATIONS);
  if (!hasTable(database, MIGRATION_TABLE)) {
    if (!isEmpty(database) && !isFirstSchema(database)) {
      throw new StorageError(
        'storage-foreign',
        `The database ${file} belongs to another program or was made by hand. Point TSP_DB at another file, or move this one away.`,
      );
    }
    return known;
  }
  const done = database.prepare(`SELECT name FROM ${MIGRATION_TABLE}`).pluck().all() as string[];
  if (done.some((name) => !known.includes(name))) {
    throw new StorageError(
      'storage-newer',
      `The database ${file} was written by a newer version of this program. Install the newest version, or use the copy in the backup folder.`,
    );
  }
  return known.filter((name) => !done.includes(name));
}

function isEmpty(database: Database.Database): boolean {
  return database.prepare('SELECT COUNT(*) FROM sqlite_master').pluck().get() === 0;
}

function hasTable(database: Database.Database, name: string): boolean {
  return database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(name) !== undefined;
}

/** Whether the file holds exactly the first schema's tables and indexes, whatever their white space. */
function isFirstSchema(database: Database.Database): boolean {
  const present = database
    .prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .pluck()
    .all() as string[];
  return sameStatements(present, FIRST_SCHEMA);
}

function sameStatements(left: readonly string[], right: readonly string[]): boolean {
  const normalized = (statements: readonly string[]): string =>
    statements
      .map((statement) =>
        statement
          .replace(/\s+/g, ' ')
          .replace(/ ?([(),]) ?/g, '$1')
          .trim()
          .toLowerCase(),
      )
      .sort()
      .join(';');
  return normalized(left) === normalized(right);
}

function copyBeforeMigrating(database: Database.Database, file: string): void {
  const folder = path.join(path.dirname(file), 'backup');
  fs.mkdirSync(folder, { recursive: true });
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  database.prepare('VACUUM INTO ?').run(path.join(folder, `raids-before-update-${stamp}.db`));
}
