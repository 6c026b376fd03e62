import { game, GAME_SCENE, hidden, text } from './items.js';
import type { Platform } from '../lib/obs-platforms.js';
import type { LookName } from '../show/look.js';
import type { Design } from './design.js';
import { POP_FILTERS, POP_SCENE } from './pop.js';
import { earlierScenes } from './earlier/scenes.js';
import { bold } from './looks/bold.js';
import type { Layout, Place } from './looks/layout.js';
import { popItems } from './looks/kill-pop.js';
import { ledger } from './looks/ledger.js';
import { line } from './looks/line.js';
import type { Frame, SceneDescription, SceneItem, SourceDescription } from './scene-description.js';
import { earlierSources, GAME_CAPTURE, lookSources } from './sources.js';

const LAYOUTS: Readonly<Record<LookName, Layout>> = { ledger, line, bold };

/** Our scenes in the order in which OBS lists them. The five lie over the nested `Tarkov Game`, which comes last. */
export function describeScenes(platform: Platform, { look, frame }: Design): readonly SceneDescription[] {
  const shown = look === null ? earlierScenes() : lookScenes({ look, frame });
  return [
    ...shown.map(({ name, items }) => ({ name, items: [game(), ...items] })),
    ...(look === null ? [] : [popScene({ look, frame })]),
    {
      name: GAME_SCENE,
      items: hasGame(platform) ? [{ type: 'full', source: GAME_CAPTURE.name, fit: 'contain' }] : [],
    },
  ];
}

/** Every input that those scenes show. */
export function describeSources(platform: Platform, design: Design): readonly SourceDescription[] {
  const used = new Set(
    describeScenes(platform, design).flatMap(({ items }) => items.map(({ source }) => source)),
  );
  const sources = design.look === null ? earlierSources() : lookSources(design.look);
  return [...sources, GAME_CAPTURE].filter(({ name }) => used.has(name));
}

function lookScenes(place: Place): readonly SceneDescription[] {
  const { lobby, queue, raid, outcome } = LAYOUTS[place.look.name];
  const scenes: SceneDescription[] = [
    { name: 'Tarkov Lobby', items: lobby(place) },
    { name: 'Tarkov Queue', items: queue(place) },
    { name: 'Tarkov In Raid', items: [...raid(place), POP] },
    {
      name: 'Tarkov Survived',
      items: outcome(place, {
        ...{ bar: 'Tarkov Bar Survived', ground: 'Tarkov Ground Survived' },
        icon: 'survived',
      }),
    },
    {
      name: 'Tarkov Death',
      items: outcome(place, {
        ...{ bar: 'Tarkov Bar Death', ground: 'Tarkov Ground Death' },
        icon: 'death',
      }),
    },
  ];
  const everywhere = [...scenes, popScene(place)];
  const used = new Set(everywhere.flatMap(({ items }) => items.map(({ source }) => source)));
  const unused = lookSources(place.look).filter(({ family, name }) => family === 'text' && !used.has(name));
  const [first, ...rest] = scenes as [SceneDescription, ...SceneDescription[]];
  const spares = unused.map(({ name }, index) => spare(name, index, place.frame));
  return [{ ...first, items: [...first.items, ...spares] }, ...rest];
}

/** Over all else, and never in the way of a click. */
const POP: SceneItem = { type: 'full', source: POP_SCENE, fit: 'cover', isLocked: true };

function popScene(place: Place): SceneDescription {
  return {
    name: POP_SCENE,
    items: popItems(place, LAYOUTS[place.look.name].pop(place)),
    filters: Object.values(POP_FILTERS),
  };
}

/** A text that this look does not show: there for whoever wants it, with its eye closed. */
function spare(source: string, index: number, frame: Frame): SceneItem {
  const [columns, width, sizePx] = [3, 300, 34];
  return hidden(
    text(source, {
      ...{ x: 40 + (index % columns) * (width + 20), width, sizePx, align: 'left' },
      baseline: Math.round(frame.height / 4) + Math.floor(index / columns) * 50,
    }),
  );
}

/**
 * The game runs on Windows alone. Elsewhere the picture comes from a capture card or over the network, which only the
 * streamer can choose: there `Tarkov Game` is empty, since a Windows capture would be a dead source and a screen
 * capture would ask for permission (and show the desktop) as soon as the scenes are opened.
 */
function hasGame(platform: Platform): boolean {
  return platform === 'windows';
}
