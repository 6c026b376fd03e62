import Database from 'better-sqlite3';
import fs from 'node:fs';
import { ALL_READABLE, type Unreadable } from '../../raid/unreadable.js';
import { checkSoundness } from '../copies/check-soundness.js';
import { damageOf, GOOD, noticedAt, warningOfLoss, type Condition } from './condition.js';
import { backupFolder, countRaidsBefore, listCopies, readHeld } from '../copies/copies.js';
import { explainOpening, refuseUnwritable } from './explain-opening.js';
import { refuseEmptied, refuseMissing } from './refuse-lost.js';
import { comparedWith, readRemembered } from './remembered.js';
import { pendingMigrations } from '../migrate.js';
import { createReaderThread } from '../reader-thread.js';
import { readUnreadable } from '../query/unreadable.js';

const BUSY_TIMEOUT_MS = 250;

/** Looks at a database that no service has, without changing it. */
export async function inspectDatabase(file: string): Promise<Condition> {
  try {
    refuseMissing(file);
    if (!fs.existsSync(file) || fs.statSync(file).size === 0) return GOOD;
    const held = lookInto(file, readHeld);
    const damage = damageOf(await checkSoundness(file), file);
    if (damage !== null) return { ...GOOD, fault: damage };
    refuseUnwritable(file);
    const unreadable = await readBeside(file);
    const raidsBefore = (time: Date): number =>
      lookInto(file, (database) => countRaidsBefore(database, time));
    const remembered = comparedWith(readRemembered(file), held, raidsBefore, new Date());
    const since = noticedAt(remembered.wentBack);
    const ofBefore = since === undefined ? held.raids : raidsBefore(since);
    const copies = listCopies(backupFolder(file), since);
    return { ...GOOD, unreadable, warning: warningOfLoss(file, { ...held, ofBefore }, remembered, copies) };
  } catch (error) {
    const explained = explainOpening(error, file, 'try again');
    return { ...GOOD, fault: explained instanceof Error ? explained.message : String(explained) };
  }
}

async function readBeside(file: string): Promise<Unreadable> {
  const thread = createReaderThread(file, BUSY_TIMEOUT_MS);
  try {
    return await readUnreadable(thread.db);
  } catch {
    // An older database has not every column yet; its start brings it up to date.
    return ALL_READABLE;
  } finally {
    await thread.close();
  }
}

function lookInto<T>(file: string, look: (database: Database.Database) => T): T {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    pendingMigrations(database, file);
    refuseEmptied(file, database);
    return look(database);
  } finally {
    database.close();
  }
}
