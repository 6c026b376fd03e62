import { describe, expect, it } from 'vitest';
import { HTTP_LIMITS } from '../../src/http/server/limits.js';
import { createWrongTokens } from '../../src/http/gate/wrong-tokens.js';

const LIMITS = { ...HTTP_LIMITS, maxWrongTokens: 3, wrongTokenWindowMs: 60_000, maxWrongTokenAddresses: 5 };
const NOW = new Date('2026-11-22T19:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

function createUsed(address: string, times: number): ReturnType<typeof createWrongTokens> {
  const wrongTokens = createWrongTokens(LIMITS);
  for (let index = 0; index < times; index += 1) wrongTokens.note(address, NOW);
  return wrongTokens;
}

describe('wrong tokens', () => {
  it('below the limit cost nothing', () => {
    expect(createUsed('10.0.0.1', 2).waitSeconds('10.0.0.1', NOW)).toBe(0);
  });

  it('at the limit cost the rest of the minute', () => {
    const wrongTokens = createUsed('10.0.0.1', 3);
    expect(wrongTokens.waitSeconds('10.0.0.1', NOW)).toBe(60);
    expect(wrongTokens.waitSeconds('10.0.0.1', later(59.5))).toBe(1);
    expect(wrongTokens.waitSeconds('10.0.0.1', later(60))).toBe(0);
  });

  it('of one device are not held against another', () => {
    expect(createUsed('10.0.0.1', 3).waitSeconds('10.0.0.2', NOW)).toBe(0);
  });

  it.each([
    ['2001:db8:1:2::7', '2001:db8:1:2:aaaa:bbbb:cccc:dddd', 60],
    ['2001:db8::7', '2001:db8:0:0:1::', 60],
    ['2001:db8:1:2::7', '2001:db8:1:3::7', 0],
  ])('of %s count for %s by their network', (noted, asked, seconds) => {
    expect(createUsed(noted, 3).waitSeconds(asked, NOW)).toBe(seconds);
  });

  it('are forgotten when the clock steps back, and counted anew', () => {
    const wrongTokens = createUsed('10.0.0.1', 3);
    expect(wrongTokens.waitSeconds('10.0.0.1', later(-3600))).toBe(0);
  });

  it('of very many devices push out the oldest alone', () => {
    const wrongTokens = createUsed('10.0.0.1', 3);
    for (let index = 2; index <= 5; index += 1) wrongTokens.note(`10.0.0.${index}`, NOW);
    expect(wrongTokens.waitSeconds('10.0.0.1', NOW)).toBe(60);
    wrongTokens.note('10.0.0.6', NOW);
    expect(wrongTokens.waitSeconds('10.0.0.1', NOW)).toBe(0);
  });
});
