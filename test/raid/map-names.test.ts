import { describe, expect, it } from 'vitest';
import { canonicalExtract } from '../../src/raid/game/extract-names.js';
import { canonicalMapName, newMapWords } from '../../src/raid/game/map-names.js';

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

describe('a map name as other tools write it', () => {
  it.each([
    ['streets-of-tarkov', 'Streets of Tarkov'],
    ['ground-zero-21', 'Ground Zero'],
    ['the-lab', 'The Lab'],
    ['night-factory', 'Night Factory'],
    ['the-labyrinth', 'The Labyrinth'],
    ['"Woods"', 'Woods'],
    ['‘customs’', 'Customs'],
    ['Night_Factory', 'Night Factory'],
    ['ground  zero', 'Ground Zero'],
    ['Intérchange', 'Interchange'],
    ['the reserve', 'Reserve'],
  ])('%s is %s', (typed, canonical) => {
    expect(canonicalMapName(typed)).toBe(canonical);
  });

  it.each([
    ['custms', 'custms is a new map; did you mean Customs?'],
    ['labz', 'labz is a new map; did you mean The Lab?'],
    ['Town', 'Town is a new map.'],
  ])('%s is told of as new', (name, words) => {
    expect(newMapWords(name)).toBe(words);
  });
});

describe('an extract', () => {
  it.each([
    ['zb-1011', 'ZB-1011'],
    ['"Dorms V-Ex"', 'Dorms V-Ex'],
    ['dorms_vex', 'Dorms V-Ex'],
    ['smugglers boat', "Smugglers' Boat"],
    ['ZB 1012', "Smugglers' Bunker (ZB-1012)"],
    ['boiler room basement', 'Boiler Room Basement (Co-op)'],
    ['a hole in the fence', 'a hole in the fence'],
  ])('of Customs that is written %s is %s', (typed, name) => {
    expect(canonicalExtract('Customs', typed)).toBe(name);
  });

  it('of a map that nobody knows is kept as typed', () => {
    expect(canonicalExtract('Town', ' zb-1011 ')).toBe('zb-1011');
  });
});
