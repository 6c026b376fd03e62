import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dayOrMoment, flag, oneOf, shortText, time } from '../../src/http/call/field-types.js';
import { mergeFields, parseFields } from '../../src/http/call/fields.js';
import { parseForm } from '../../src/http/call/form.js';
import { HttpError } from '../../src/http/call/problem.js';

const KILL = z.object({
  enemy_type: oneOf(['scav', 'pmc', 'boss', 'raider']),
  weapon_used: shortText().optional(),
  headshot: flag().optional(),
});

function parse(fields: Record<string, unknown>): unknown {
  return parseFields(KILL, mergeFields(new Map(), new Map(Object.entries(fields))));
}

function problemOf(act: () => unknown): HttpError {
  try {
    act();
  } catch (error) {
    if (error instanceof HttpError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('fields', () => {
  it('take words in any case and with spaces around', () => {
    expect(parse({ enemy_type: ' PMC ' })).toEqual({ enemy_type: 'pmc' });
  });

  it('take booleans also as words', () => {
    expect(parse({ enemy_type: 'pmc', headshot: 'TRUE' })).toEqual({ enemy_type: 'pmc', headshot: true });
    expect(parse({ enemy_type: 'pmc', headshot: false })).toEqual({ enemy_type: 'pmc', headshot: false });
    for (const headshot of ['1', 'Yes', ' on ', 'true']) {
      expect(parse({ enemy_type: 'pmc', headshot })).toMatchObject({ headshot: true });
    }
    for (const headshot of ['0', 'no', 'OFF', 'false']) {
      expect(parse({ enemy_type: 'pmc', headshot })).toMatchObject({ headshot: false });
    }
  });

  it('count what nobody can see as not given', () => {
    for (const weapon_used of ['\u200B', '\u2060 \uFEFF', '\u3164', '\u2800']) {
      expect(parse({ enemy_type: 'pmc', weapon_used })).toEqual({ enemy_type: 'pmc' });
    }
    expect(parse({ enemy_type: 'pmc', weapon_used: '\u{1F52B}' })).toMatchObject({
      weapon_used: '\u{1F52B}',
    });
  });

  it('count blank text and null as not given', () => {
    expect(parse({ enemy_type: 'pmc', weapon_used: '  ', headshot: null })).toEqual({ enemy_type: 'pmc' });
  });

  it('are trimmed', () => {
    expect(parse({ enemy_type: 'pmc', weapon_used: ' M4A1 ' })).toEqual({
      enemy_type: 'pmc',
      weapon_used: 'M4A1',
    });
  });

  it.each([
    [{}, 'enemy_type is missing: give one of scav, pmc, boss, raider.'],
    [{ enemy_type: 'scva' }, 'enemy_type must be one of scav, pmc, boss, raider (did you mean scav?).'],
    [{ enemy_type: 7 }, 'enemy_type must be one of the words scav, pmc, boss, raider.'],
    [{ enemy_type: ['pmc'] }, 'enemy_type must be one of the words scav, pmc, boss, raider.'],
    [
      { enemy_type: 'pmc', headshot: 'ture' },
      'headshot must be true or false, or yes, no, on, off, 1, 0 (did you mean true?).',
    ],
    [{ enemy_type: 'pmc', headshot: 1 }, 'headshot must be true or false.'],
    [{ enemy_type: 'pmc', weapon_used: 47 }, 'weapon_used must be text.'],
    [{ enemy_type: 'pmc', weapon_used: { name: 'AK' } }, 'weapon_used must be text.'],
    [{ enemy_type: 'pmc', weapon_used: 'x'.repeat(65) }, 'weapon_used must be at most 64 characters.'],
    [{ enemy_type: 'pmc', weapon_used: 'a\nb' }, 'weapon_used must be one line without control characters.'],
    [
      { enemy_type: 'pmc', weapon_used: '\ud800' },
      'weapon_used must be one line without control characters.',
    ],
    [
      { enemy_type: 'pmc', enemytype: 'scav' },
      'enemytype is not a field of this call, which takes enemy_type, weapon_used, headshot. Did you mean enemy_type?',
    ],
  ])('refuse %j with a sentence that names what is allowed', (fields, message) => {
    expect(problemOf(() => parse(fields)).message).toBe(message);
  });

  it('are refused together, each under its name', () => {
    const problem = problemOf(() => parse({ enemy_type: 'x', headshot: 'y', weapn_used: 'z' }));
    expect(Object.keys(problem.fields).sort()).toEqual(['enemy_type', 'headshot', 'weapn_used']);
  });

  it('called __proto__ or constructor are unknown fields like any other', () => {
    const given = new Map<string, unknown>([
      ['enemy_type', 'pmc'],
      ['__proto__', { headshot: true }],
      ['constructor', 'x'],
    ]);
    expect(Object.keys(problemOf(() => parseFields(KILL, given)).fields)).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('named in their thousands are refused without listing them all', () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`f${index}`, 1]));
    expect(Object.keys(problemOf(() => parse(many)).fields).length).toBeLessThan(20);
  });

  it('of the body win over those of the query, but a blank one does not', () => {
    const query = new Map([
      ['a', '1'],
      ['b', '2'],
    ]);
    const body = new Map([
      ['a', '3'],
      ['b', ''],
    ]);
    expect([...mergeFields(query, body)]).toEqual([
      ['a', '3'],
      ['b', '2'],
    ]);
  });

  it('do not include format and key, which every call takes', () => {
    const steering = new Map([
      ['format', 'text'],
      ['key', 'secret'],
    ]);
    expect([...mergeFields(steering, steering)]).toEqual([]);
  });
});

describe('a form', () => {
  it('is read with plus signs and percent codes', () => {
    expect([...parseForm('map_name=Streets+of%20Tarkov&&force')]).toEqual([
      ['map_name', 'Streets of Tarkov'],
      ['force', ''],
    ]);
  });

  it('with a name given twice is refused by that name', () => {
    const problem = problemOf(() => parseForm('enemy_type=pmc&enemy_type=scav'));
    expect(problem.fields).toEqual({ enemy_type: 'is given twice: give it once' });
  });

  it.each(['a=%', 'a=%zz', '%ff=1'])('with broken percent-encoding is refused: %s', (text) => {
    expect(problemOf(() => parseForm(text)).code).toBe('bad-input');
  });
});

describe('times', () => {
  const TIMES = z.object({ at: time().optional(), from: dayOrMoment().optional() });
  const timesOf = (fields: Record<string, unknown>) =>
    parseFields(TIMES, mergeFields(new Map(), new Map(Object.entries(fields))));

  it.each([
    ['2026-02-28T23:59:59.5Z', '2026-02-28T23:59:59.500Z'],
    ['2028-02-29 12:00 01:00', '2028-02-29T11:00:00.000Z'],
    ['2026-11-22t19:03:11-0530', '2026-11-23T00:33:11.000Z'],
  ])('are taken in ISO 8601: %s', (at, instant) => {
    expect(timesOf({ at }).at?.toISOString()).toBe(instant);
  });

  it.each([
    ...['2026-02-30T10:00:00Z', '2026-13-01T10:00:00Z', '2026-11-22T24:00:00Z', '2026-11-22T10:60:00Z'],
    ...['11/12/2025 19:03 +01:00', '11-12-2026', '2026-11-22T10:00:00', '2026-11-22', 'now', 7],
    ...['0000-01-01T00:00:00+05:00', '9999-12-31T23:59:59-05:00'],
  ])('that no calendar has, or another way of writing, are refused: %s', (at) => {
    const { fields } = problemOf(() => timesOf({ at }));
    expect(fields['at']).toBe('must be a time with its zone, such as 2026-11-22T19:03:11Z');
  });

  it.each(['2026-13-45', '2026-02-29', '0000-01-01', '22.11.2026'])('are no days: %s', (from) => {
    expect(problemOf(() => timesOf({ from })).fields['from']).toContain('must be a day such as 2026-11-22');
  });

  it('may be days, which stay days', () => {
    expect(timesOf({ from: ' 2028-02-29' }).from).toBe('2028-02-29');
    expect(timesOf({ from: '2028-02-29T12:00:00Z' }).from).toEqual(new Date('2028-02-29T12:00:00Z'));
  });
});
