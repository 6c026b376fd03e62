import { describe, expect, it } from 'vitest';
import { batchesOf, survey } from '../../src/cli/import-batches.js';
import type { Portable } from '../../src/exchange/parse-item.js';
import { collect, documentOf, raidJson, readJson } from '../exchange/read-exchange.js';

async function* itemsOf(items: readonly Portable[]): AsyncGenerator<Portable> {
  for (const item of items) yield await Promise.resolve(item);
}

async function batched(raids: readonly object[]): Promise<(readonly number[])[]> {
  const items = await readJson(documentOf(raids));
  const seen = await survey(itemsOf(items));
  const batches = await collect(batchesOf(itemsOf(items), seen));
  return batches.map((batch) => batch.raids.map(({ raid_id }) => raid_id));
}

const raid = (raid_id: number, changes: object = {}) =>
  raidJson({ raid_id, matched_at: null, queue_time_seconds: null, kills: [], ...changes });
const startedAt = (second: number) => ({
  started_at: new Date(Date.UTC(2026, 10, 20, 9, 0, second)).toISOString(),
});

describe('the batches of an import', () => {
  it('hold what a service takes: so many raids, so many bytes', async () => {
    const many = await batched(Array.from({ length: 120 }, (_, index) => raid(index + 1, startedAt(index))));
    expect(many.map(({ length }) => length)).toEqual([50, 50, 20]);
    const [kill] = raidJson()['kills'] as object[];
    const kills = Array.from({ length: 5000 }, () => kill);
    const large = await batched([1, 2, 3].map((id) => raid(id, { ...startedAt(id), kills })));
    expect(large).toEqual([[1], [2], [3]]);
  });

  it('hold raids of one start together, wherever they stand', async () => {
    const others = Array.from({ length: 60 }, (_, index) => raid(index + 2, startedAt(index)));
    const batches = await batched([raid(1), ...others, raid(99)]);
    expect(batches.at(-1)?.slice(-2)).toEqual([1, 99]);
    expect(batches.flat()).toHaveLength(62);
  });
});
