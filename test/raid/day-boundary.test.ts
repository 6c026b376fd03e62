import { describe, expect, it } from 'vitest';
import { lastDayStart, nextDayStart } from '../../src/raid/day-boundary.js';
import { inZone } from '../support/zone.js';

/** Berlin: forward at 02:00 on 2026-03-29 (UTC+1 to +2), back at 03:00 on 2026-10-25. */
inZone('Europe/Berlin');

const iso = (time: Date): string => time.toISOString();

describe('the day of a session', () => {
  it.each([
    ['in the evening, this morning', '2026-11-22T21:00:00Z', '2026-11-22T04:00:00.000Z'],
    ['after midnight, still yesterday', '2026-11-23T01:30:00Z', '2026-11-22T04:00:00.000Z'],
    ['a moment before the boundary, yesterday', '2026-11-23T03:59:59.999Z', '2026-11-22T04:00:00.000Z'],
    ['at the boundary, a new day', '2026-11-23T04:00:00Z', '2026-11-23T04:00:00.000Z'],
    ['in the night of New Year, last year', '2027-01-01T02:00:00Z', '2026-12-31T04:00:00.000Z'],
    ['after the clock went forward', '2026-03-29T10:00:00Z', '2026-03-29T03:00:00.000Z'],
    ['before the clock went forward', '2026-03-29T00:30:00Z', '2026-03-28T04:00:00.000Z'],
    ['after the clock went back', '2026-10-25T10:00:00Z', '2026-10-25T04:00:00.000Z'],
    ['before the clock went back', '2026-10-25T00:30:00Z', '2026-10-24T03:00:00.000Z'],
  ])('began, %s', (_when, reference, since) => {
    expect(iso(lastDayStart(new Date(reference), '05:00'))).toBe(since);
  });

  it('ends at the next boundary, also over a change of the clock', () => {
    expect(iso(nextDayStart(new Date('2026-11-22T04:00:00Z'), '05:00'))).toBe('2026-11-23T04:00:00.000Z');
    expect(iso(nextDayStart(new Date('2026-03-28T12:00:00Z'), '05:00'))).toBe('2026-03-29T03:00:00.000Z');
    expect(iso(nextDayStart(new Date('2026-10-24T12:00:00Z'), '05:00'))).toBe('2026-10-25T04:00:00.000Z');
  });

  it('begins an hour later when the clock skips its beginning', () => {
    expect(iso(lastDayStart(new Date('2026-03-29T10:00:00Z'), '02:30'))).toBe('2026-03-29T01:30:00.000Z');
  });

  it('begins once when the clock shows its beginning twice', () => {
    for (const reference of ['2026-10-25T00:45:00Z', '2026-10-25T01:45:00Z', '2026-10-25T10:00:00Z']) {
      expect(iso(lastDayStart(new Date(reference), '02:30'))).toBe('2026-10-25T00:30:00.000Z');
    }
  });

  it('always holds the moment that it is asked for', () => {
    const hours = (count: number): number => count * 3_600_000;
    const first = Date.parse('2026-01-01T00:00:00Z');
    for (let step = 0; step < 365 * 8; step++) {
      const reference = new Date(first + hours(step * 3));
      const [since, until] = [lastDayStart(reference, '05:00'), nextDayStart(reference, '05:00')];
      expect(since.getTime()).toBeLessThanOrEqual(reference.getTime());
      expect(until.getTime()).toBeGreaterThan(reference.getTime());
      expect([hours(23), hours(24), hours(25)]).toContain(until.getTime() - since.getTime());
    }
  });
});
