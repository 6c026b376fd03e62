import { html, nothing, type TemplateResult } from 'lit-html';
import { clockWords, ENEMIES, ENEMY_WORDS, percentWords } from '../../client/words.js';
import type { EnemyType, HourJson } from '../../client/wire.js';
import { renderBars, type Bar } from './bar-list.js';
import { isPlayed, type HistoryModel } from './model.js';

const MOST_MAPS = 8;
const LOADING = 'Loading…';

/** What a streamer likes to look at; the day chart is drawn into its holder afterwards. */
export function renderCharts({ charts }: HistoryModel): TemplateResult {
  const { hours, maps, kills } = charts;
  const hasDays = charts.days?.some(isPlayed) === true;
  return html`<div class="charts">
    <section class="panel wide" aria-labelledby="days-title">
      <h2 id="days-title">Survival and K/D by day <span class="quiet">of the last 30 days</span></h2>
      <div class="day-room">
        ${
          hasDays
            ? nothing
            : html`<p class="quiet">
                ${charts.days === null ? LOADING : 'Finished raids show here day by day.'}
              </p>`
        }
        <div id="day-chart" role="img" class=${hasDays ? '' : 'is-hidden'}></div>
      </div>
    </section>
    ${panel(
      'Raids by map',
      maps
        ?.filter(isPlayed)
        .slice(0, MOST_MAPS)
        .map((map) => ({
          label: map.map_name,
          value: map.total_raids,
          words: `${map.total_raids.toLocaleString('en-US')} · ${percentWords(map.survival_rate)} survived`,
        })) ?? null,
    )}
    ${panel('Kills', kills === null ? null : killsByEnemy(kills))}
    ${panel('Queue by hour of day', hours === null ? null : queueByHour(hours), 'of the last 30 days')}
  </div>`;
}

/** @param bars null while they are not known. */
function panel(title: string, bars: readonly Bar[] | null, note = ''): TemplateResult {
  return html`<section class="panel" aria-label=${title}>
    <h2>${title} <span class="quiet">${note}</span></h2>
    ${
      bars === null || bars.length === 0
        ? html`<p class="quiet">${bars === null ? LOADING : 'Nothing to show yet.'}</p>`
        : renderBars(title, bars)
    }
  </section>`;
}

function killsByEnemy(kills: Readonly<Record<EnemyType, number>>): readonly Bar[] {
  if (ENEMIES.every((enemy) => kills[enemy] === 0)) return [];
  return ENEMIES.map((enemy) => ({
    label: ENEMY_WORDS[enemy],
    value: kills[enemy],
    words: kills[enemy].toLocaleString('en-US'),
  }));
}

/** Average queue by the hour in which it began; hours without a known one are left out. */
function queueByHour(hours: readonly HourJson[]): readonly Bar[] {
  return hours.flatMap(({ hour, average_queue_time_seconds: seconds }) =>
    seconds === null
      ? []
      : [
          {
            label: `${String(hour).padStart(2, '0')}:00`,
            value: seconds,
            words: clockWords(seconds),
          },
        ],
  );
}
