import { expect, test } from 'vitest';
import type { SnapshotJson } from '../../src/client/wire.js';
import { saidOfDeck, type Said } from '../../src/dock/lib/said.js';

const MESSAGE = 'No raid is open. Press Queue first.';
const SAID: Said = { kind: 'refused', sentence: `A deck key was refused: ${MESSAGE}`, isOfDeck: true };
const OWN: Said = { kind: 'ok', sentence: 'PMC kill counted.' };

function snapshot(refusedAt: string | null, now = '20:00:00'): SnapshotJson {
  const at = (time: string): string => `2026-11-22T${time}.000Z`;
  const refused_key = refusedAt === null ? null : { at: at(refusedAt), message: MESSAGE };
  return { now: at(now), refused_key } as unknown as SnapshotJson;
}

test.each([
  ['a deck key is refused', snapshot(null), snapshot('20:00:00'), OWN, SAID],
  ['the next one is refused as well', snapshot('19:59:50'), snapshot('20:00:00'), SAID, SAID],
  ['something else changes', snapshot('19:59:50'), snapshot('19:59:50'), OWN, undefined],
  ['the next key is taken', snapshot('19:59:50'), snapshot(null), SAID, null],
  ['the page has said something of its own since', snapshot('19:59:50'), snapshot(null), OWN, undefined],
  ['the page opens soon after a refusal', null, snapshot('19:59:10'), null, SAID],
  ['the page opens later', null, snapshot('19:58:59'), null, undefined],
])('what the dock says of the deck when %s', (_when, before, now, said, expected) => {
  expect(saidOfDeck(before, now, said)).toEqual(expected);
});
