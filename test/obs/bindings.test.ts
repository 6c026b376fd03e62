import { expect, test } from 'vitest';
import {
  followRename,
  forgetNames,
  remember,
  resolve,
  type Bindings,
} from '../../src/obs/observe/bindings.js';

const NONE: Bindings = new Map();
const source = (name: string, uuid: string | null = null): { name: string; uuid: string | null } => ({
  name,
  uuid,
});

test('a source is found by its name, and what is not there is missing', () => {
  const { found, missing, renamed } = resolve(['A', 'B'], [source('A')], NONE);
  expect([...found.keys()]).toEqual(['A']);
  expect({ missing, renamed }).toEqual({ missing: ['B'], renamed: [] });
});

test('a renamed source is found by its uuid', () => {
  const known = remember(NONE, new Map([['A', source('A', 'u1')]]));
  const { found, renamed } = resolve(['A'], [source('Mine', 'u1')], known);
  expect(found.get('A')).toEqual(source('Mine', 'u1'));
  expect(renamed).toEqual([{ from: 'A', to: 'Mine' }]);
});

test('without uuids a rename is followed through any number of names', () => {
  let known = remember(NONE, new Map([['A', source('A')]]));
  known = followRename(known, 'A', 'B');
  known = followRename(known, 'B', 'C');
  expect(resolve(['A'], [source('C')], known).renamed).toEqual([{ from: 'A', to: 'C' }]);
});

test('a new source with the very name wins over the renamed one', () => {
  const known = remember(NONE, new Map([['A', source('A', 'u1')]]));
  const { found, renamed } = resolve(['A'], [source('Old', 'u1'), source('A', 'u2')], known);
  expect(found.get('A')?.uuid).toBe('u2');
  expect(renamed).toEqual([]);
});

test('a source that is renamed to another of our names is that other one', () => {
  const known = remember(NONE, new Map([['A', source('A', 'u1')]]));
  const { found, missing } = resolve(['A', 'B'], [source('B', 'u1')], known);
  expect([...found.keys()]).toEqual(['B']);
  expect(missing).toEqual(['A']);
});

test('in another collection only uuids still count', () => {
  const known = new Map([
    ['A', source('X')],
    ['B', source('Y', 'u2')],
  ]);
  expect([...forgetNames(known).keys()]).toEqual(['B']);
});
