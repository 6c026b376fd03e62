import { describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { archiveOf, documentOf, raidJson, readJson, SESSION, takeJson, textOf } from './read-exchange.js';

const kill = (changes: object): Record<string, unknown> => ({
  kills: [{ ...(raidJson()['kills'] as object[])[0], ...changes }],
});

describe('a raid that cannot have been', () => {
  it.each([
    [{ status: 'survived', ended_at: null }, 'A raid that is over needs its end.'],
    [{ ended_at: '2026-11-20T09:00:00Z' }, 'A raid cannot end before it starts.'],
    [{ started_at: '2099-01-01T00:00:00Z' }, 'A raid cannot start in the future.'],
    [{ status: 'queuing', ended_at: null, kills: [] }, 'A raid that is still queuing has no match yet.'],
    [{ status: 'queuing', ended_at: null, matched_at: null, queue_time_seconds: null }, 'has kills'],
    [{ extract_location: 'ZB-1011' }, 'An extract goes with survived only.'],
    [{ queue_time_seconds: -5.5 }, 'queue_time_seconds must be a whole number of seconds, 0 or more.'],
    [{ queue_time_seconds: 7 }, 'queue_time_seconds must be 120,'],
    [{ map_name: '   ' }, 'The map has no name.'],
    [{ map_name: 'Cus\ntoms' }, 'map_name must be one line'],
    [{ map_name: 'x'.repeat(65) }, 'map_name must be at most 64 characters.'],
    [kill({ killed_at: '1999-01-01T00:00:00Z' }), 'A kill cannot be before its raid'],
    [kill({ weapon_used: 'x'.repeat(65) }), 'kills[0].weapon_used must be at most 64 characters.'],
    [{ raid_id: Number.MAX_SAFE_INTEGER }, 'raid_id must be a whole number from 1 to'],
    [{ started_at: '9999-12-31T23:59:59-05:00' }, 'started_at must be a time with its zone'],
    [{ ended_at: '2026-11-31T10:00:00Z' }, 'ended_at must be a time with its zone'],
    [{ kills: 'pmc' }, 'kills must be a list of kills in [ ].'],
    [{ character_type: undefined }, 'character_type is missing.'],
  ] as readonly [Record<string, unknown>, string][])(
    'is refused by its place in the file: %j',
    async (changes, part) => {
      const text = documentOf([raidJson(), raidJson(changes)]);
      await expect(readJson(text)).rejects.toThrow(part);
      await expect(readJson(text)).rejects.toThrow(
        /^Raid 2 \(.*\): .* Correct it in the file, or take that raid out\.$/,
      );
    },
  );

  it.each([
    [{ ended_at: '2026-11-20T09:00:00Z' }, 'ended_at must not be before started_at'],
    [{ started_at: '2099-01-01T00:00:00Z' }, 'started_at must not be in the future'],
    [{ ended_at: '2099-01-01T00:00:00Z' }, 'ended_at must not be in the future'],
    [{ opened_by: 'me' }, 'opened_by must be one of press, stream'],
  ])('nor a session: %j', async (changes, part) => {
    await expect(readJson(documentOf([], [{ ...SESSION, ...changes }]))).rejects.toThrow(`Session 1`);
    await expect(readJson(documentOf([], [{ ...SESSION, ...changes }]))).rejects.toThrow(part);
  });
});

describe('a raid from a file', () => {
  it('has its map under the name that filters know, and what was not known of it stays so', async () => {
    const [item] = await readJson(documentOf([raidJson({ map_name: ' bigmap', matched_at: null })]));
    expect(item).toMatchObject({ raid: { map_name: 'Customs', matched_at: null, queue_time_seconds: 120 } });
  });

  it('of a first version may have kills after its end, where it was closed at its limit', async () => {
    const late = { ...(raidJson()['kills'] as object[])[0], killed_at: '2026-11-20T18:00:00.000Z' };
    const [item] = await readJson(documentOf([raidJson({ kills: [late] })]));
    expect(item).toMatchObject({ raid: { kills: [{ killed_at: new Date('2026-11-20T18:00:00Z') }] } });
    const lost = { ...late, killed_at: '2026-11-22T18:00:00.000Z' };
    await expect(readJson(documentOf([raidJson({ kills: [lost] })]))).rejects.toThrow(
      'A kill cannot be after',
    );
  });

  it('with equal content but an id of its own is another one, also the second time', async () => {
    const db = await openTestDatabase();
    const text = documentOf([raidJson({ raid_id: 7 }), raidJson({ raid_id: 8 }), raidJson({ raid_id: 8 })]);
    expect(await takeJson(db, text)).toEqual({ imported: 2, skipped: 1 });
    expect(await takeJson(db, text)).toEqual({ imported: 0, skipped: 3 });
    db.byHand('DELETE FROM raids WHERE raid_id = 7');
    expect(await takeJson(db, text)).toEqual({ imported: 1, skipped: 2 });
  });

  it('is told from another one whose id the database gives to it', async () => {
    const db = await openTestDatabase();
    db.byHand(
      "INSERT INTO raids (raid_id, started_at, map_name, character_type, status, ended_at) VALUES (7, '2026-01-01 10:00:00', 'Woods', 'pmc', 'died', '2026-01-01 11:00:00')",
    );
    const text = documentOf([raidJson({ raid_id: 7 }), raidJson({ raid_id: 8 })]);
    expect(await takeJson(db, text)).toEqual({ imported: 2, skipped: 0 });
    expect(await takeJson(db, text)).toEqual({ imported: 0, skipped: 2 });
  });
});

/** Rows as older programs and people leave them. */
async function databaseWithOldRows(): Promise<TestDatabase> {
  const db = await openTestDatabase();
  const columns =
    'started_at, ended_at, map_name, character_type, status, queue_time_seconds, extract_location';
  for (const row of [
    "'2026-11-01 10:00:00', NULL, 'Woods', 'scav', 'mia', NULL, NULL",
    "'2026-11-01 11:00:00', '2026-11-01 10:00:00', 'bigmap', 'pmc', 'died', -5.5, 'ZB-1011'",
    "'2099-11-01 10:00:00', '2099-11-01 10:10:00', '', 'pmc', 'survived', 7, NULL",
    `'2026-11-02 10:00:00', '2026-11-02 10:10:00', '${'x'.repeat(300)}', 'pmc', 'survived', NULL, NULL`,
  ]) {
    db.byHand(`INSERT INTO raids (${columns}) VALUES (${row})`);
  }
  db.byHand(
    "INSERT INTO kills (raid_id, killed_at, enemy_type, weapon_used, headshot) VALUES (1, '1999-01-01 10:00:00', 'boss', ?, 7)",
    'y'.repeat(300),
  );
  db.byHand(
    "INSERT INTO sessions (started_at, ended_at, opened_by) VALUES ('2026-11-02 10:00:00', '2026-11-01 10:00:00', 'press')",
  );
  await db.execute({ type: 'start', map_name: 'Customs', character_type: 'pmc' });
  await db.execute({ type: 'kill', enemy_type: 'pmc' });
  return db;
}

describe('our own export', () => {
  it('comes back whole, whatever was stored: old rows, rows by hand, the open raid', async () => {
    const from = await databaseWithOldRows();
    const text = await textOf(archiveOf(from).json());
    const to = await openTestDatabase();
    expect(await takeJson(to, text)).toEqual({ imported: 6, skipped: 0 });
    expect(await takeJson(to, text)).toEqual({ imported: 0, skipped: 6 });
    expect(await takeJson(from, text)).toEqual({ imported: 0, skipped: 6 });
    const rows = (db: TestDatabase) =>
      db.rows('SELECT started_at, ended_at, character_type, status FROM raids ORDER BY raid_id');
    expect(rows(to)).toHaveLength(5);
    expect(await textOf(archiveOf(to).json())).toBe(text.replace('"bigmap"', '"Customs"'));
  });

  it.each([
    ['pretty-printed', (text: string) => JSON.stringify(JSON.parse(text), null, 2)],
    ['minified', (text: string) => JSON.stringify(JSON.parse(text))],
    ['with Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    [
      'with its head joined to the first raid',
      (text: string) => text.replace(/\n/, '').replace('[\n{', '[{'),
    ],
    ['with blank lines', (text: string) => text.replaceAll('\n', '\n\n')],
  ])('%s is taken in whole', async (_how, change) => {
    const text = await textOf(archiveOf(await databaseWithOldRows()).json());
    expect(await readJson(change(text))).toEqual(await readJson(text));
  });

  it.each([
    ['cut off after a raid', (text: string) => text.slice(0, text.lastIndexOf('\n]}')), 'is cut off'],
    ['cut off within a raid', (text: string) => text.slice(0, text.indexOf('Woods') + 3), 'is cut off'],
    ['cut off, and on one line', (text: string) => text.replaceAll('\n', '').slice(0, -1), 'is cut off'],
    ['of a later version', (text: string) => text.replace('"version":1', '"version":99'), 'another version'],
    ['of no version', (text: string) => text.replace('"version":1,', ''), 'is no export of this program'],
    ['with a line of something else', (text: string) => text.replace('\n]}', '\nwhat\n]}'), 'Line 11 or'],
  ])('%s is refused', async (_how, change, part) => {
    const text = await textOf(archiveOf(await databaseWithOldRows()).json());
    await expect(readJson(change(text))).rejects.toThrow(part);
  });
});
