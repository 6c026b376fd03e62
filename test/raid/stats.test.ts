import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averageSeconds,
  kdRatio,
  percent,
  pmcScavRatio,
  streaks,
  survivalRate,
} from '../../src/raid/figures/figures.js';

describe('rounding', () => {
  it.each([
    [2, 1, 66.7],
    [1, 2, 33.3],
    [7, 4, 63.6],
    [5, 0, 100],
    [0, 5, 0],
    [1, 799, 0.1],
    [0, 0, null],
  ])('%d survived and %d deaths are a survival rate of %s', (survived, deaths, rate) => {
    expect(survivalRate(survived, survived + deaths)).toBe(rate);
  });

  it.each([
    [2, 3, 0.67],
    [7, 3, 2.33],
    [12, 5, 2.4],
    [201, 200, 1.01],
    [803, 200, 4.02],
    [5, 0, 5],
    [0, 0, 0],
  ])('%d kills and %d deaths are a K/D of %d', (kills, deaths, ratio) => {
    expect(kdRatio(kills, deaths)).toBe(ratio);
  });

  it.each([
    [812, 392, 2.07],
    [0, 3, 0],
    [3, 0, null],
  ])('%d PMC raids and %d Scav raids are %s', (pmc, scav, ratio) => {
    expect(pmcScavRatio(pmc, scav)).toBe(ratio);
  });

  it.each([
    [134, 1, 134],
    [5, 2, 3],
    [0, 3, 0],
    [0, 0, null],
  ])('%d seconds over %d queues are %s on average', (sum, count, average) => {
    expect(averageSeconds(sum, count)).toBe(average);
  });

  it('is exact, halves up, at any size', () => {
    const counts = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(counts, counts, (part, whole) => {
        const halfUp = (scale: bigint): number =>
          Number((2n * BigInt(part) * scale + BigInt(whole)) / (2n * BigInt(whole)));
        expect(kdRatio(part, whole)).toBe(halfUp(100n) / 100);
        expect(percent(part, whole)).toBe(halfUp(1000n) / 10);
      }),
    );
  });
});

describe('streaks', () => {
  it.each([
    ['', 0, 0],
    ['ss', 2, 2],
    ['ssd', 0, 2],
    ['sdssds', 1, 2],
    ['ssm', 0, 2],
  ])('of %o (survived, died, mia): %d now, %d at best', (raids, current, best) => {
    const outcomes = { s: 'survived', d: 'died', m: 'mia' } as const;
    expect(streaks(Array.from(raids, (letter) => outcomes[letter as 's' | 'd' | 'm']))).toEqual({
      current,
      best,
    });
  });
});
