import { describe, expect, it } from 'vitest';
import { BUNDLES, mapOfBundle, mapOfLocation } from '../../src/game-log/map-of.js';
import { createParser, JSON_LIMIT, LINE_LIMIT } from '../../src/game-log/parse.js';
import { TARKOV_MAPS } from '../../src/raid/game/maps.js';

const HEADER = '2026-07-11 5:10:51.990|1.0.6.0.46010|Info|';
const STARTED = `${HEADER}application|GameStarted:1 real:1\n`;
const parse = (text: string) => createParser().parse(Buffer.from(text));
const meanings = (text: string) => parse(text).map(({ written: _, ...meaning }) => meaning);
const push = (name: string, json: string) =>
  meanings(`${HEADER}push-notifications|Got notification | ${name}\n${json}\n`);

describe('a line of the game', () => {
  it('is read after a mark of the byte order, with its time as it stands there', () => {
    const written = { time: Date.UTC(2026, 6, 11, 5, 10, 51, 990), setBack: 0 };
    expect(parse(`\uFEFF${STARTED}`)).toEqual([{ type: 'started', written }]);
  });

  it('has its time with a comma, a zone or no decimals, and shows that the clock was set back', () => {
    const times = ['05:10:51', '5:10:51,5', '05:10:52.1234567', '05:10:51.9', '1:10:51 -07:00', '01:10:50'];
    const lines = times.map((time) => `2026-07-11 ${time}|1|Info|application|GameStarted:1\n`);
    expect(parse(lines.join('')).map(({ written }) => [written.time % 86_400_000, written.setBack])).toEqual([
      ...[
        [18_651_000, 0],
        [18_651_500, 0],
        [18_652_123, 0],
        [18_651_900, 0],
      ],
      ...[
        [4_251_000, 1],
        [4_250_000, 1],
      ],
    ]);
  });

  it('says nothing before its end has come', () => {
    const parser = createParser();
    expect(parser.parse(Buffer.from(STARTED.trimEnd()))).toEqual([]);
    expect(parser.parse(Buffer.from('\r\n'))).toHaveLength(1);
  });

  it('is looked at in the channel that writes it, and in no other', () => {
    const others = ['output', 'Default', 'backend', 'push-notifications', 'insurance'];
    for (const channel of others) expect(meanings(`${HEADER}${channel}|GameStarted:1\n`)).toEqual([]);
  });

  it('is nothing where a name only begins like one that is known', () => {
    const lines = ['GameStartedSomething:1', 'GameStarting:1', 'MatchingCompleted:1 real:2', 'Session mode:'];
    for (const line of lines) expect(meanings(`${HEADER}application|${line}\n`)).toEqual([]);
  });

  it('is dropped when it never ends, and the next one is read', () => {
    const parser = createParser();
    const junk = Buffer.alloc(256 * 1024, 'x');
    for (let mebibyte = 0; mebibyte < 15; mebibyte += 1) {
      for (let part = 0; part < 4; part += 1) {
        expect(parser.parse(junk)).toEqual([]);
        expect(parser.waiting()).toBeLessThanOrEqual(LINE_LIMIT);
      }
    }
    expect(parser.parse(Buffer.from(`|application|GameStarted:1\n${STARTED}`))).toHaveLength(1);
  });
});

describe('a notification of the game', () => {
  const CONFIRMED = { type: 'matched', raidId: '5H5YBT', mapName: 'Customs', profileId: null };

  it('is put together from the lines after it', () => {
    expect(push('UserConfirmed', '{\r\n  "location": "bigmap",\r\n  "shortId": "5H5YBT"\r\n}')).toEqual([
      CONFIRMED,
    ]);
  });

  it('may stand in one line', () => {
    expect(push('userConfirmed', '{"location":"bigmap","shortId":"5H5YBT"}')).toEqual([CONFIRMED]);
  });

  it.each(['[]', '"text"', '12', 'null', '{ not json }', '{\n}', '{"shortId":7}', '{"shortId":"a b c d"}'])(
    'says nothing as %s',
    (json) => {
      expect(push('UserConfirmed', json)).toEqual([]);
      expect(push('UserMatchOver', json)).toEqual([]);
      expect(push('GroupMatchRaidSettings', json)).toEqual([]);
    },
  );

  it('is dropped when its JSON never ends, or another line comes in between', () => {
    const parser = createParser();
    const line = Buffer.from(`  "x": "${'y'.repeat(1_000)}",\n`);
    parser.parse(Buffer.from(`${HEADER}push-notifications|Got notification | UserConfirmed\n{\n`));
    for (let count = 0; count < 200; count += 1) {
      parser.parse(line);
      expect(parser.waiting()).toBeLessThanOrEqual(JSON_LIMIT);
    }
    expect(parser.parse(Buffer.from('  "shortId": "5H5YBT"\n}\n'))).toEqual([]);
    expect(push('UserConfirmed', `{\n${STARTED}  "shortId": "5H5YBT"\n}`)).toEqual([{ type: 'started' }]);
  });
});

describe('the maps of the log', () => {
  it('are maps that the program knows, each by its scene', () => {
    const found = new Set(BUNDLES.map(mapOfBundle));
    expect([...found].sort()).toEqual(TARKOV_MAPS.map(({ name }) => name).sort());
  });

  it('are unknown by any other id', () => {
    for (const id of ['', 'suburbs', 'hideout', 'constructor', '__proto__', 'x'.repeat(99)]) {
      expect([mapOfLocation(id), mapOfBundle(id)]).toEqual([null, null]);
    }
  });
});
