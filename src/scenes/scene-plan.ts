import { inputSettings, fontSizePx, type InputSettings } from './input-settings.js';
import { itemTransform, type ItemTransform } from './item-transform.js';
import type { Platform } from '../lib/obs-platforms.js';
import { GAME_SCENE } from './items.js';
import type { Frame, SceneFilter, SceneItem, SourceFamily } from './scene-description.js';
import { DEFAULT_DESIGN, type Design } from './design.js';
import { describeScenes, describeSources } from './scenes.js';

/** Everything that has to be there in OBS for our scenes, in OBS's terms. */
export interface ScenePlan {
  /** What the places of the items are meant for. */
  readonly frame: Frame;
  readonly inputs: readonly PlannedInput[];
  /** In the order in which OBS lists them; create all before their items, as one is nested in the others. */
  readonly scenes: readonly PlannedScene[];
  readonly transition: PlannedTransition;
}

export interface PlannedInput {
  readonly name: string;
  readonly family: SourceFamily;
  readonly settings: InputSettings;
}

export interface PlannedScene {
  readonly name: string;
  /** The lowest first. */
  readonly items: readonly PlannedItem[];
  /** Switched off. */
  readonly filters: readonly SceneFilter[];
  /** Whether changing to this scene has a transition of its own; not so for a scene that is only nested. */
  readonly shown: boolean;
  /** The streamer's own ground: what is in there is not ours to arrange. */
  readonly isGround: boolean;
}

export interface PlannedItem {
  /** The input or scene that the item shows. */
  readonly source: string;
  readonly transform: ItemTransform;
  readonly visible: boolean;
  readonly isLocked: boolean;
}

export interface PlannedTransition {
  /** The kind is the same in every language of OBS, the name is not. */
  readonly kind: string;
  readonly englishName: string;
  readonly durationMs: number;
}

/** The game shows through all our scenes, so that fading moves the panels alone. */
const TRANSITION: PlannedTransition = { kind: 'fade_transition', englishName: 'Fade', durationMs: 300 };

/** The plan of our scenes for the platform that OBS runs on. */
export function scenePlan(platform: Platform, design: Design = DEFAULT_DESIGN): ScenePlan {
  const { frame } = design;
  const scenes = describeScenes(platform, design);
  const nested = new Set(scenes.flatMap(({ items }) => items.map((item) => item.source)));
  const plan = (item: SceneItem): PlannedItem => ({
    source: item.source,
    transform: itemTransform(item, platform, fontSizePx(item.source, scenes), frame),
    visible: item.type === 'full' || item.hidden !== true,
    isLocked: item.type === 'full' && item.isLocked === true,
  });
  return {
    frame,
    inputs: describeSources(platform, design).map((source) => ({
      name: source.name,
      family: source.family,
      settings: inputSettings(source, platform, scenes),
    })),
    scenes: scenes.map(({ name, items, filters = [] }) => ({
      ...{ name, filters, items: items.map(plan) },
      shown: !nested.has(name),
      isGround: name === GAME_SCENE,
    })),
    transition: TRANSITION,
  };
}
