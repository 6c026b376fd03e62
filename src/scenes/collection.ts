import { DEFAULT_LOOK } from '../show/look.js';
import { DEFAULT_DESIGN, type Design } from './design.js';
import { BOUNDS_TYPES, TOP_LEFT } from './item-transform.js';
import { PLATFORM_FACTS } from './platform.js';
import type { Platform } from '../lib/obs-platforms.js';
import type { SceneFilter, SourceFamily } from './scene-description.js';
import {
  scenePlan,
  type PlannedInput,
  type PlannedItem,
  type PlannedScene,
  type PlannedTransition,
} from './scene-plan.js';

export const COLLECTION_NAME = 'Tarkov Stream';

/** What OBS calls the collection of that look. */
export function collectionName({ look }: Design): string {
  const isDefault = look === null || look.name === DEFAULT_LOOK.name;
  return isDefault ? COLLECTION_NAME : `${COLLECTION_NAME} ${look.name}`;
}

/**
 * The platform's scene collection as text, for OBS's menu *Scene Collection → Import*. It has no `version` and absolute
 * coordinates with their `resolution`: OBS from 31 on fits those to any canvas, older ones read them as 1080p.
 */
export function collectionJson(platform: Platform, design: Design = DEFAULT_DESIGN): string {
  const { frame, inputs, scenes, transition } = scenePlan(platform, design);
  const first = scenes[0]?.name;
  const collection = {
    name: collectionName(design),
    resolution: { x: frame.width, y: frame.height },
    current_scene: first,
    current_program_scene: first,
    current_transition: transition.englishName,
    transition_duration: transition.durationMs,
    scene_order: scenes.map(({ name }) => ({ name })),
    ...audioDevices(platform),
    sources: [
      ...inputs.map((input) => inputSource(input, platform)),
      ...scenes.map((scene) => sceneSource(scene, transition)),
    ],
    groups: [],
    transitions: [],
    quick_transitions: quickTransitions(transition),
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

/** Without these two a collection leaves the streamer without desktop sound and microphone. */
function audioDevices(platform: Platform): object {
  const { desktopAudioKind, microphoneKind } = PLATFORM_FACTS[platform];
  const device = (name: string, id: string) => ({
    name,
    id,
    versioned_id: id,
    settings: { device_id: 'default' },
    mixers: 255,
    volume: 1,
  });
  return {
    DesktopAudioDevice1: device('Desktop Audio', desktopAudioKind),
    AuxAudioDevice1: device('Mic/Aux', microphoneKind),
  };
}

function inputSource({ name, family, settings }: PlannedInput, platform: Platform): object {
  return { name, ...sourceKind(family, platform), settings, mixers: family === 'game_capture' ? 255 : 0 };
}

/** Capture kinds have one version only, and OBS finds it by the id. */
function sourceKind(family: SourceFamily, platform: Platform): object {
  switch (family) {
    case 'text': {
      const { id, versionedId } = PLATFORM_FACTS[platform].textKind;
      return { id, versioned_id: versionedId };
    }
    case 'color':
      return { id: 'color_source', versioned_id: 'color_source_v3' };
    case 'game_capture':
      return { id: 'game_capture' };
    case 'image':
      return { id: 'image_source' };
  }
}

function sceneSource({ name, items, filters, shown }: PlannedScene, transition: PlannedTransition): object {
  return {
    name,
    id: 'scene',
    versioned_id: 'scene',
    settings: {
      custom_size: false,
      id_counter: items.length,
      items: items.map((item, index) => sceneItem(item, index + 1)),
    },
    // A name that this OBS does not have, as in other languages, leaves the streamer's own transition.
    private_settings: shown
      ? { transition: transition.englishName, transition_duration: transition.durationMs }
      : {},
    ...(filters.length > 0 && { filters: filters.map(sceneFilter) }),
  };
}

function sceneFilter({ name, kind, settings }: SceneFilter): object {
  // Its id has no version, its kind has.
  const id = kind.replace(/_v\d+$/, '');
  return { name, id, versioned_id: kind, settings, enabled: false };
}

/** A missing `visible` would mean hidden. */
function sceneItem({ source, transform, visible, isLocked }: PlannedItem, id: number): object {
  return {
    name: source,
    id,
    visible,
    locked: isLocked,
    rot: 0,
    align: TOP_LEFT,
    pos: { x: transform.positionX, y: transform.positionY },
    scale: { x: transform.scale, y: transform.scale },
    bounds_type: BOUNDS_TYPES[transform.boundsType],
    bounds_align: transform.boundsAlignment,
    bounds: { x: transform.boundsWidth, y: transform.boundsHeight },
  };
}

/** The buttons between the two views of studio mode, as OBS itself makes them in a new collection. */
function quickTransitions({ englishName, durationMs }: PlannedTransition): object[] {
  return [
    { name: 'Cut', duration: durationMs, hotkeys: [], id: 1, fade_to_black: false },
    { name: englishName, duration: durationMs, hotkeys: [], id: 2, fade_to_black: false },
    { name: englishName, duration: durationMs, hotkeys: [], id: 3, fade_to_black: true },
  ];
}
