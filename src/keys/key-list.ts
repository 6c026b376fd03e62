import { OUTCOME_RULES } from '../raid/game/statuses.js';
import {
  ENEMY_TYPES,
  SAID_OUTCOMES,
  type CharacterType,
  type EnemyType,
  type SaidOutcome,
} from '../raid/model.js';
import { capitalized, ENEMY_WORDS } from '../raid/words.js';
import type { Accent, Face } from './face.js';
import type { GlyphName } from './glyphs.js';

/** One button of a deck. */
export interface DeckKey {
  /** Names its picture and its place in a layout: `kill-pmc`. The same whatever is chosen. */
  readonly id: string;
  readonly group: 'Raid' | 'Kills' | 'End' | 'Correct' | 'The last raid or kill' | 'More' | 'Show';
  readonly name: string;
  /** Completes "press it when …"; for keys that show something, what they show. */
  readonly when: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly fields: Readonly<Record<string, string | boolean>>;
  readonly face: Face;
  /** The title is what was chosen, so that no picture made before can hold it. */
  readonly isTitledByChoice?: true;
}

/** What the streamer plays; it is part of some keys. */
export interface RaidChoice {
  readonly map_name: string;
  readonly character_type: CharacterType;
}

/** A call that can be a key, because it needs no fields. */
export interface KeyCall {
  readonly path: string;
  readonly summary: string;
}

/** Every button: those that streamers press, what else of the calls can be a key, and what a key can show. */
export function listKeys(choice: RaidChoice, calls: readonly KeyCall[]): readonly DeckKey[] {
  const keys = streamerKeys(choice);
  const known = new Set(keys.map((key) => key.path));
  return [...keys, ...calls.filter(({ path }) => !known.has(path)).map(moreKey), ...SHOWN];
}

/** Every key that has a picture of its own, whatever is chosen. */
export function listPictured(): readonly DeckKey[] {
  const calls = Object.keys(MORE).map((path) => ({ path, summary: '' }));
  return listKeys({ map_name: 'Customs', character_type: 'pmc' }, calls);
}

function streamerKeys({ map_name, character_type }: RaidChoice): readonly DeckKey[] {
  const choice = { map_name, character_type };
  const map = `${map_name} as ${character_type === 'pmc' ? 'PMC' : 'Scav'}`;
  return [
    {
      ...press(
        ...([
          'Raid',
          'queue-map',
          `Queue ${map_name}`,
          `you enter the queue for ${map}`,
          '/raid/start',
        ] as const),
        { glyph: 'clock', badge: 'map', accent: 'active', title: map_name },
        choice,
      ),
      isTitledByChoice: true,
    },
    press(
      'Raid',
      'queue',
      'Queue',
      'you enter the queue for the map you picked, or the last one',
      '/raid/start',
      { glyph: 'clock', accent: 'active' },
    ),
    press('Raid', 'matched', 'Matched', 'the match is found', '/raid/matched', {
      glyph: 'play',
      accent: 'active',
    }),
    kill('pmc', 'PMC kill', "you killed a player's PMC"),
    press(
      'Kills',
      'kill-pmc-headshot',
      'PMC headshot',
      'you killed a PMC with a headshot',
      '/raid/kill',
      { glyph: 'target', badge: 'plus' },
      { enemy_type: 'pmc', headshot: true },
    ),
    kill('scav', 'Scav kill', 'you killed a Scav'),
    kill('boss', 'Boss kill', 'you killed a boss'),
    kill('raider', 'Raider kill', 'you killed a Raider, a Rogue or a guard'),
    press('End', 'over', 'Raid over', 'the raid is over, and you say later how it ended', '/raid/over', {
      glyph: 'stop',
    }),
    ...SAID_OUTCOMES.map((status) => {
      const { when, ...face } = OUTCOMES[status];
      const name = capitalized(OUTCOME_RULES[status].short);
      return press('End', idOf(status), name, when, '/raid/end', face, { status });
    }),
    press('Correct', 'undo', 'Undo', 'you pressed the wrong key', '/undo', { glyph: 'undo' }),
    press('Correct', 'redo', 'Redo', 'you undid too much', '/redo', { glyph: 'redo' }),
    press('Correct', 'cancel', 'Cancel', 'you leave the queue', '/raid/cancel', { glyph: 'cross' }),
    {
      ...press(
        ...([
          'Correct',
          'map',
          `Map ${map_name}`,
          `the map is wrong, or you choose ${map} for the next raid`,
        ] as const),
        '/raid/update',
        { glyph: 'map', title: map_name },
        choice,
      ),
      isTitledByChoice: true,
    },
    ...SAID_OUTCOMES.map((status) => {
      const { when, ...face } = OUTCOMES[status];
      const name = `Last raid: ${OUTCOME_RULES[status].short}`;
      return last('raids', idOf(status), name, `${when}, and pressed another key`, face, { status });
    }),
    last('raids', 'delete', 'Delete last raid', 'the last raid must not count', { glyph: 'flag' }),
    ...ENEMY_TYPES.map((enemy_type) =>
      last(
        ...(['kills', enemy_type, `Last kill: ${ENEMY_WORDS[enemy_type]}`] as const),
        'the last kill was stored as another enemy',
        ENEMIES[enemy_type],
        { enemy_type },
      ),
    ),
    last(
      ...(['kills', 'headshot', 'Last kill: headshot', 'the last kill was a headshot'] as const),
      { glyph: 'target' },
      { headshot: true },
    ),
    last('kills', 'delete', 'Delete last kill', 'the last kill must not count', { glyph: 'skull' }),
  ];
}

/** What is drawn; the title is the key's name where none is given. */
type Look = Omit<Face, 'title'> & { readonly title?: string };

/** How an outcome looks, and when its key is pressed. */
export const OUTCOMES: Readonly<
  Record<SaidOutcome, { readonly when: string; readonly glyph: GlyphName; readonly accent: Accent }>
> = {
  survived: { when: 'you extracted', glyph: 'door', accent: 'survived' },
  died: { when: 'you were killed', glyph: 'skull', accent: 'died' },
  mia: { when: 'the time ran out', glyph: 'question', accent: 'died' },
  run_through: { when: 'you extracted too early, as a run-through', glyph: 'runner', accent: 'plain' },
  transit: { when: 'you took a transit to another map', glyph: 'transit', accent: 'plain' },
  left: { when: 'you left the raid from the menu', glyph: 'leave', accent: 'died' },
};

/** How an enemy looks. */
export const ENEMIES: Readonly<Record<EnemyType, { readonly glyph: GlyphName; readonly accent: Accent }>> = {
  pmc: { glyph: 'soldier', accent: 'plain' },
  scav: { glyph: 'mask', accent: 'plain' },
  boss: { glyph: 'crown', accent: 'plain' },
  raider: { glyph: 'goggles', accent: 'plain' },
};

const SHOWN: readonly DeckKey[] = [
  show('show-raid', 'Raid on the key', 'status, map, kills and time of the raid', '/raid', 'card'),
  show(
    'show-today',
    'Today on the key',
    'raids, kills, K/D and survival rate of the session',
    '/stats/session',
    'chart',
  ),
  show('show-obs', 'OBS on the key', 'how the link to OBS stands', '/obs', 'lamp'),
];

function press(
  group: DeckKey['group'],
  id: string,
  name: string,
  when: string,
  path: string,
  look: Look,
  fields: DeckKey['fields'] = {},
): DeckKey {
  return { id, group, name, when, method: 'POST', path, fields, face: { title: name, ...look } };
}

/** Corrects the last one by these fields, without any deletes it. By its GET alias, because decks know no PATCH. */
function last(
  things: 'raids' | 'kills',
  what: string,
  name: string,
  when: string,
  look: Look,
  fields?: DeckKey['fields'],
): DeckKey {
  const path = `/deck/${things}/last/${fields === undefined ? 'delete' : 'update'}`;
  return {
    ...{
      id: `last-${things === 'raids' ? 'raid' : 'kill'}-${what}`,
      group: 'The last raid or kill',
      name,
      when,
    },
    ...{ method: 'GET', path, fields: fields ?? {} },
    face: {
      ...{ title: name.replace(': ', ':\n'), ...look, accent: 'quiet' },
      badge: fields === undefined ? 'trash' : 'pencil',
    },
  };
}

function kill(enemy_type: EnemyType, name: string, when: string): DeckKey {
  const face: Look = { ...ENEMIES[enemy_type], badge: 'plus' };
  return press('Kills', `kill-${enemy_type}`, name, when, '/raid/kill', face, { enemy_type });
}

function show(id: string, name: string, when: string, path: string, glyph: GlyphName): DeckKey {
  return {
    id,
    group: 'Show',
    name,
    when,
    method: 'GET',
    path,
    fields: {},
    face: { glyph, title: name, accent: 'quiet' },
  };
}

/** `run_through` → `run-through`. */
function idOf(word: string): string {
  return word.replaceAll('_', '-');
}

/** What else of the calls is a key: its look, and its name where its address would not tell a streamer. */
const MORE: Readonly<Record<string, Look & { readonly name?: string }>> = {
  '/raids/move-back': { name: 'Move raids back', glyph: 'clock', badge: 'undo' },
  '/session/start': { glyph: 'flag', badge: 'plus' },
  '/session/end': { glyph: 'flag', badge: 'cross' },
  '/backup': { glyph: 'copies' },
  '/obs/resync': { name: 'OBS: send all again', title: 'OBS: send\nagain', glyph: 'resend' },
  '/obs/scene': { name: 'OBS: switch scene', title: 'OBS:\nright scene', glyph: 'screen' },
  '/obs/setup': { name: 'OBS: make scenes', title: 'OBS: make\nscenes', glyph: 'layers' },
  '/obs/fit': { name: 'OBS: fit scenes', title: 'OBS: fit\nscenes', glyph: 'fit' },
  '/obs/replay/start': { name: 'OBS: start replay buffer', title: 'OBS: start\nreplay', glyph: 'replay' },
  '/rehearsal/start': { name: 'Test drive', glyph: 'clapper' },
  '/rehearsal/end': { name: 'End test drive', title: 'End test\ndrive', glyph: 'clapper', badge: 'cross' },
};

function moreKey({ path, summary }: KeyCall): DeckKey {
  const { name = nameOf(path), ...look } = MORE[path] ?? { glyph: 'star' };
  const id = path.slice(1).replaceAll('/', '-');
  return press('More', id, name, lowerFirst(summary), path, { ...look, accent: 'quiet' });
}

/** `/session/start` → `Session start`. */
function nameOf(path: string): string {
  return capitalized(path.slice(1).replaceAll(/[/-]/g, ' '));
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}
