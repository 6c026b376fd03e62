import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs } from '../../src/lib/backoff.js';
import { classify } from '../../src/obs/link/classify.js';
import { diffTexts, setTextRequest } from '../../src/obs/sync/diff.js';
import { DEFAULT_TIMINGS } from '../../src/obs/timings.js';

const input = (
  name: string,
  uuid: string | null = null,
): { name: string; uuid: string | null; kind: string } => ({
  name,
  uuid,
  kind: 'text_ft2_source_v2',
});

test('the pause between attempts stays under one second for this PC and ten for another', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      expect(backoffMs(failures, 'ws://127.0.0.1:4455', random, DEFAULT_TIMINGS)).toBeLessThanOrEqual(1_000);
      expect(backoffMs(failures, 'ws://10.0.0.2:4455', random, DEFAULT_TIMINGS)).toBeLessThanOrEqual(10_000);
    }),
  );
});

test('only what differs is sent, addressed by uuid where there is one', () => {
  const found = new Map([
    ['A', input('A', 'u1')],
    ['B', input('B')],
    ['C', input('C')],
    ['D', input('D')],
  ]);
  const texts = new Map([
    ['u1', 'old'],
    ['B', 'same'],
    ['D', null],
  ]);
  const changes = diffTexts({ A: 'new', B: 'same', C: 'held', D: '' }, found, texts, new Set(['C']));
  expect(changes.map(setTextRequest)).toEqual([
    {
      requestType: 'SetInputSettings',
      requestData: { inputUuid: 'u1', inputSettings: { text: 'new' }, overlay: true },
    },
    {
      requestType: 'SetInputSettings',
      requestData: { inputName: 'D', inputSettings: { text: '' }, overlay: true },
    },
  ]);
});

test.each([
  [4009, 'wrong_password', true],
  [4010, 'too_old', true],
  [4011, 'kicked', true],
  [1001, 'closing', false],
  [1006, 'connecting', false],
])('close code %i means %s', async (code, state, isFinal) => {
  const address = { url: 'ws://127.0.0.1:4455', password: 'secret' };
  const fault = await classify({ kind: 'closed', code, reason: '' }, address, () =>
    Promise.resolve('not_running'),
  );
  expect(fault).toMatchObject({ state, isFinal });
});

test('nobody asks this PC why another one refuses', async () => {
  const address = { url: 'ws://10.0.0.2:4455', password: null };
  const ask = (): Promise<never> => Promise.reject(new Error('asked'));
  expect((await classify({ kind: 'refused' }, address, ask)).state).toBe('unreachable');
});
