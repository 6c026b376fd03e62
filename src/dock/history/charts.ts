import { html, nothing, type TemplateResult } from '../vendor/lit-html/lit-html.js';
import { clockWords, countWords, ENEMIES, ENEMY_WORDS, percentWords } from '../lib/words.js';
import type { RaidJson } from '../lib/wire.js';
import { renderBars, type Bar } from './bar-list.js';
import type { HistoryModel } from './model.js';

const MOST_MAPS = 8;

/** What a streamer likes to look at; the day chart is drawn into its holder afterwards. */
export function renderCharts({ charts }: HistoryModel): TemplateResult {
  const { days, maps, kills, recent } = charts;
  return html`<div class="charts">
    <section class="panel wide" aria-labelledby="days-title">
      <h2 id="days-title">Survival and K/D by day</h2>
      ${
        days === null || days.length === 0
          ? html`<p class="quiet">Finished raids show here day by day.</p>`
          : nothing
      }
      <div id="day-chart" role="img" class=${days === null || days.length === 0 ? 'is-hidden' : ''}></div>
    </section>
    ${panel(
      'Raids by map',
      maps
        ?.toSorted((one, other) => other.total_raids - one.total_raids)
        .slice(0, MOST_MAPS)
        .map((map) => ({
          label: map.map_name,
          value: map.total_raids,
          words: `${map.total_raids} · ${percentWords(map.survival_rate)} survived`,
        })) ?? null,
    )}
    ${panel(
      'Kills',
      kills === null
        ? null
        : ENEMIES.map((enemy) => ({
            label: ENEMY_WORDS[enemy],
            value: kills[enemy],
            words: kills[enemy].toLocaleString('en-US'),
          })),
    )}
    ${panel('Queue by hour of day', recent === null ? null : queueByHour(recent), countNote(recent))}
  </div>`;
}

function panel(title: string, bars: readonly Bar[] | null, note = ''): TemplateResult {
  return html`<section class="panel" aria-label=${title}>
    <h2>${title} <span class="quiet">${note}</span></h2>
    ${
      bars === null || bars.length === 0
        ? html`<p class="quiet">Nothing to show yet.</p>`
        : renderBars(title, bars)
    }
  </section>`;
}

function countNote(recent: readonly RaidJson[] | null): string {
  return recent === null || recent.length === 0 ? '' : `of the last ${countWords(recent.length, 'raid')}`;
}

/** Average queue by the hour in which it began, on this device's clock; hours without a known one are left out. */
function queueByHour(raids: readonly RaidJson[]): readonly Bar[] {
  const hours = new Map<number, number[]>();
  for (const { started_at, queue_time_seconds } of raids) {
    if (started_at === null || queue_time_seconds === null) continue;
    const hour = new Date(started_at).getHours();
    hours.set(hour, [...(hours.get(hour) ?? []), queue_time_seconds]);
  }
  return [...hours]
    .toSorted(([one], [other]) => one - other)
    .map(([hour, seconds]) => {
      const average = seconds.reduce((sum, value) => sum + value, 0) / seconds.length;
      const words = `${clockWords(Math.round(average))} · ${countWords(seconds.length, 'raid')}`;
      return { label: `${String(hour).padStart(2, '0')}:00`, value: average, words };
    });
}
