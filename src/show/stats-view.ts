import type { Figures, AllTimeStats, SessionStats } from '../raid/figures/figures.js';
import { forEachSlice, type Slice } from '../raid/figures/tally.js';
import { formatCount, formatDuration, formatName, formatPercent, formatRatio, UNKNOWN } from './formats.js';

/** `session.kd_ratio` and, by character and game mode, `session.pmc.kd_ratio`. */
export function sessionViews(all: SessionStats, by: Readonly<Record<Slice, SessionStats>>) {
  const names = { name: formatName(all.name), label: sessionLabel(all) };
  return withSlices({ ...names, ...sessionView(all) }, by, sessionView);
}

/** `all_time.kd_ratio` and `all_time.pmc.kd_ratio`. */
export function allTimeViews(all: AllTimeStats, by: Readonly<Record<Slice, AllTimeStats>>) {
  return withSlices(allTimeView(all), by, allTimeView);
}

/**
 * What a viewer is shown of the streamer's play: the session's figures, or all time's until it has any, so that an evening
 * does not begin with noughts. What is not known is empty; before the very first raid that is all but what is counted.
 */
export function shownFigures(session: SessionStats, allTime: AllTimeStats) {
  const isEmpty = ({ total_raids, total_kills }: Figures): boolean => total_raids + total_kills === 0;
  const isOfSession = !isEmpty(session) || isEmpty(allTime);
  const figures = isOfSession ? session : allTime;
  const view = {
    ...figuresView(figures),
    current_streak: isOfSession ? formatCount(session.current_streak) : UNKNOWN,
  };
  const words = Object.entries(view).map(([name, word]) => [
    name,
    word === UNKNOWN || (isEmpty(figures) && word !== NONE) ? '' : word,
  ]);
  return {
    label: isOfSession ? sessionLabel(session) : 'ALL TIME',
    ...(Object.fromEntries(words) as typeof view),
  };
}

const NONE = formatCount(0);

/** The slices are worded when a template asks for one, because few shows use any and the view is made every second. */
function withSlices<All extends object, Stats, View>(
  all: All,
  by: Readonly<Record<Slice, Stats>>,
  view: (stats: Stats) => View,
): All & Readonly<Record<Slice, View>> {
  const slices = forEachSlice((slice) => view(by[slice]));
  return Object.defineProperties(all, Object.getOwnPropertyDescriptors(slices)) as All & typeof slices;
}

/** In em of the bold capitals that it is drawn with. Longer names are cut: the label stands in a row with the figures. */
const LABEL_ROOM = 10;
const LETTERS = new Intl.Segmenter();

/** About as wide as it is drawn, in em. */
function widthOf(letter: string): number {
  if (/^[ IJ.,:;'’!|()·-]$/.test(letter)) return 0.4;
  // From U+1100 on letters fill a square, and pictures do.
  return letter >= '\u1100' || /^[MW@%&]/.test(letter) ? 1 : 0.65;
}

/** What the session's figures are of: no session is open today's, else the stream's, by its name if it has one. */
function sessionLabel({ session_id, name }: Pick<SessionStats, 'session_id' | 'name'>): string {
  if (session_id === null) return 'TODAY';
  if (name === null) return 'THIS STREAM';
  const letters = [...LETTERS.segment(name.toUpperCase())].map(({ segment }) => segment);
  const fitting = (room: number): string[] => {
    let width = 0;
    const end = letters.findIndex((letter) => (width += widthOf(letter)) > room + 0.001);
    return end < 0 ? letters : letters.slice(0, end);
  };
  if (fitting(LABEL_ROOM).length === letters.length) return letters.join('');
  return `${fitting(LABEL_ROOM - widthOf('…'))
    .join('')
    .trimEnd()}…`;
}

function sessionView(stats: SessionStats) {
  return {
    ...figuresView(stats),
    current_streak: formatCount(stats.current_streak),
    best_streak: formatCount(stats.best_streak),
  };
}

function allTimeView(stats: AllTimeStats) {
  return {
    ...figuresView(stats),
    favorite_map: formatName(stats.favorite_map?.map_name ?? null),
    favorite_map_raids: formatCount(stats.favorite_map?.raids ?? null),
    pmc_scav: `${formatCount(stats.pmc_raids)} : ${formatCount(stats.scav_raids)}`,
    pmc_scav_ratio: formatRatio(stats.pmc_scav_ratio),
  };
}

function figuresView(stats: Figures) {
  const kills = stats.kills_by_enemy_type;
  return {
    total_raids: formatCount(stats.total_raids),
    total_kills: formatCount(stats.total_kills),
    survived: formatCount(stats.survived),
    deaths: formatCount(stats.deaths),
    survival_rate: formatPercent(stats.survival_rate),
    kd_ratio: formatRatio(stats.kd_ratio),
    average_queue_time: formatDuration(stats.average_queue_time_seconds),
    average_raid_time: formatDuration(stats.average_raid_time_seconds),
    pmc_raids: formatCount(stats.pmc_raids),
    scav_raids: formatCount(stats.scav_raids),
    scav_kills: formatCount(kills.scav),
    pmc_kills: formatCount(kills.pmc),
    boss_kills: formatCount(kills.boss),
    raider_kills: formatCount(kills.raider),
    headshot_rate: formatPercent(stats.headshot_rate),
  };
}
