import { describe, expect, it, vi } from 'vitest';
import { parseCsv } from '../../src/exchange/csv.js';
import { decodeText } from '../../src/exchange/decode-text.js';
import { RAID_DEFAULTS } from '../../src/raid/press/raid-defaults.js';
import { RAID_STATES, standingOf } from '../../src/raid/model.js';
import { parseKillList } from '../../src/raid/history/kill-list.js';
import { openTestDatabase } from '../support/database.js';
import { archiveOf, collect, NOW, readCsv, textOf } from './read-exchange.js';

const HEADER = 'started_at,map_name,status,character_type';
const ROW = '2026-11-20T10:00:00Z,Customs,died,pmc';
/** A table with one more column. */
const withColumn = (name: string, cell: string): string => `${HEADER},${name}\n${ROW},${cell}\n`;

const STRANGE = [
  '=SUM(1)',
  '-1 floor',
  '+weird:;',
  "'=x",
  "''@y",
  '@z',
  'a "b"; c:d',
  '"',
  '"": ";',
  "it's",
  ',',
];

describe('our own table', () => {
  it('comes back letter by letter', async () => {
    const from = await openTestDatabase();
    for (const [index, name] of STRANGE.entries()) {
      await from.execute({
        type: 'add_raid',
        raid: {
          ...{ map_name: name, character_type: 'pmc', status: 'survived', extract_location: name },
          ...{
            started_at: new Date(Date.UTC(2026, 10, 1, index)),
            ended_at: new Date(Date.UTC(2026, 10, 2)),
          },
          game_mode: index % 2 === 0 ? 'pve' : 'pvp',
        },
        kills: [
          { enemy_type: 'pmc', weapon_used: name, headshot: true },
          { enemy_type: 'scav', weapon_used: name },
          { enemy_type: 'boss' },
        ],
      });
    }
    for (const [index, status] of RAID_STATES.entries()) {
      if (status === 'queuing') continue;
      const started_at = new Date(Date.UTC(2026, 10, 3, index));
      const { outcome, ...standing } = standingOf(status);
      const raid = { map_name: 'Customs', character_type: 'scav', ...standing, started_at } as const;
      const over_at = new Date(Date.UTC(2026, 10, 3, index, 30));
      const told = { ...raid, ...(outcome !== null && { outcome }), over_at };
      await from.execute({ type: 'add_raid', raid: told, kills: [] });
    }
    await from.execute({ type: 'over' });
    for (const type of ['start', 'matched', 'over'] as const) await from.gameLog({ type });
    const text = await textOf(archiveOf(from).csv());
    expect(text).toContain(',start matched over');
    const to = await openTestDatabase();
    await archiveOf(to).take(await readCsv(text), []);
    for (const table of ['raids', 'kills']) {
      expect(to.rows(`SELECT * FROM ${table}`)).toEqual(from.rows(`SELECT * FROM ${table}`));
    }
  });

  it('leaves unknown what was not known', async () => {
    const from = await openTestDatabase();
    const columns =
      'raid_id, map_name, character_type, status, started_at, matched_at, ended_at, queue_time_seconds';
    for (const row of [
      "1, 'Woods', 'pmc', 'mia', '2026-11-20 10:00:00.000', NULL, '2026-11-20 10:55:00.000', 60",
      "2, 'Woods', 'pmc', 'died', '2026-11-21 10:00:00.000', '2026-11-21 19:00:00.000', '2026-11-21 19:10:00.000', NULL",
    ]) {
      from.byHand(`INSERT INTO raids (${columns}) VALUES (${row})`);
    }
    const to = await openTestDatabase();
    await archiveOf(to).take(await readCsv(await textOf(archiveOf(from).csv())), []);
    const query = `SELECT ${columns} FROM raids ORDER BY raid_id`;
    expect(to.rows(query)).toEqual(from.rows(query));
  });

  it('may have rows of nothing but separators, as spreadsheets leave them', async () => {
    expect(await readCsv(`${HEADER}\n${ROW}\n,,,\n${ROW.replace('-20T', '-21T')}\n`)).toHaveLength(2);
  });

  it('holds nothing that a spreadsheet would run', async () => {
    const from = await openTestDatabase();
    await from.execute({
      type: 'add_raid',
      raid: { map_name: '=SUM(1)', character_type: 'pmc', status: 'survived', extract_location: '+1' },
      kills: [],
    });
    expect(await textOf(archiveOf(from).csv())).toMatch(/,'=SUM\(1\),'\+1,/);
  });
});

describe('a table', () => {
  it.each([
    ['with its columns in any case', HEADER.toUpperCase(), ROW],
    ['with semicolons, and commas in a cell', HEADER.replaceAll(',', ';'), ROW.replaceAll(',', ';')],
    ['with tabs', HEADER.replaceAll(',', '\t'), ROW.replaceAll(',', '\t')],
    [
      "with Excel's line about the separator",
      `sep=;\r\n${HEADER.replaceAll(',', ';')}`,
      ROW.replaceAll(',', ';'),
    ],
    ['with a byte order mark', `\uFEFF${HEADER}`, ROW],
    ['with empty cells at the end', `${HEADER},,`, `${ROW},,`],
  ])('%s is read', async (_how, header, row) => {
    expect(await readCsv(`${header}\n\n${row}\n`)).toMatchObject([{ map_name: 'Customs', status: 'died' }]);
  });

  it('with semicolons takes a comma for a part of the cell', async () => {
    const text = `${HEADER};kills\n${ROW};pmc`.replaceAll(',', ';').replace('Customs', 'Customs, night');
    expect(await readCsv(text)).toMatchObject([{ map_name: 'Customs, night', kills: [{}] }]);
  });

  it('gives raids the mode of the show where it names none', async () => {
    expect(await readCsv(`${HEADER}\n${ROW}`, { game_mode: 'pve' })).toMatchObject([{ game_mode: 'pve' }]);
  });

  it('ends a raid without an end when it was last known of', async () => {
    const [raid] = await readCsv(withColumn('queue_time_seconds', '60'));
    expect(raid).toMatchObject({ matched_at: raid?.ended_at, ended_at: new Date('2026-11-20T10:01:00Z') });
  });

  it.each([
    [withColumn('extract', 'ZB-1011'), 'no column "extract" (did you mean extract_location?)'],
    [withColumn('kils', 'pmc'), 'did you mean kills?'],
    [withColumn('Status', 'died'), 'Row 1: the column status stands there twice.'],
    [withColumn('kill_count', '2'), 'Row 1: kill_count alone does not say which kills.'],
    [withColumn('', 'what'), 'Row 2: "what" stands in a column without a name.'],
    ['', 'The file is empty.'],
    ['\n\n', 'The file is empty.'],
    [`map_name,status\n`, 'started_at, character_type are missing'],
    [`${HEADER}\n${ROW}\n\n${ROW},Gate 3\n`, 'Row 4: it has 5 cells, and the first row 4. Put a cell that'],
    [`${HEADER}\n${ROW}\nx,y\n`, 'Row 3: it has 2 cells, and the first row 4. Leave an empty cell'],
    [`${HEADER}\n${ROW}\n2026,"Cus"toms,died,pmc\n`, 'Row 3: a double quote stands alone.'],
    [`${HEADER}\n${ROW}\n2026,"Customs,died,pmc\n`, 'Row 3: a double quote stands alone.'],
    [`${HEADER}\n11/12/2025 19:03 +01:00,Customs,died,pmc`, 'Row 2: started_at must be a time with its zone'],
    [`${HEADER}\n2026-02-30T10:00:00Z,Customs,died,pmc`, 'not "2026-02-30T10:00:00Z"'],
    [withColumn('ended_at', '11-12-2026'), 'Row 2: ended_at must be a time with its zone'],
    [withColumn('matched_at', '2026-11-20 10:00'), 'Row 2: matched_at must be a time with its zone'],
    [withColumn('kills', `pmc:${'x'.repeat(65)}`), 'Row 2: kills must name weapons as short texts'],
    [withColumn('kills', 'pmc; 2 scaw'), '"2 scaw" is none of those'],
    [withColumn('kills', '99999999999 scav'), 'Row 2: kills must be at most 10000 kills.'],
    [
      withColumn('from_game_log', 'start kill'),
      'Row 2: from_game_log must be words of start, matched, over, update.',
    ],
    [withColumn('raid_id', '1.5'), 'Row 2: raid_id must be a whole number, and not "1.5".'],
    [`${HEADER}\n${ROW.replace('Customs', '"Cus\ntoms"')}\n`, 'Row 2: map_name must be one line'],
    [
      withColumn('extract_location', 'x'.repeat(300)).replace('died', 'survived'),
      'Row 2: extract_location must be at most 64 characters.',
    ],
  ])('is refused by its row: %j', async (text, part) => {
    await expect(readCsv(text)).rejects.toThrow(part);
  });
});

describe('a table that is given up', () => {
  it('lets its file go, and tells what a disk says as it is', async () => {
    let isLetGo = false;
    const source = async function* () {
      try {
        yield await Promise.resolve(`${HEADER}\n2026,Customs,died,pmc\n`);
        for (let rows = 0; rows < 100; rows += 1) yield `${ROW}\n`.repeat(1000);
      } finally {
        isLetGo = true;
      }
    };
    await expect(collect(parseCsv(source(), RAID_DEFAULTS, NOW))).rejects.toThrow('Row 2: ');
    await vi.waitFor(() => expect(isLetGo).toBe(true));
    const broken = async function* () {
      yield await Promise.resolve(`${HEADER}\n${ROW}\n`);
      throw new Error('EIO: i/o error, read');
    };
    await expect(collect(parseCsv(broken(), RAID_DEFAULTS, NOW))).rejects.toThrow(/^EIO/);
  });
});

describe('a file in another encoding', () => {
  const decode = (...pieces: Uint8Array[]) =>
    textOf(
      decodeText(
        (async function* () {
          for (const piece of pieces) yield await Promise.resolve(piece);
        })(),
      ),
    );

  it.each([
    ['ANSI', Buffer.from('Zollhäuser', 'latin1'), 'is not UTF-8 text'],
    ['UTF-16', Buffer.from('\uFEFFmap', 'utf16le'), 'is UTF-16 text'],
    ['UTF-16 without a mark', Buffer.from('map', 'utf16le'), 'is UTF-16 or no text'],
    ['UTF-8 that ends within a letter', Buffer.from('ä').subarray(0, 1), 'is not UTF-8 text'],
  ])('%s is refused with what to do', async (_name, bytes, part) => {
    await expect(decode(bytes)).rejects.toThrow(part);
    await expect(decode(bytes)).rejects.toThrow('save it once more as UTF-8');
  });

  it('may be UTF-8 whose letters are torn apart by the pieces, with a mark', async () => {
    const bytes = Buffer.from('\uFEFFä€');
    expect(await decode(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe('ä€');
  });
});

describe('a list of kills', () => {
  it.each([
    ['2 scav ; PMC:M4A1:Headshot;', [['scav'], ['scav'], ['pmc', 'M4A1', true]]],
    ['boss::body', [['boss', undefined, false]]],
    ['pmc:"a;b:""c""":body; raider', [['pmc', 'a;b:"c"', false], ['raider']]],
    ['pmc:"Fort" 12:headshot', [['pmc', '"Fort" 12', true]]],
    [' ; ', []],
  ])('is read: %s', (text, kills) => {
    const list = parseKillList(text);
    expect(list.ok && list.kills.map((kill) => Object.values(kill) as unknown[])).toEqual(
      kills.map((kill) => kill.filter((value) => value !== undefined)),
    );
  });

  it('says its limit', () => {
    expect(parseKillList('500 scav').ok).toBe(true);
    expect(parseKillList('500 scav; pmc')).toEqual({ ok: false, fault: 'must be at most 500 kills' });
  });
});
