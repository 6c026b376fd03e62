import { OUTCOME_RULES } from '../../raid/game/statuses.js';
import { ENEMY_TYPES, SAID_OUTCOMES, type CharacterType, type SaidOutcome } from '../../raid/model.js';
import { capitalized, ENEMY_WORDS } from '../../raid/words.js';
import type { Route } from '../call/route.js';

/** One button of a deck. */
export interface DeckKey {
  readonly group: 'Raid' | 'Kills' | 'End' | 'Correct' | 'The last raid or kill' | 'More' | 'Show';
  readonly name: string;
  /** Completes "press it when …"; for keys that show something, what they show. */
  readonly when: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly fields: Readonly<Record<string, string | boolean>>;
}

/** What the streamer plays; it is part of some keys. */
export interface RaidChoice {
  readonly map_name: string;
  readonly character_type: CharacterType;
}

/** Every button: those that streamers press, what else of the calls can be a key, and what a key can show. */
export function listKeys(choice: RaidChoice, routes: readonly Route[]): readonly DeckKey[] {
  const keys = streamerKeys(choice);
  const known = new Set(keys.map((key) => key.path));
  const more = routes
    .filter((route) => isForKeys(route) && !known.has(route.path) && needsNothing(route))
    .map(({ path, summary }) => press('More', MORE_NAMES[path] ?? nameOf(path), lowerFirst(summary), path));
  return [...keys, ...more, ...SHOWN];
}

function streamerKeys({ map_name, character_type }: RaidChoice): readonly DeckKey[] {
  const choice = { map_name, character_type };
  const map = `${map_name} as ${character_type === 'pmc' ? 'PMC' : 'Scav'}`;
  return [
    press('Raid', `Queue ${map_name}`, `you enter the queue for ${map}`, '/raid/start', choice),
    press('Raid', 'Queue', 'you enter the queue for the map you picked, or the last one', '/raid/start'),
    press('Raid', 'Matched', 'the match is found', '/raid/matched'),
    kill('PMC kill', "you killed a player's PMC", { enemy_type: 'pmc' }),
    kill('PMC headshot', 'you killed a PMC with a headshot', { enemy_type: 'pmc', headshot: true }),
    kill('Scav kill', 'you killed a Scav', { enemy_type: 'scav' }),
    kill('Boss kill', 'you killed a boss', { enemy_type: 'boss' }),
    kill('Raider kill', 'you killed a Raider, a Rogue or a guard', { enemy_type: 'raider' }),
    press('End', 'Raid over', 'the raid is over, and you say later how it ended', '/raid/over'),
    ...SAID_OUTCOMES.map((status) => {
      const name = capitalized(OUTCOME_RULES[status].short);
      return press('End', name, ENDS_WHEN[status], '/raid/end', { status });
    }),
    press('Correct', 'Undo', 'you pressed the wrong key', '/undo'),
    press('Correct', 'Redo', 'you undid too much', '/redo'),
    press('Correct', 'Cancel', 'you leave the queue', '/raid/cancel'),
    press(
      'Correct',
      `Map ${map_name}`,
      `the map is wrong, or you choose ${map} for the next raid`,
      '/raid/update',
      choice,
    ),
    ...SAID_OUTCOMES.map((status) =>
      last(
        `Last raid: ${OUTCOME_RULES[status].short}`,
        `${ENDS_WHEN[status]}, and pressed another key`,
        'raids',
        { status },
      ),
    ),
    last('Delete last raid', 'the last raid must not count', 'raids'),
    ...ENEMY_TYPES.map((enemy_type) =>
      last(`Last kill: ${ENEMY_WORDS[enemy_type]}`, 'the last kill was stored as another enemy', 'kills', {
        enemy_type,
      }),
    ),
    last('Last kill: headshot', 'the last kill was a headshot', 'kills', { headshot: true }),
    last('Delete last kill', 'the last kill must not count', 'kills'),
  ];
}

const ENDS_WHEN: Readonly<Record<SaidOutcome, string>> = {
  survived: 'you extracted',
  died: 'you were killed',
  mia: 'the time ran out',
  run_through: 'you extracted too early, as a run-through',
  transit: 'you took a transit to another map',
  left: 'you left the raid from the menu',
};

const SHOWN: readonly DeckKey[] = [
  show('Raid on the key', 'status, map, kills and time of the raid', '/raid'),
  show('Today on the key', 'raids, kills, K/D and survival rate of the session', '/stats/session'),
  show('OBS on the key', 'how the link to OBS stands', '/obs'),
];

function press(
  group: DeckKey['group'],
  name: string,
  when: string,
  path: string,
  fields: DeckKey['fields'] = {},
): DeckKey {
  return { group, name, when, method: 'POST', path, fields };
}

/** Corrects the last one by these fields, without any deletes it. By its GET alias, because decks know no PATCH. */
function last(name: string, when: string, things: 'raids' | 'kills', fields?: DeckKey['fields']): DeckKey {
  const path = `/deck/${things}/last/${fields === undefined ? 'delete' : 'update'}`;
  return { group: 'The last raid or kill', name, when, method: 'GET', path, fields: fields ?? {} };
}

function kill(name: string, when: string, fields: DeckKey['fields']): DeckKey {
  return press('Kills', name, when, '/raid/kill', fields);
}

function show(name: string, when: string, path: string): DeckKey {
  return { group: 'Show', name, when, method: 'GET', path, fields: {} };
}

/** A key knows no ids, so of what is stored it corrects the last one alone; the settings of this PC are for pages. */
function isForKeys({ kind, method, path, hasAlias, isLocalOnly, aliasOf }: Route): boolean {
  const isCall = kind === 'press' && method === 'POST' && aliasOf === undefined;
  return isCall && !path.includes(':') && hasAlias !== false && isLocalOnly !== true;
}

/** A call that needs fields cannot be a generated key. */
function needsNothing(route: Route): boolean {
  return route.fields.safeParse({}).success;
}

/** What stands on the keys whose address would not tell a streamer what they do. */
const MORE_NAMES: Readonly<Record<string, string>> = {
  '/raids/move-back': 'Move raids back',
  '/obs/resync': 'OBS: send all again',
  '/obs/scene': 'OBS: switch scene',
  '/obs/setup': 'OBS: make scenes',
  '/obs/fit': 'OBS: fit scenes',
  '/obs/replay/start': 'OBS: start replay buffer',
  '/rehearsal/start': 'Test drive',
  '/rehearsal/end': 'End test drive',
};

/** `/session/start` → `Session start`. */
function nameOf(path: string): string {
  const words = path.slice(1).replaceAll(/[/-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}
