import Database from 'better-sqlite3';
import fs from 'node:fs';
import { checkSoundness } from './check-soundness.js';
import { damageOf, fullerCopyWarning, GOOD, wentBackWarning, type Condition } from './file/condition.js';
import { backupFolder, listCopies, readHeld } from './file/copies.js';
import { refuseEmptied, refuseMissing } from './file/refuse-lost.js';
import { comparedWith, readRemembered } from './file/remembered.js';
import { pendingMigrations } from './migrate.js';
import { explainSqlite } from './storage-error.js';

/** Looks at a database that no service has, without changing it. */
export async function inspectDatabase(file: string): Promise<Condition> {
  try {
    refuseMissing(file);
    if (!fs.existsSync(file) || fs.statSync(file).size === 0) return GOOD;
    const held = lookInto(file);
    const damage = damageOf(await checkSoundness(file), file);
    if (damage !== null) return { ...GOOD, fault: damage };
    const [best] = listCopies(backupFolder(file));
    const { wentBack, chosen } = comparedWith(readRemembered(file), held, new Date());
    if (wentBack !== null) return { ...GOOD, warning: wentBackWarning(file, held, wentBack, best) };
    return chosen ? GOOD : { ...GOOD, warning: fullerCopyWarning(file, held, best) };
  } catch (error) {
    const explained = explainSqlite(error, file, 'try again');
    return { ...GOOD, fault: explained instanceof Error ? explained.message : String(explained) };
  }
}

function lookInto(file: string): { raids: number; revision: number } {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    pendingMigrations(database, file);
    refuseEmptied(file, database);
    return readHeld(database);
  } finally {
    database.close();
  }
}
