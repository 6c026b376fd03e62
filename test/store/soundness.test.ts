import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupDatabase } from '../../src/store/copies/backup.js';
import { checkSoundness } from '../../src/store/copies/check-soundness.js';
import { createConditionCheck, GOOD } from '../../src/store/file/condition.js';
import { inspectDatabase } from '../../src/store/file/inspect.js';
import { makeFolder, openTestDatabase, withSqlite, type TestDatabase } from '../support/database.js';
import { KILL, press, START_CUSTOMS } from '../support/presses.js';

const END = { type: 'end', status: 'survived' } as const;
const DAMAGED = expect.objectContaining({ code: 'storage-damaged' }) as Error;

/** Closed, with a value of each kind. */
async function databaseWithPlay(): Promise<TestDatabase> {
  const db = await openTestDatabase();
  for (let raid = 0; raid < 5; raid += 1) {
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL, { type: 'kill', enemy_type: 'scav' }, END);
    db.pass(60);
  }
  await press(db, START_CUSTOMS);
  await db.store().close();
  return db;
}

/** Another byte in the file itself, wherever the text stands on the first page of that table or index. */
function flipText(file: string, owner: string, text: string): void {
  const [pageSize, root] = withSqlite(file, (database) => [
    Number(database.pragma('page_size', { simple: true })),
    Number(database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(owner)),
  ]);
  const bytes = fs.readFileSync(file);
  const page = bytes.subarray((root - 1) * pageSize, root * pageSize);
  expect(page.includes(text)).toBe(true);
  for (let at = page.indexOf(text); at !== -1; at = page.indexOf(text)) {
    const last = at + text.length - 1;
    page[last] = (page[last] ?? 0) ^ 0x01;
  }
  fs.writeFileSync(file, bytes);
}

describe('a database is not called good', () => {
  it.each([
    ['an index has another value than its table', 'idx_raids_started_at', '2026-11-22 12:00:00.000'],
    ['a time in a raid has changed', 'raids', '2026-11-22 12:00:40'],
    ['a total has changed', 'totals', 'Customs'],
  ])('when %s: it is named, not copied, and the older copy stays', async (_what, owner, text) => {
    const db = await databaseWithPlay();
    const copy = path.join(makeFolder(), 'copy.db');
    await backupDatabase(db.file, copy);
    const before = fs.readFileSync(copy);
    flipText(db.file, owner, text);
    expect(await checkSoundness(db.file)).not.toBe('sound');
    expect((await inspectDatabase(db.file)).fault).toContain('is damaged');
    await expect(backupDatabase(db.file, copy, { mayReplace: true })).rejects.toThrow(DAMAGED);
    expect(fs.readFileSync(copy).equals(before)).toBe(true);
    expect(fs.readdirSync(path.dirname(copy))).toEqual(['copy.db']);
  });

  it.each([
    ["UPDATE totals SET raids = raids + 1 WHERE status = 'survived'"],
    ["UPDATE totals SET pmc_kills = pmc_kills - 1 WHERE status = 'survived'"],
    ["DELETE FROM totals WHERE status = 'survived'"],
    ['UPDATE raid_kills SET headshots = headshots + 1'],
    ['DELETE FROM raid_kills'],
    ['DROP TRIGGER kills_counted_out; DELETE FROM kills WHERE kill_id = 1'],
    ['DROP TRIGGER raids_counted_out; DROP TRIGGER kills_counted_out; DELETE FROM raids WHERE raid_id = 1'],
  ])('when totals and rows say different things: %s', async (statements) => {
    const db = await databaseWithPlay();
    withSqlite(db.file, (database) => database.exec(statements));
    expect(await checkSoundness(db.file)).toBe('contradicts_itself');
    expect((await inspectDatabase(db.file)).fault).toContain('its totals and its raids do not agree');
  });
});

describe('the condition of an open database', () => {
  it('is good while presses go on, and tells damage while it runs', async () => {
    const db = await databaseWithPlay();
    await db.reopen();
    const { check } = createConditionCheck(db.store(), db.file, 0);
    expect(await check()).toEqual(GOOD);
    db.byHand("UPDATE totals SET raids = raids + 1 WHERE status = 'survived'");
    expect((await check()).fault).toContain('is damaged');
    db.byHand("UPDATE totals SET raids = raids - 1 WHERE status = 'survived'");
    expect(await check()).toEqual(GOOD);
  });

  it.skipIf(process.platform === 'win32')('tells that it was taken away, and that it is back', async () => {
    const db = await databaseWithPlay();
    await db.reopen();
    const { check } = createConditionCheck(db.store(), db.file, 0);
    fs.renameSync(db.file, `${db.file}.away`);
    await expect(db.execute(KILL)).rejects.toThrow('was deleted, moved or replaced');
    expect((await check()).fault).toContain('was deleted, moved or replaced');
    fs.renameSync(`${db.file}.away`, db.file);
    expect(await check()).toEqual(GOOD);
  });
});
