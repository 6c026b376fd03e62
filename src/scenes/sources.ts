import { figureLabelSource, figureSource, MOST_FIGURES, type LookChoice } from '../show/look.js';
import { ICONS } from './icons.js';
import { markOf } from './mark.js';
import { PALETTE, readable } from './palette.js';
import { POP_TEXTS } from './pop.js';
import type {
  ColorSource,
  GameCaptureSource,
  ImageSource,
  SourceDescription,
  TextSource,
  Weight,
} from './scene-description.js';

/** What an unknown figure reads, and every figure before the service has written it. */
const UNKNOWN = '–';

/** The texts of the versions that had no looks. Their names stay: streamers have them in scenes of their own. */
function firstTexts(accent: string, outcome: string): readonly TextSource[] {
  return [
    live('Tarkov Status', 'bold', PALETTE.died),
    // In both outcome scenes, and a source has one colour: the bars beside it say which outcome it is.
    live('Tarkov Outcome', 'bold', outcome),
    live('Tarkov Outcome Map', 'bold', outcome),
    live('Tarkov Map', 'bold'),
    live('Tarkov Character', 'bold', accent),
    live('Tarkov Raid Kills', 'bold'),
    live('Tarkov Raid Time', 'bold'),
    live('Tarkov Queue Time', 'bold'),
    // In the scene of the queue alone: what In Raid shows must not change while it fades into the next queue.
    live('Tarkov Queue Map', 'bold'),
    live('Tarkov Queue Character', 'bold', accent),
    live('Tarkov Last Raid', 'regular'),
    live('Tarkov Next Map', 'bold'),
    live('Tarkov Next Character', 'bold', accent),
    live('Tarkov Session Label', 'bold', accent),
    live('Tarkov Session Raids', 'bold'),
    live('Tarkov Session Kills', 'bold'),
    live('Tarkov Session Deaths', 'bold'),
    live('Tarkov Session KD', 'bold'),
    live('Tarkov Survival Rate', 'bold'),
    live('Tarkov Average Queue', 'bold'),
    live('Tarkov Streak', 'bold'),
    live('Tarkov Total Raids', 'bold'),
    live('Tarkov Total Kills', 'bold'),
    live('Tarkov KD', 'bold'),
    live('Tarkov Favorite Map', 'bold'),
    live('Tarkov PMC Scav', 'bold'),
  ];
}

/** The texts that came with the looks; empty until the service writes them. */
function newTexts(accent: string): readonly TextSource[] {
  const slots = Array.from({ length: MOST_FIGURES }, (_, index) => index);
  return [
    unwritten('Tarkov Raid Time Label', 'regular', PALETTE.label),
    unwritten('Tarkov Raid Detail', 'regular', PALETTE.label),
    unwritten('Tarkov Mode', 'bold', PALETTE.label),
    unwritten('Tarkov Queue Time Label', 'regular', PALETTE.label),
    unwritten('Tarkov Outcome Detail', 'regular', PALETTE.label),
    unwritten('Tarkov Figures Label', 'bold', accent),
    unwritten('Tarkov Figures Line', 'regular'),
    unwritten('Tarkov Last Line', 'regular'),
    unwritten('Tarkov Next Line', 'regular'),
    ...slots.flatMap((index) => [
      unwritten(figureSource(index), 'bold'),
      unwritten(figureLabelSource(index), 'regular', PALETTE.label),
    ]),
  ];
}

/** Words that never change. Capitals, because no text source of OBS has small ones. */
function earlierLabels(): readonly TextSource[] {
  return [
    label('Average Queue', 'AVERAGE QUEUE'),
    label('Deaths', 'DEATHS'),
    label('Favorite Map', 'FAVORITE MAP'),
    label('KD', 'K/D'),
    label('Kills', 'KILLS'),
    label('Last Raid', 'LAST RAID'),
    label('Next Raid', 'NEXT RAID'),
    label('PMC Scav', 'PMC : SCAV'),
    label('Raids', 'RAIDS'),
    label('Streak', 'STREAK'),
    label('Survival', 'SURVIVAL'),
    label('Time', 'TIME'),
    label('All Time', 'ALL TIME', 'bold', PALETTE.accent),
    label('In Queue', 'IN QUEUE', 'bold', PALETTE.accent),
  ];
}

const LOOK_LABELS: readonly TextSource[] = [
  label('Kills', 'KILLS', 'regular', PALETTE.label),
  label('Time', 'TIME', 'regular', PALETTE.label),
];

/** Labels that no look has. */
export const EARLIER_LABEL_NAMES: readonly string[] = earlierLabels()
  .map(({ name }) => name)
  .filter((name) => !LOOK_LABELS.some((label) => label.name === name));

/** What the versions made that had no looks. */
export function earlierSources(): readonly SourceDescription[] {
  return [...surfaces(PALETTE.accent, 94), ...earlierLabels(), ...firstTexts(PALETTE.accent, PALETTE.text)];
}

/** Everything that a look may show, and the texts that it has with their eyes closed. */
export function lookSources(look: LookChoice): readonly SourceDescription[] {
  const letters = readable(look.accent, PANEL_OVER_WHITE);
  const outcome = look.name === 'bold' ? PALETTE.ground : PALETTE.text;
  return [
    ...surfaces(look.accent, PANEL_PERCENT).map((surface) =>
      surface.name === PANEL ? { ...surface, marks: markOf(look) } : surface,
    ),
    ...GROUNDS,
    ...LOOK_LABELS,
    ...firstTexts(letters, outcome),
    ...newTexts(letters),
    sample(POP_TEXTS.kill, 'KILL 1', PALETTE.text),
    sample(POP_TEXTS.enemy, 'PMC', letters),
    ...Object.values(ICONS).map(({ source }): ImageSource => ({ family: 'image', name: source })),
  ];
}

export const PANEL = 'Tarkov Panel';
/** OBS mixes surfaces in linear light: over a bright game 96 % there is what 86 % is on a web page. */
const PANEL_PERCENT = 96;
/** What such a panel is over a white picture. */
const PANEL_OVER_WHITE = '#3B3C3C';

function surfaces(accent: string, panelPercent: number): readonly ColorSource[] {
  return [
    { family: 'color', name: PANEL, color: PALETTE.ground, opacityPercent: panelPercent },
    { family: 'color', name: 'Tarkov Rule', color: PALETTE.muted, opacityPercent: 25 },
    { family: 'color', name: 'Tarkov Bar', color: accent, opacityPercent: 100 },
    { family: 'color', name: 'Tarkov Bar Survived', color: PALETTE.survived, opacityPercent: 100 },
    { family: 'color', name: 'Tarkov Bar Death', color: PALETTE.died, opacityPercent: 100 },
  ];
}

/** What an outcome is written on where it has a plate of its colour. */
const GROUNDS: readonly ColorSource[] = [
  { family: 'color', name: 'Tarkov Ground Survived', color: PALETTE.survived, opacityPercent: 100 },
  { family: 'color', name: 'Tarkov Ground Death', color: PALETTE.diedGround, opacityPercent: 100 },
];

export const GAME_CAPTURE: GameCaptureSource = {
  family: 'game_capture',
  name: 'Tarkov Game Capture',
  window: 'EscapeFromTarkov:UnityWndClass:EscapeFromTarkov.exe',
};

function live(name: string, weight: Weight, color: string = PALETTE.text): TextSource {
  return { family: 'text', name, text: UNKNOWN, color, weight };
}

/** Empty words hide a label until its figure is there. */
function unwritten(name: string, weight: Weight, color: string = PALETTE.text): TextSource {
  return { ...live(name, weight, color), text: '' };
}

/** What stands there until the service writes it, for whoever moves it in OBS. */
function sample(name: string, text: string, color: string): TextSource {
  return { family: 'text', name, text, color, weight: 'bold' };
}

function label(
  name: string,
  text: string,
  weight: Weight = 'regular',
  color: string = PALETTE.muted,
): TextSource {
  return { family: 'text', name: `Tarkov Label ${name}`, text, color, weight };
}
