import { startCall } from '../../client/next-step.js';
import { chosen, isChoosingForOpen, upcoming } from '../../client/upcoming.js';
import type { CharacterType, GameMode } from '../../client/wire.js';
import { CHARACTER_WORDS, choicesOf, MODE_WORDS } from '../../client/words.js';
import type { Settings } from '../app/messages.js';
import type { DeckState } from '../deck/deck-state.js';
import type { LiveFace } from '../face/live-face.js';
import { around, valueOf, type Action, type Effect, type Field } from './action.js';

const MAP_FIELDS: readonly Field[] = [
  { name: 'map_name', label: 'Map', options: 'maps', none: 'The next one of the list' },
  {
    name: 'press',
    label: 'A press',
    options: [
      ['choose', 'chooses the map'],
      ['queue', 'enters the queue for it'],
    ],
    initial: 'choose',
  },
];

export const mapAction: Action = {
  id: 'map',
  name: 'Map',
  tooltip: 'Chooses a map for the next raid, corrects that of an open one, or enters the queue for it.',
  glyph: 'map',
  controllers: ['Keypad'],
  fields: MAP_FIELDS,
  face(state, settings) {
    const map = mapOf(settings);
    if (map === '') {
      const title = chosen(state)?.map_name ?? 'Choose map';
      return { glyph: 'map', accent: 'active', badge: 'swap', caption: whichRaid(state), title };
    }
    const isQueueing = doesQueue(settings);
    const isChosen = chosen(state)?.map_name === map;
    return {
      glyph: isQueueing ? 'clock' : 'map',
      accent: isChosen ? 'active' : 'plain',
      title: map,
      ...(isQueueing ? { caption: 'Queue' } : isChosen ? { caption: whichRaid(state) } : {}),
      ...(isChosen ? { state: 'chosen' as const } : {}),
    };
  },
  press(state, settings) {
    const map_name = mapOf(settings);
    if (map_name === '') return nextMap(state, 1);
    return doesQueue(settings) ? queue(state, map_name) : { kind: 'choose', choice: { map_name } };
  },
};

function mapOf(settings: Settings): string {
  return valueOf({ fields: MAP_FIELDS }, settings, 'map_name');
}

function doesQueue(settings: Settings): boolean {
  return valueOf({ fields: MAP_FIELDS }, settings, 'press') === 'queue';
}

function queue(state: DeckState, map_name: string | null): Effect {
  const next = upcoming(state);
  const call = startCall(next === null || map_name === null ? next : { ...next, map_name });
  return typeof call === 'string'
    ? { kind: 'refuse', sentence: call }
    : { kind: 'call', key: 'start', ...call };
}

export const mapDialAction: Action = {
  id: 'map-dial',
  name: 'Map',
  tooltip: 'Turn to choose the map, push to enter the queue.',
  glyph: 'map',
  controllers: ['Encoder'],
  triggers: { Rotate: 'Choose the map', Push: 'Queue' },
  fields: [],
  face: (state) => ({
    glyph: 'map',
    accent: 'active',
    caption: whichRaid(state),
    title: chosen(state)?.map_name ?? 'Choose map',
  }),
  press: (state) => queue(state, null),
  rotate(state, _settings, ticks) {
    const effect = nextMap(state, ticks);
    return effect.kind === 'choose' ? { ...effect, isTurning: true } : effect;
  },
};

/** The map so many places further in the list, round and round. */
function nextMap(state: DeckState, places: number): Effect {
  const current = chosen(state)?.map_name ?? null;
  const names = state.maps.map(({ name }) => name);
  if (names.length === 0) return { kind: 'refuse', sentence: 'The maps are not read yet.' };
  // A map that no list has stands before the first one.
  const at = current === null ? -1 : names.indexOf(current);
  const to = at === -1 && places < 0 ? places : at + places;
  const map_name = around(names, to) ?? null;
  return { kind: 'choose', choice: { map_name } };
}

function whichRaid(state: DeckState): string {
  return isChoosingForOpen(state) ? 'This raid' : 'Next raid';
}

const SWITCH = ['', 'Switch'] as const;
const CHARACTER: Field = {
  name: 'character_type',
  label: 'A press chooses',
  options: [[SWITCH[0], 'the other one'], ...choicesOf(CHARACTER_WORDS)],
};

export const characterAction: Action = {
  id: 'character',
  name: 'Character',
  tooltip: 'PMC or Scav: switches between both, or chooses one.',
  glyph: 'person',
  controllers: ['Keypad'],
  fields: [CHARACTER],
  face(state, settings) {
    const fixed = valueOf({ fields: [CHARACTER] }, settings, 'character_type') as CharacterType | '';
    const now = chosen(state)?.character_type ?? null;
    const shown = fixed === '' ? now : fixed;
    return {
      glyph: 'person',
      accent: shown === 'scav' ? 'scav' : 'active',
      ...choiceLook(state, fixed, now, shown === null ? 'PMC or Scav' : CHARACTER_WORDS[shown]),
    };
  },
  press(state, settings) {
    const fixed = valueOf({ fields: [CHARACTER] }, settings, 'character_type') as CharacterType | '';
    const other = chosen(state)?.character_type === 'pmc' ? 'scav' : 'pmc';
    return { kind: 'choose', choice: { character_type: fixed === '' ? other : fixed } };
  },
};

const MODE: Field = {
  name: 'game_mode',
  label: 'A press chooses',
  options: [[SWITCH[0], 'the next one'], ...choicesOf(MODE_WORDS)],
};
const MODES = Object.keys(MODE_WORDS) as readonly GameMode[];

export const modeAction: Action = {
  id: 'mode',
  name: 'Mode',
  tooltip: 'PvP, PvE or Season: goes through them, or chooses one.',
  glyph: 'layers',
  controllers: ['Keypad'],
  fields: [MODE],
  face(state, settings) {
    const fixed = valueOf({ fields: [MODE] }, settings, 'game_mode') as GameMode | '';
    const now = chosen(state)?.game_mode ?? null;
    const shown = fixed === '' ? now : fixed;
    return {
      glyph: 'layers',
      accent: 'active',
      ...choiceLook(state, fixed, now, shown === null ? 'Mode' : MODE_WORDS[shown]),
    };
  },
  press(state, settings) {
    const fixed = valueOf({ fields: [MODE] }, settings, 'game_mode') as GameMode | '';
    const next = around(MODES, MODES.indexOf(chosen(state)?.game_mode ?? 'season') + 1) ?? 'pvp';
    return { kind: 'choose', choice: { game_mode: fixed === '' ? next : fixed } };
  },
};

/** A key for one value is framed while that is chosen; one that switches shows what is chosen now. */
function choiceLook(
  state: DeckState,
  fixed: string,
  now: string | null,
  title: string,
): Pick<LiveFace, 'title' | 'caption' | 'badge' | 'state'> {
  if (fixed === '') return { title, badge: 'swap', caption: whichRaid(state) };
  return fixed === now ? { title, state: 'chosen', caption: whichRaid(state) } : { title };
}
