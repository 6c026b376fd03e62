import { describe, expect, it } from 'vitest';
import { canonicalMapName } from '../../src/raid/map-names.js';

/** What people type, and what the game's log says, as the facts list them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  Factory: ['factory4_day', 'factory day'],
  'Night Factory': ['factory4_night', 'factory night'],
  Customs: ['bigmap'],
  Woods: [],
  Shoreline: [],
  Interchange: ['mall', 'ultra'],
  Reserve: ['RezervBase', 'military base'],
  Lighthouse: [],
  'Streets of Tarkov': ['TarkovStreets', 'streets'],
  'The Lab': ['laboratory', 'lab', 'labs'],
  'The Lab (Dark)': ['laboratory_dark'],
  'Ground Zero': ['Sandbox', 'Sandbox_high', 'Sandbox_start', 'gz', 'ground zero 21+'],
  'The Labyrinth': ['Labyrinth'],
  Terminal: [],
  Icebreaker: [],
};

describe('a map name', () => {
  it.each(Object.entries(NAMES))('%s is known by each of its names, in any case', (canonical, aliases) => {
    for (const name of [canonical, ...aliases]) {
      for (const typed of [name, name.toUpperCase(), name.toLowerCase(), `  ${name}\t`]) {
        expect(canonicalMapName(typed)).toBe(canonical);
      }
    }
  });

  it('that nobody knows is kept as typed, trimmed', () => {
    expect(canonicalMapName('  The new Map of 2027 ')).toBe('The new Map of 2027');
  });

  it('may have 64 characters after trimming', () => {
    expect(canonicalMapName(` ${'x'.repeat(64)} `)).toBe('x'.repeat(64));
    expect(() => canonicalMapName('x'.repeat(65))).toThrow('at most 64 characters');
  });

  it.each(['', '   '])('must be more than %o', (typed) => {
    expect(() => canonicalMapName(typed)).toThrow(expect.objectContaining({ code: 'bad-input' }) as Error);
  });
});
