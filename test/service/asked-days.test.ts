import { describe, expect, it } from 'vitest';
import type { DayOrMoment } from '../../src/raid/day-boundary.js';
import type { History } from '../../src/raid/history/history.js';
import { EVERYTHING } from '../../src/raid/figures/tally.js';
import { createHistory } from '../../src/store/query/history.js';
import { end, playEvening, start, type Line } from '../support/evening.js';
import { inZone } from '../support/zone.js';

interface Asked {
  readonly from?: DayOrMoment;
  readonly to?: DayOrMoment;
}

describe('a day that is asked for, of a show whose days begin at five', () => {
  inZone('Europe/Berlin');

  // 04:59, 05:00 and 04:59 the next day, 05:00: local time is one hour ahead.
  const STARTS = [
    '2026-11-21T03:59:00Z',
    '2026-11-21T04:00:00Z',
    '2026-11-22T03:59:00Z',
    '2026-11-22T04:00:00Z',
  ];
  const evening = STARTS.flatMap((at): Line[] => [
    [at, start('Customs')],
    [at, end('died')],
  ]);
  const play = async (): Promise<History> => {
    const db = await playEvening(evening);
    return createHistory(db.store(), { now: db.now, dayStartsAt: () => '05:00' });
  };
  const days = async (history: History, asked: Asked): Promise<unknown> =>
    (await history.timeline({ filter: EVERYTHING, ...asked })).map(({ day, total_raids }) => [
      day,
      total_raids,
    ]);

  it('is the one that the timeline calls so, whole and alone', async () => {
    const history = await play();
    expect(await days(history, { from: '2026-11-21', to: '2026-11-22' })).toEqual([['2026-11-21', 2]]);
    expect(await days(history, { to: '2026-11-22' })).toEqual([
      ['2026-11-20', 1],
      ['2026-11-21', 2],
    ]);
    expect(await days(history, { from: new Date('2026-11-22T03:59:00Z') })).toEqual([
      ['2026-11-21', 1],
      ['2026-11-22', 1],
    ]);
  });

  it('is the same in the list and by the hour', async () => {
    const history = await play();
    const asked = { from: '2026-11-21', to: '2026-11-22' };
    const { raids } = await history.listRaids({ ...asked, limit: 9 });
    expect(raids.map(({ raid_id }) => raid_id)).toEqual([3, 2]);
    const hours = await history.hours({ filter: EVERYTHING, ...asked });
    expect(hours.map(({ hour, total_raids }) => [hour, total_raids])).toEqual([
      [4, 1],
      [5, 1],
    ]);
  });

  it('must come before the day at which the range ends', async () => {
    const history = await play();
    const refusal = expect.objectContaining({
      code: 'bad-input',
      fields: { to: 'must be later than from' },
    }) as Error;
    for (const asked of [
      { from: '2026-11-22', to: '2026-11-21' },
      { from: '2026-11-22', to: '2026-11-22' },
      { from: new Date('2026-11-22T04:00:00Z'), to: '2026-11-22' },
    ]) {
      await expect(history.listRaids({ ...asked, limit: 9 })).rejects.toThrow(refusal);
      await expect(history.timeline({ filter: EVERYTHING, ...asked })).rejects.toThrow(refusal);
      await expect(history.hours({ filter: EVERYTHING, ...asked })).rejects.toThrow(refusal);
    }
    expect(await days(history, { from: '2026-11-23' })).toEqual([]);
  });
});
