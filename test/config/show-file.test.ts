import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readShow } from '../../src/config/config.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { makeFolder } from '../support/database.js';

function read(text: string | Buffer): ReturnType<typeof readShow> {
  const file = path.join(makeFolder(), 'show.json');
  fs.writeFileSync(file, text);
  return readShow(file);
}

function faultsOf(text: string): readonly string[] {
  const parsed = read(text);
  if (parsed.ok) throw new Error('was taken as good');
  return parsed.faults;
}

describe('a show file', () => {
  it.each([
    ['is not there', null],
    ['holds nothing', '{}'],
  ])('that %s leaves the built-in show', (_how, text) => {
    const parsed = text === null ? readShow(path.join(makeFolder(), 'none.json')) : read(text);
    expect(parsed).toEqual({ ok: true, value: DEFAULT_SHOW });
  });

  it('is merged name by name over the built-in show', () => {
    const parsed = read(
      JSON.stringify({
        texts: { 'Tarkov Raid Kills': 'Kills: {{raid.kill_count}}', 'Tarkov KD': null, Mine: '{{map}}' },
        scenes: { lobby: 'Just Chatting', mia: null },
        post_raid_seconds: 0,
        protected_scenes: [],
      }),
    );
    expect(parsed).toEqual({
      ok: true,
      value: {
        ...DEFAULT_SHOW,
        texts: {
          ...DEFAULT_SHOW.texts,
          ...{ 'Tarkov Raid Kills': 'Kills: {{raid.kill_count}}', 'Tarkov KD': null, Mine: '{{map}}' },
        },
        // An outcome without an entry of its own has that of its status.
        scenes: { ...DEFAULT_SHOW.scenes, lobby: 'Just Chatting', mia: null, left: null, unknown: null },
        post_raid_seconds: 0,
        protected_scenes: [],
      },
    });
  });

  it('may have a byte-order mark, comments, trailing commas and Windows line ends', () => {
    const text = '\uFEFF{\r\n  // mine\r\n  "post_raid_seconds": 5, /* short */\r\n}\r\n';
    expect(read(text)).toMatchObject({ ok: true, value: { post_raid_seconds: 5 } });
  });

  it.each([
    ['a typing error', '{\n  "texts": {}\n  "scenes": {}\n}', 'line 3: this is not JSON'],
    [
      'an unknown name',
      '{\n "switch_scenes": true,\n "post_raid_secs": 5 }',
      'line 3: has the unknown name "post_raid_secs" (did you mean "post_raid_seconds"?)',
    ],
    [
      'an unknown phase',
      '{ "scenes": {\n "lobby": "a",\n "inprogress": "b" } }',
      'line 3: scenes has the unknown name "inprogress" (did you mean "in_progress"?)',
    ],
    ['a name that is near none', '{ "qqqqqqqqqqqq": 1 }', 'line 1: has the unknown name "qqqqqqqqqqqq"'],
    [
      'a number that is too small',
      '{ "sessions": {\n "grace_seconds": -1 } }',
      'line 2: sessions → grace_seconds must be at least 0',
    ],
    [
      'a look that there is not',
      '{ "look": {\n "name": "bolt" } }',
      'line 2: look → name must be one of "ledger", "line", "bold" (did you mean "bold"?)',
    ],
    [
      'a figure that there is not',
      '{ "look": {\n "figures": ["raids", "kds"] } }',
      'line 2: look → figures → 2',
    ],
    [
      'a colour by name',
      '{ "look": { "accent": "red" } }',
      'line 1: look → accent must be a colour such as "#C9B37E"',
    ],
    ['an unknown word', '{ "game_mode": "pvx" }', 'line 1: game_mode must be one of "pvp", "pve"'],
    ['a wrong kind', '{\n\n "switch_scenes": "yes" }', 'line 3: switch_scenes must be true or false'],
    ['a list where names belong', '{ "texts": ["a"] }', 'line 1: texts must be an object in { }'],
    [
      'a text that is no text',
      '{ "texts": {\n "Tarkov KD": 5 } }',
      'line 2: texts → Tarkov KD must be a text in quotes',
    ],
    [
      'a hold that is too long',
      '{ "post_raid_seconds": 9999 }',
      'line 1: post_raid_seconds must be from 0 to 3600',
    ],
    [
      'no time of day',
      '{ "day_starts_at": "5 am" }',
      'line 1: day_starts_at must be a time of day such as "05:00"',
    ],
    ['no object at all', '[1]', 'line 1: the file must be an object in { }'],
    [
      'an unknown variable',
      '{ "texts": {\n "Mine": "{{raid.kils}}" } }',
      'line 2: texts → Mine names the unknown variable {{raid.kils}}',
    ],
    ['a broken template', '{ "texts": {\n "Mine": "{{map" } }', 'line 2: texts → Mine is missing a }}'],
  ])('with %s is refused with the place and the reason', (_what, text, words) => {
    expect(faultsOf(text)).toHaveLength(1);
    expect(faultsOf(text)[0]).toContain(words);
  });

  it.each([
    ['empty', ''],
    ['blank', ' \r\n\t'],
    ['a byte-order mark alone', '\uFEFF'],
    ['a comment alone', '// nothing yet'],
    ['full of zeros, as after a power cut', '\0'.repeat(64)],
  ])('that is %s is a fault, so that a broken write never counts as "as built in"', (_what, text) => {
    expect(faultsOf(text)).toEqual([expect.stringContaining('is empty')]);
  });

  it.each([
    ['UTF-16, as PowerShell writes it', Buffer.from('\uFEFF{ "texts": {} }', 'utf16le'), 'saved as UTF-16'],
    ['UTF-16 without its mark', Buffer.from('{ "texts": {} }', 'utf16le'), 'saved as UTF-16'],
    ['Latin-1', Buffer.from('{ "texts": { "M\u00fcller": "x" } }', 'latin1'), 'saved as ANSI (Latin-1)'],
  ])('in %s is refused with how to save it', (_what, bytes, words) => {
    expect(read(bytes)).toEqual({ ok: false, faults: [expect.stringContaining(words) as string] });
  });

  it('that Notepad called show.json.txt is named, since Windows hides the ending', () => {
    const file = path.join(makeFolder(), 'show.json');
    fs.writeFileSync(`${file}.txt`, '{}');
    expect(readShow(file)).toMatchObject({ ok: false, faults: [expect.stringContaining('show.json.txt')] });
  });

  it('with several faults names each', () => {
    expect(faultsOf('{ "a1": 1, "b2": 2, "switch_scenes": 3 }')).toHaveLength(3);
  });

  it('that is a folder, or far too large, is refused in a sentence', () => {
    expect(readShow(makeFolder())).toMatchObject({ ok: false });
    expect(read(Buffer.alloc(1_000_001, ' '))).toEqual({
      ok: false,
      faults: ['the file is larger than 1 MB'],
    });
  });
});
