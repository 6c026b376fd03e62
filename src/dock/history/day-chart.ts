import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import { percentWords, ratioWords, UNKNOWN } from '../../client/words.js';
import { isPlayed } from './model.js';
import type { DayJson } from '../../client/wire.js';

const COLOURS = { line: '#3c404b', text: '#a9aca3', survival: '#8db36b', kd: '#c9b37e' } as const;
const formatDay = uPlot.fmtDate('{D} {MMM} {YYYY}');
/** Whole days, so that no day is named twice. */
const DAY_STEPS_S = [1, 2, 4, 7, 14, 28].map((days) => days * 86_400);
const HALF_A_DAY_S = 43_200;
const HEIGHT_PX = 220;
/** uPlot's own name for it is a const enum, which is gone when the modules are compiled one by one. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const RIGHT = 1 as uPlot.Axis.Side;

/** Survival rate and K/D by day, drawn into `holder`; drawn anew when the days or the width have changed. */
export function createDayChart(holder: HTMLElement): { show(days: readonly DayJson[]): void } {
  let chart: uPlot | null = null;
  let shown: readonly DayJson[] = [];
  // Beside the chart itself, so that a phone that is turned gets one that fits.
  new ResizeObserver(() => {
    if (holder.clientWidth > 0) chart?.setSize({ width: holder.clientWidth, height: HEIGHT_PX });
  }).observe(holder);
  return {
    show(days) {
      if (days === shown) return;
      shown = days;
      const played = days.filter(isPlayed);
      holder.setAttribute('aria-label', wordsOf(played));
      const data = dataOf(played);
      if (chart === null) chart = new uPlot(optionsOf(Math.max(200, holder.clientWidth)), data, holder);
      else chart.setData(data);
      showLastDay(chart);
      if (played.length === 1) showInTheMiddle(chart);
    },
  };
}

/** In the legend, while no day is pointed at. */
function showLastDay(chart: uPlot): void {
  if (chart.cursor.idx == null) chart.setLegend({ idx: chart.data[0].length - 1 }, false);
}

/** An only day; by itself it would stand on the left axis, without its date. */
function showInTheMiddle(chart: uPlot): void {
  const [at = 0] = chart.data[0];
  chart.setScale('x', { min: at - HALF_A_DAY_S, max: at + HALF_A_DAY_S });
}

function dataOf(days: readonly DayJson[]): uPlot.AlignedData {
  return [
    days.map(({ day }) => Date.parse(`${day}T00:00:00`) / 1000),
    days.map(({ survival_rate }) => survival_rate),
    days.map(({ kd_ratio }) => kd_ratio),
  ];
}

function optionsOf(width: number): uPlot.Options {
  const axis = {
    stroke: COLOURS.text,
    grid: { stroke: COLOURS.line, width: 1 },
    ticks: { stroke: COLOURS.line },
  };
  const points = { size: 7 };
  return {
    width,
    height: HEIGHT_PX,
    hooks: { setLegend: [showLastDay] },
    scales: {
      // Room at both ends, so that no dot stands on an axis.
      x: { range: (_chart, min, max) => [min - HALF_A_DAY_S, max + HALF_A_DAY_S] },
      percent: { range: [0, 100] },
      kd: { range: (_chart, _min, max) => [0, Math.max(1, max * 1.1)] },
    },
    series: [
      { label: 'Day', value: (_chart, seconds: number | null) => dayWords(seconds) },
      {
        label: 'Survived',
        scale: 'percent',
        stroke: COLOURS.survival,
        width: 2,
        points: { ...points, fill: COLOURS.survival },
        value: (_chart, value: number | null) => percentWords(value),
      },
      {
        label: 'K/D',
        scale: 'kd',
        stroke: COLOURS.kd,
        width: 2,
        // Told apart without colours, too.
        dash: [6, 4],
        points: { ...points, fill: COLOURS.kd },
        value: (_chart, value: number | null) => ratioWords(value),
      },
    ],
    axes: [
      { ...axis, values: '{D} {MMM}', incrs: DAY_STEPS_S },
      { ...axis, scale: 'percent', values: (_chart, ticks) => ticks.map((tick) => `${tick}%`), size: 48 },
      {
        ...axis,
        scale: 'kd',
        side: RIGHT,
        grid: { show: false },
        values: (_chart, ticks) => ticks.map(ratioWords),
        size: 50,
      },
    ],
  };
}

function dayWords(seconds: number | null): string {
  return seconds === null ? UNKNOWN : formatDay(new Date(seconds * 1000));
}

/** The chart for those who do not see it. */
function wordsOf(days: readonly DayJson[]): string {
  const last = days.at(-1);
  if (last === undefined) return 'Survival rate and K/D by day: no day yet.';
  const words = `${percentWords(last.survival_rate)} survived, K/D ${ratioWords(last.kd_ratio)}`;
  return `Survival rate and K/D over ${days.length} days with raids. Last, on ${last.day}: ${words}.`;
}
