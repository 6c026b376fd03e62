import { expect, test } from 'vitest';
import { typedName } from '../../src/dock/lib/typed-name.js';

const KNOWN = ['Lobby ', 'Queue'];

test.each([
  ['Lobby ', 'Lobby '],
  [' Queue ', 'Queue'],
  ['Lobby', 'Lobby'],
  [' ', ''],
])('the name %j, where OBS has "Lobby " and "Queue", is %j', (value, name) => {
  expect(typedName(value, KNOWN)).toBe(name);
});
