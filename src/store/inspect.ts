import Database from 'better-sqlite3';
import fs from 'node:fs';
import { pendingMigrations } from './migrate.js';
import { damageSentence, explainSqlite } from './storage-error.js';

/** Looks at a database without changing it. Null: it can serve; else the sentence that says why not and what to do. */
export function inspectDatabase(file: string): string | null {
  if (!fs.existsSync(file)) return null;
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    pendingMigrations(database, file);
    const damage = database.pragma('quick_check(1)', { simple: true });
    if (damage === 'ok') return null;
    return damageSentence(file);
  } catch (error) {
    const explained = explainSqlite(error, file, 'try again');
    return explained instanceof Error ? explained.message : String(explained);
  } finally {
    database?.close();
  }
}
