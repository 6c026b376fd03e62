import { describe, expect, it } from 'vitest';
import { nearestName } from '../../src/lib/nearest-name.js';

const KNOWN = ['Scene', 'Tarkov Lobby', 'Tarkov In Raid', 'Café', 'Pause ❤️', 'BRB 2', 'Ｗide', 'MIA'];

describe('the nearest name', () => {
  it.each([
    ['Tarkov Loby', 'Tarkov Lobby'],
    ['tarkov lobby', 'Tarkov Lobby'],
    [' Tarkov  Lobby ', 'Tarkov Lobby'],
    ['Tarkov\u00A0In\u2009Raid', 'Tarkov In Raid'],
    ['Cafe\u0301', 'Café'],
    ['Pause ❤', 'Pause ❤️'],
    ['B\u200BRB 2', 'BRB 2'],
    ['wide', 'Ｗide'],
    ['mis', 'MIA'],
  ])('of %j is %j', (typed, meant) => {
    expect(nearestName(typed, KNOWN)).toBe(meant);
  });

  it.each(['Something else altogether', 'x'.repeat(300), 'xin', ''])('of %j is none', (typed) => {
    expect(nearestName(typed, KNOWN)).toBe(null);
    expect(nearestName(typed, [])).toBe(null);
  });
});
