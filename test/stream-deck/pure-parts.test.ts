import { describe, expect, it } from 'vitest';
import type { SnapshotJson } from '../../src/client/wire.js';
import { SNAPSHOT } from '../../src/contract/snapshot.js';
import { ACTIONS } from '../../src/stream-deck/actions/actions.js';
import { mapDialAction } from '../../src/stream-deck/actions/choice-actions.js';
import { killAction } from '../../src/stream-deck/actions/kill-actions.js';
import { readoutAction } from '../../src/stream-deck/actions/readout-action.js';
import { afterReply, NOTHING_KNOWN, type DeckState } from '../../src/stream-deck/deck/deck-state.js';
import { drawDial, drawKey } from '../../src/stream-deck/face/draw.js';
import { fitLines } from '../../src/stream-deck/face/fit-lines.js';
import { fieldFault, optionsOf } from '../../src/stream-deck/inspector/field-words.js';
import { readAddress, readConnection } from '../../src/stream-deck/service/address.js';
import { createSplitter } from '../../src/stream-deck/service/event-reader.js';
import { EXAMPLE_SNAPSHOT } from './example-snapshot.js';

describe('the address', () => {
  it.each([
    // The service on this PC, wherever it listens.
    ['', '', { url: null, token: null }],
    ['192.168.1.20', '', { url: 'http://192.168.1.20:4777', token: null }],
    ['192.168.1.20:5000', ' abc ', { url: 'http://192.168.1.20:5000', token: 'abc' }],
    [
      'http://192.168.1.20:4777/?key=from-setup',
      'old',
      { url: 'http://192.168.1.20:4777', token: 'from-setup' },
    ],
    ['http://streaming-pc:80/dock', '', { url: 'http://streaming-pc:80', token: null }],
    ['[::1]:4777', '', { url: 'http://[::1]:4777', token: null }],
  ])('%j with the token %j is read', (address, token, read) => {
    expect(readAddress(address, token)).toEqual(read);
  });

  it.each([
    'https://192.168.1.20:4777',
    'not an address',
    'ftp://a',
    'htp:/pc',
    'http://me:secret@host',
    '1.2.3.4:99999',
  ])('%j is refused in a sentence', (address) => {
    expect(readAddress(address)).toMatch(/address/);
  });
});

it.each(['schlüssel-1', 'two words', 'a;b'])('%j is no token, and no header is sent with it', (token) => {
  expect(readConnection({ address: '', token })).toMatch(/^This is no token/);
});

describe('the event stream', () => {
  it('is read wherever it is cut', () => {
    const text =
      'retry: 1000\n\nevent: snapshot\nid: 1\ndata: {"revision":1}\n\n: still here\n\ndata: {"revision":2}\n\n';
    for (const size of [1, 7, 1000]) {
      const read: string[] = [];
      const take = createSplitter();
      for (let at = 0; at < text.length; at += size) read.push(...take(text.slice(at, at + size)));
      expect(read).toEqual(['{"revision":1}', '{"revision":2}']);
    }
  });
});

describe('faces', () => {
  const LIVE: DeckState = {
    ...NOTHING_KNOWN,
    link: { kind: 'live' },
    snapshot: EXAMPLE_SNAPSHOT,
    nowMs: Date.parse(EXAMPLE_SNAPSHOT.now),
  };

  it('are drawn of what the service says', () => {
    expect(SNAPSHOT.parse(EXAMPLE_SNAPSHOT)).toEqual(EXAMPLE_SNAPSHOT);
  });

  it.each(ACTIONS.map((action) => [action.id, action] as const))(
    '%s says in words what it is',
    (_id, action) => {
      for (const state of [NOTHING_KNOWN, LIVE]) {
        const face = action.face(state, {});
        expect([face.title, face.sentence ?? '', face.caption ?? ''].join('')).not.toBe('');
        for (const svg of [drawKey(face), drawDial(face)]) {
          expect(svg).toMatch(/^<svg [^>]*viewBox[^>]*>.*<text.*<\/svg>$/);
          // The small part of SVG that the app draws, and nothing that letters could break out of.
          expect(svg).not.toMatch(/<style|class=|url\(|<script|NaN|undefined/);
        }
      }
    },
  );

  it('hold any text that was typed', () => {
    const snapshot = {
      ...EXAMPLE_SNAPSHOT,
      raid: { ...EXAMPLE_SNAPSHOT.raid, map_name: '<b>"&\'</b>'.padEnd(64, 'W') },
    };
    for (const action of ACTIONS) {
      const svg = drawKey(action.face({ ...LIVE, snapshot }, { label: '<i>', map_name: '<b>' }));
      expect(svg.replaceAll(/<\/?(?:svg|rect|g|path|text)\b[^<>]*>/g, '')).not.toMatch(/[<>]/);
    }
  });

  it('of a timer count by the clock alone, and a bar says how much of the raid has passed', () => {
    const maps = [{ name: 'Customs', minutes: 40, extracts: { pmc: [], scav: [] } }];
    const start = Date.parse(EXAMPLE_SNAPSHOT.raid.matched_at ?? '');
    const face = readoutAction.face({ ...LIVE, maps, nowMs: start + 20 * 60_000 }, {});
    expect(face).toMatchObject({ figure: '20:00', bar: 0.5 });
  });

  it('of a kill key stand for the last raid until that takes no more, which time alone brings', () => {
    const ended = Date.parse(EXAMPLE_SNAPSHOT.now);
    const raid = { ...EXAMPLE_SNAPSHOT.raid, active: false, ended_at: EXAMPLE_SNAPSHOT.now };
    const state = { ...LIVE, snapshot: { ...EXAMPLE_SNAPSHOT, raid } };
    const at = killAction.changesAt?.({ ...state, nowMs: ended }, {}) ?? NaN;
    expect(killAction.face({ ...state, nowMs: at - 1 }, {})).toMatchObject({ caption: 'Last raid' });
    expect(killAction.face({ ...state, nowMs: at }, {})).toMatchObject({ caption: 'No raid', state: 'idle' });
    expect(killAction.changesAt?.({ ...state, nowMs: at }, {})).toBeNull();
  });

  it('of a dial keep a long name readable, over several lines', () => {
    const raid = { ...EXAMPLE_SNAPSHOT.raid, map_name: 'Streets of Tarkov and the Underground Lab' };
    const svg = drawDial(mapDialAction.face({ ...LIVE, snapshot: { ...EXAMPLE_SNAPSHOT, raid } }, {}));
    const sizes = Array.from(svg.matchAll(/font-size="([\d.]+)"/g), ([, size]) => Number(size));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
    expect(svg.replace(/<[^>]+>/g, ' ')).toContain('Lab');
  });

  it('of a readout show a long number in one line, and words in several', () => {
    const of = (reads: string) =>
      readoutAction.face({ ...LIVE, readings: new Map([['a.b', reads]]) }, { variable: 'a.b' });
    expect(of('1,234,567')).toMatchObject({ figure: '1,234,567' });
    expect(of('Woods · died · 2 kills')).toMatchObject({ sentence: 'Woods · died · 2 kills' });
  });

  it('cut a sentence only where no size fits', () => {
    expect(fitLines('PMC headshot with M4A1 on Customs', 62, 45, 12).lines.join(' ')).toBe(
      'PMC headshot with M4A1 on Customs',
    );
    const long = fitLines('word '.repeat(60).trim(), 62, 45, 12);
    expect(long.lines.at(-1)).toMatch(/…$/);
    expect(long.lines.length * long.size).toBeLessThanOrEqual(45);
  });
});

describe('a readout', () => {
  const MATCHED = EXAMPLE_SNAPSHOT.raid.matched_at ?? '';
  const STARTED = EXAMPLE_SNAPSHOT.raid.started_at ?? '';
  const QUEUE = { status: 'queuing', matched_at: null } as const;
  /** So many seconds after a time, with what the service has said a minute before. */
  const at = (time: string, seconds: number, raid: object = {}): DeckState => ({
    ...NOTHING_KNOWN,
    link: { kind: 'live' },
    snapshot: { ...EXAMPLE_SNAPSHOT, raid: { ...EXAMPLE_SNAPSHOT.raid, ...raid } },
    runThroughMinutes: 7,
    readings: new Map([
      ['raid.time', '9:99'],
      ['raid.queue_time', '0:42'],
      ['scav.cooldown', '2:00'],
      ['session.kd_ratio', '1.50'],
    ]),
    readAtMs: Date.parse(time),
    nowMs: Date.parse(time) + seconds * 1000,
  });

  it.each<[string, DeckState, string, string]>([
    ['raid.time', at(MATCHED, 65), '1:05', '1:06'],
    ['raid.duration', at(STARTED, 65), '1:05', '1:06'],
    // The Matched key was not pressed: how long the raid is on is known all the same.
    ['raid.duration', at(STARTED, 65, { matched_at: null }), '1:05', '1:06'],
    ['raid.run_through_left', at(MATCHED, 65), '5:55', '5:54'],
    ['raid.queue_time', at(STARTED, 65, QUEUE), '1:05', '1:06'],
    ['scav.cooldown', at(MATCHED, 65), '0:55', '0:54'],
  ])('of %s counts each second by itself', (variable, state, now, then) => {
    expect(readoutAction.face(state, { variable })).toMatchObject({ figure: now });
    const next = readoutAction.changesAt?.(state, { variable }) ?? NaN;
    expect(next - state.nowMs).toBe(1000);
    expect(readoutAction.face({ ...state, nowMs: next }, { variable })).toMatchObject({ figure: then });
  });

  it.each<[string, DeckState, string]>([
    ['raid.queue_time', at(MATCHED, 65), '0:42'],
    ['raid.time', at(MATCHED, 65, QUEUE), '9:99'],
    ['raid.time', at(MATCHED, 65, { over_at: MATCHED }), '9:99'],
    ['session.kd_ratio', at(MATCHED, 65), '1.50'],
    ['scav.cooldown', { ...at(MATCHED, 65), readings: new Map([['scav.cooldown', '0:00']]) }, '0:00'],
  ])('of %s stands as the service has said it, and wakes nobody', (variable, state, reads) => {
    expect(readoutAction.face(state, { variable })).toMatchObject({ figure: reads });
    expect(readoutAction.changesAt?.(state, { variable })).toBeNull();
  });
});

describe('a reply', () => {
  const reply = (raid: object | null) =>
    ({ kind: 'ok', changed: true, message: '', json: { raid } }) as const;

  it('changes the raid at once, but never one that a newer event has told of', () => {
    const state: DeckState = { ...NOTHING_KNOWN, snapshot: EXAMPLE_SNAPSHOT };
    const raid = { ...EXAMPLE_SNAPSHOT.raid, kill_count: 9 };
    expect(afterReply(state, reply(raid), EXAMPLE_SNAPSHOT).snapshot?.raid.kill_count).toBe(9);
    const older: SnapshotJson = { ...EXAMPLE_SNAPSHOT, revision: 1 };
    expect(afterReply(state, reply(raid), older)).toEqual({});
    expect(afterReply(state, reply(null), EXAMPLE_SNAPSHOT)).toEqual({});
  });
});

describe('a field', () => {
  const facts = {
    ...{ address: '', isLive: true, message: '', hasProfile: false },
    ...{ maps: ['Customs'], variables: [{ name: 'raid.time', reads: '1:00' }] },
  };
  const map = { name: 'map_name', label: 'Map', options: 'maps' } as const;
  const variable = { name: 'variable', label: 'Shows', options: 'variables' } as const;

  it('keeps what was picked, though the service does not know it', () => {
    expect(optionsOf(map, 'My map', facts)).toEqual([
      ['My map', 'My map'],
      ['Customs', 'Customs'],
    ]);
    expect(optionsOf({ ...map, none: 'The next one' }, '', facts)).toEqual([
      ['', 'The next one'],
      ['Customs', 'Customs'],
    ]);
  });

  it('says what is wrong in it', () => {
    expect(fieldFault(map, 'My map', facts)).toBeNull();
    expect(fieldFault(variable, 'raid.tmie', facts)).toMatch(/raid\.tmie/);
    expect(fieldFault(variable, 'raid.tmie', null)).toBeNull();
    expect(fieldFault({ name: 'label', label: 'Label' }, 'x'.repeat(65), facts)).toMatch(/64/);
  });
});
