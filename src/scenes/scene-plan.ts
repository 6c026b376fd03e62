import { inputSettings, fontSizePx, type InputSettings } from './input-settings.js';
import { itemTransform, type ItemTransform } from './item-transform.js';
import type { Platform } from '../lib/obs-platforms.js';
import type { SceneItem, SourceFamily } from './scene-description.js';
import { describeScenes, describeSources } from './scenes.js';

/** Everything that has to be there in OBS for our scenes, in OBS's terms, for a 1920×1080 canvas. */
export interface ScenePlan {
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
  /** Whether changing to this scene has a transition of its own; not so for a scene that is only nested. */
  readonly shown: boolean;
}

export interface PlannedItem {
  /** The input or scene that the item shows. */
  readonly source: string;
  readonly transform: ItemTransform;
  readonly visible: boolean;
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
export function scenePlan(platform: Platform): ScenePlan {
  const scenes = describeScenes(platform);
  const nested = new Set(scenes.flatMap(({ items }) => items.map((item) => item.source)));
  const plan = (item: SceneItem): PlannedItem => ({
    source: item.source,
    transform: itemTransform(item, platform, fontSizePx(item.source, scenes)),
    visible: !(item.type === 'text' && item.hidden === true),
  });
  return {
    inputs: describeSources(platform).map((source) => ({
      name: source.name,
      family: source.family,
      settings: inputSettings(source, platform, scenes),
    })),
    scenes: scenes.map(({ name, items }) => ({ name, items: items.map(plan), shown: !nested.has(name) })),
    transition: TRANSITION,
  };
}
