import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, openTestDatabase, withSqlite, type TestDatabase } from '../support/database.js';
import { KILL, press, START_CUSTOMS } from '../support/presses.js';
import { until } from '../support/until.js';

/** What the database file alone holds, without its log. */
function heldByFileAlone(db: TestDatabase): { raids: unknown; kills: unknown } {
  const alone = path.join(makeFolder(), 'raids.db');
  fs.copyFileSync(db.file, alone);
  return withSqlite(alone, (database) => {
    const count = (table: string): unknown => database.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get();
    return { raids: count('raids'), kills: count('kills') };
  });
}

describe('the database file alone, without its log', () => {
  it('holds a raid once it has ended, and a kill once no more keys are pressed', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL, { type: 'end', status: 'died' });
    await until(() => expect(heldByFileAlone(db)).toEqual({ raids: 1, kills: 1 }));
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL);
    await until(() => expect(heldByFileAlone(db)).toEqual({ raids: 2, kills: 2 }));
    await db.store().close();
    expect(fs.existsSync(`${db.file}-wal`)).toBe(false);
  });
});
