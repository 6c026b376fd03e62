import { expect, it } from 'vitest';
import { StorageError } from '../../src/store/storage-error.js';
import { createTroubleLog } from '../../src/service/trouble-log.js';

it('trouble that is tried again each second is told with its reason, once a minute', () => {
  const lines: string[] = [];
  let nowMs = 0;
  const log = { warn: (_fields: object, message: string) => void lines.push(message) };
  const tell = createTroubleLog({ log: log as never, now: () => new Date(nowMs) }, 'It failed.');
  const full = new StorageError('storage-full', 'The disk is full.');
  for (; nowMs < 61_000; nowMs += 1000) tell(full);
  tell(new Error('something'));
  expect(lines).toEqual(['It failed. The disk is full.', 'It failed. The disk is full.', 'It failed.']);
});
