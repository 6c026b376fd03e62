import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBoundary, formatTime, parseTime } from '../../src/store/time.js';

describe('a stored time', () => {
  const times = fc.date({
    min: new Date('1970-01-01Z'),
    max: new Date('9999-12-31Z'),
    noInvalidDate: true,
  });

  it('is the same moment again, to the millisecond', () => {
    fc.assert(
      fc.property(times, (time) => {
        expect(parseTime(formatTime(time))).toEqual(time);
      }),
    );
  });

  it('sorts as text as the moments do', () => {
    fc.assert(
      fc.property(times, times, (a, b) => {
        expect(formatTime(a) < formatTime(b)).toBe(a.getTime() < b.getTime());
      }),
    );
  });

  it("is in SQLite's own format", () => {
    expect(formatTime(new Date('2026-11-22T19:03:11.250Z'))).toBe('2026-11-22 19:03:11.250');
    expect(formatBoundary(new Date('2026-11-22T19:03:11.250Z'))).toBe('2026-11-22 19:03:11.250');
    expect(formatBoundary(new Date('2026-11-22T19:03:11.000Z'))).toBe('2026-11-22 19:03:11');
    expect(parseTime('2026-11-22 19:03:11')).toEqual(new Date('2026-11-22T19:03:11Z'));
  });

  it('that is none is an error that shows it', () => {
    expect(() => parseTime('yesterday')).toThrow('yesterday');
  });
});
