import type Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { Migrator, type Kysely } from 'kysely';
import { FIRST_SCHEMA } from '../../migrations/0001-raids-and-kills.js';
import { MIGRATIONS } from '../../migrations/migrations.js';
import type { Schema } from './schema.js';
import { explainSqlite, StorageError } from './storage-error.js';

const MIGRATION_TABLE = 'kysely_migration';

/**
 * Brings the database to the newest schema. An existing file is copied first, to `backup/` beside it.
 * @param pending what `pendingMigrations` found.
 * @throws StorageError when the copy cannot be made. Nothing is changed then.
 */
export async function migrate(
  database: Database.Database,
  db: Kysely<Schema>,
  file: string,
  pending: readonly string[],
): Promise<void> {
  if (pending.length === 0) return;
  if (!isEmpty(database)) copyBeforeMigrating(database, file);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const explained = explainSqlite(error, file, 'start the program again');
  if (explained instanceof StorageError) throw explained;
  throw new StorageError(
    'storage-failed',
    `The database ${file} could not be brought up to date (${error instanceof Error ? error.message : 'unknown cause'}). What it held is kept, also in the backup folder beside it; point TSP_DB at another file to go on.`,
    error,
  );
}

/**
 * The names of the migrations that the database lacks. Only looks.
 * @throws StorageError for a database of a newer program, or one that is not ours.
 */
export function pendingMigrations(database: Database.Database, file: string): string[] {
  const known = Object.keys(MIGRATIONS);
  const done = hasTable(database, MIGRATION_TABLE) ? doneMigrations(database) : [];
  if (done.length === 0) {
    if (!isEmpty(database) && !isFirstSchema(database)) throw foreign(file);
    return known;
  }
  // Other programs keep such a list too.
  if (!done.some((name) => known.includes(name))) throw foreign(file);
  if (done.some((name) => !known.includes(name))) {
    throw new StorageError(
      'storage-newer',
      `The database ${file} was written by a newer version of this program. Install the newest version, or use the copy in the backup folder.`,
    );
  }
  return known.filter((name) => !done.includes(name));
}

function doneMigrations(database: Database.Database): string[] {
  return database.prepare(`SELECT name FROM ${MIGRATION_TABLE}`).pluck().all() as string[];
}

function foreign(file: string): StorageError {
  return new StorageError(
    'storage-foreign',
    `The database ${file} belongs to another program or was made by hand. Point TSP_DB at another file, or move this one away.`,
  );
}

function isEmpty(database: Database.Database): boolean {
  return ownStatements(database).length === 0;
}

function hasTable(database: Database.Database, name: string): boolean {
  return database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(name) !== undefined;
}

/** Whether the file holds exactly the first schema's tables and indexes, whatever their white space. */
function isFirstSchema(database: Database.Database): boolean {
  return sameStatements(ownStatements(database), FIRST_SCHEMA);
}

/** What makes the tables and indexes, but for SQLite's own and the (still empty) list of migrations. */
function ownStatements(database: Database.Database): string[] {
  return database
    .prepare(
      `SELECT sql FROM sqlite_master
       WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '${MIGRATION_TABLE}%'`,
    )
    .pluck()
    .all() as string[];
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
  try {
    fs.mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StorageError(
      'storage-unreachable',
      `The folder ${folder} cannot be made, and the database is not updated without a copy there. Allow writing to it.`,
      error,
    );
  }
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  database.prepare('VACUUM INTO ?').run(path.join(folder, `raids-before-update-${stamp}.db`));
}
