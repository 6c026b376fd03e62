import { call } from '../lib/call.js';
import type { DayJson, EnemyType, HourJson, MapFiguresJson } from '../../client/wire.js';
import type { ChartsData } from './model.js';

/** Everything that the charts show, added up by the service; what cannot be read stays as it was. */
export async function readCharts(before: ChartsData): Promise<ChartsData> {
  const [days, hours, maps, allTime] = await Promise.all([
    call<{ days: readonly DayJson[] }>('GET', '/stats/timeline?by=day'),
    call<{ hours: readonly HourJson[] }>('GET', '/stats/timeline?by=hour'),
    call<{ maps: readonly MapFiguresJson[] }>('GET', '/stats/maps'),
    call<{ kills_by_enemy_type: Readonly<Record<EnemyType, number>> }>('GET', '/stats/all-time'),
  ]);
  return {
    days: days.kind === 'ok' ? days.json.days : before.days,
    hours: hours.kind === 'ok' ? hours.json.hours : before.hours,
    maps: maps.kind === 'ok' ? maps.json.maps : before.maps,
    kills: allTime.kind === 'ok' ? allTime.json.kills_by_enemy_type : before.kills,
  };
}
