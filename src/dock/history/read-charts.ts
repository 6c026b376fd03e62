import { call } from '../lib/call.js';
import type { EnemyType, RaidJson } from '../lib/wire.js';
import { listPath, type ChartsData, type DayJson, type MapFiguresJson } from './model.js';

/** Raids that the queue chart looks at: some weeks of streaming, and one quick page. */
const RECENT = 500;

/** Everything that the charts show; what cannot be read stays empty. */
export async function readCharts(): Promise<ChartsData> {
  const [timeline, maps, allTime, recent] = await Promise.all([
    call<{ days: readonly DayJson[] }>('GET', '/stats/timeline?by=day'),
    call<{ maps: readonly MapFiguresJson[] }>('GET', '/stats/maps'),
    call<{ kills_by_enemy_type: Readonly<Record<EnemyType, number>> }>('GET', '/stats/all-time'),
    call<{ raids: readonly RaidJson[] }>('GET', listPath({}, null, RECENT)),
  ]);
  return {
    days: timeline.kind === 'ok' ? timeline.json.days : null,
    maps: maps.kind === 'ok' ? maps.json.maps : null,
    kills: allTime.kind === 'ok' ? allTime.json.kills_by_enemy_type : null,
    recent: recent.kind === 'ok' ? recent.json.raids : null,
  };
}
