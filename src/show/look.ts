import { UNKNOWN } from './formats.js';

/** The looks that our scenes come in. */
export const LOOK_NAMES = ['ledger', 'line', 'bold'] as const;
export type LookName = (typeof LOOK_NAMES)[number];

export const SIDES = ['left', 'right'] as const;
export type Side = (typeof SIDES)[number];

/** What the looks can show of a session: the word beside or under it, and the variable in the group `figures`. */
export const FIGURES = {
  raids: { label: 'RAIDS', variable: 'total_raids' },
  kills: { label: 'KILLS', variable: 'total_kills' },
  kd: { label: 'K/D', variable: 'kd_ratio' },
  survival: { label: 'SURVIVAL', variable: 'survival_rate' },
  survived: { label: 'SURVIVED', variable: 'survived' },
  deaths: { label: 'DEATHS', variable: 'deaths' },
  streak: { label: 'STREAK', variable: 'current_streak' },
  headshots: { label: 'HEADSHOTS', variable: 'headshot_rate' },
  pmc_kills: { label: 'PMC KILLS', variable: 'pmc_kills' },
  boss_kills: { label: 'BOSS KILLS', variable: 'boss_kills' },
  queue: { label: 'AVG QUEUE', variable: 'average_queue_time' },
} as const;
export type FigureName = keyof typeof FIGURES;
export const FIGURE_NAMES = Object.keys(FIGURES) as readonly FigureName[];
/** So many have room in every look. */
export const MOST_FIGURES = 4;

/** How our scenes look, as the streamer has chosen it. */
export interface LookChoice {
  readonly name: LookName;
  /** `#RRGGBB` */
  readonly accent: string;
  /** Where the panels lie that do not go from edge to edge. */
  readonly side: Side;
  /** One to four, in their order. */
  readonly figures: readonly FigureName[];
  /** Whether the raid's kills are told apart by PMC, Scav, boss and raider. */
  readonly split: boolean;
  /** Whether each kill pops up for a moment. */
  readonly motion: boolean;
}

/** What an accent may be. */
export const COLOR = /^#[0-9A-F]{6}$/i;

export const DEFAULT_LOOK: LookChoice = {
  name: 'ledger',
  accent: '#C9B37E',
  side: 'left',
  figures: ['raids', 'kills', 'kd', 'survival'],
  split: true,
  motion: true,
};

/** Looks whose figures have icons, which stay where a figure is unknown: alone they would look broken. */
const HAS_ICONS: Readonly<Record<LookName, boolean>> = { ledger: false, line: false, bold: true };

const RAID_NUMBER = '{{session.label}} · RAID {{session.total_raids}}';

/**
 * The texts that the looks have and earlier versions had not. Whoever has none of them in OBS has scenes of his own, or
 * older ones, and misses nothing.
 */
export function lookTexts({ name, figures, split }: LookChoice): Readonly<Record<string, string>> {
  const slots = Array.from({ length: MOST_FIGURES }, (_, index) => figures[index]);
  return {
    'Tarkov Raid Time Label':
      '{{#raid.can_run_through}}RUN-THROUGH {{raid.run_through_left}}{{/raid.can_run_through}}' +
      '{{^raid.can_run_through}}TIME{{/raid.can_run_through}}',
    'Tarkov Raid Detail': split
      ? `{{#raid.kill_split}}{{raid.kill_split}}{{/raid.kill_split}}{{^raid.kill_split}}${RAID_NUMBER}{{/raid.kill_split}}`
      : RAID_NUMBER,
    'Tarkov Outcome Detail': split ? '{{raid.kill_split}}' : '',
    'Tarkov Mode': '{{raid.mode_mark}}',
    'Tarkov Queue Time Label': `IN QUEUE${ifKnown('average_queue_time', ' · AVERAGE {{figures.average_queue_time}}')}`,
    'Tarkov Figures Label': '{{figures.label}}',
    'Tarkov Figures Line': `{{figures.label}}${figures.map(inLine).join('')}`,
    'Tarkov Last Line': '{{#last_raid.is_known}}LAST RAID  {{last_raid.line}}{{/last_raid.is_known}}',
    'Tarkov Next Line':
      '{{#next_raid.is_known}}NEXT RAID  {{next_raid.line}}{{/next_raid.is_known}}' +
      '{{^next_raid.is_known}}FIRST RAID AHEAD{{/next_raid.is_known}}',
    ...Object.fromEntries(
      slots.flatMap((figure, index): [string, string][] => [
        [figureSource(index), figure === undefined ? '' : inCell(figure, HAS_ICONS[name]).figure],
        [figureLabelSource(index), figure === undefined ? '' : inCell(figure, HAS_ICONS[name]).label],
      ]),
    ),
  };
}

export const LOOK_TEXT_NAMES: readonly string[] = Object.keys(lookTexts(DEFAULT_LOOK));

/** The source of the figure at that place, counted from 0. */
export function figureSource(index: number): string {
  return `Tarkov Figure ${index + 1}`;
}

export function figureLabelSource(index: number): string {
  return `${figureSource(index)} Label`;
}

/** A word that is only there where its figure is: an empty text hides its label. */
function ifKnown(variable: string, words: string): string {
  return `{{#figures.${variable}}}${words}{{/figures.${variable}}}`;
}

function inCell(figure: FigureName, hasIcon: boolean): { readonly figure: string; readonly label: string } {
  const { label, variable } = FIGURES[figure];
  return hasIcon
    ? { figure: `{{figures.${variable}}}{{^figures.${variable}}}${UNKNOWN}{{/figures.${variable}}}`, label }
    : { figure: `{{figures.${variable}}}`, label: ifKnown(variable, label) };
}

function inLine(figure: FigureName): string {
  const { label, variable } = FIGURES[figure];
  return ifKnown(variable, ` · ${label} {{figures.${variable}}}`);
}
