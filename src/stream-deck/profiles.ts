import { OUTCOMES } from '../keys/key-list.js';
import { DECKS, type DialName } from '../keys/layouts.js';
import { writeProfile, type ProfileAction } from '../keys/stream-deck-profile.js';
import { actionUuid, findAction, PLUGIN_UUID } from './actions/actions.js';
import { profilePath } from './profile-path.js';

/** A layout of the plugin's keys for each deck: path in the plugin's folder and bytes. */
export function profileFiles(
  plugin: { readonly name: string; readonly version: string },
  newId: () => string,
): Readonly<Record<string, Uint8Array>> {
  const made = (id: string, settings: object = {}): ProfileAction => {
    const uuid = actionUuid({ id });
    return {
      ...{ name: findAction(uuid)?.name ?? id, uuid, settings },
      plugin: { ...plugin, uuid: PLUGIN_UUID },
    };
  };
  const actionOf = (keyId: string): ProfileAction | null => {
    if (LEFT_TO_BETTER.has(keyId)) return null;
    const [id, settings] = OWN[keyId] ?? outcomeKey(keyId) ?? ['any-key', { key: keyId }];
    return made(id, settings);
  };
  return Object.fromEntries(
    DECKS.map((deck) => [
      `${profilePath(deck)}.streamDeckProfile`,
      writeProfile({
        ...{ name: 'Tarkov', deck, newId, actionOf },
        dialOf: (dial) => made(...DIALS[dial]),
      }),
    ]),
  );
}

/** Keys of the list beside which the layouts name one that shows more. */
const LEFT_TO_BETTER: ReadonlySet<string> = new Set([
  ...['queue-map', 'queue', 'matched', 'map', 'over', 'cancel'],
  ...['obs-resync', 'last-raid-delete'],
]);

type Made = readonly [action: string, settings?: object];

/** What lies in the layouts that has an action of its own. */
const OWN: Readonly<Record<string, Made>> = {
  'next-step': ['next-step'],
  readout: ['readout', { variable: 'raid.time', label: 'Raid time' }],
  'choose-map': ['map'],
  'choose-character': ['character'],
  'choose-mode': ['mode'],
  'obs-lamp': ['obs-lamp'],
  session: ['session'],
  'session-start': ['session'],
  discard: ['discard'],
  undo: ['undo'],
  redo: ['redo'],
  'kill-pmc': ['kill', { enemy_type: 'pmc' }],
  'kill-pmc-headshot': ['headshot', { enemy_type: 'pmc' }],
  'kill-scav': ['kill', { enemy_type: 'scav' }],
  'kill-boss': ['kill', { enemy_type: 'boss' }],
  'kill-raider': ['kill', { enemy_type: 'raider' }],
};

function outcomeKey(keyId: string): Made | null {
  const status = keyId.replaceAll('-', '_');
  return status in OUTCOMES ? ['outcome', { status }] : null;
}

const DIALS: Readonly<Record<DialName, Made>> = {
  map: ['map-dial'],
  kills: ['kill-dial', { enemy_type: 'pmc' }],
  readout: ['readout', { variable: 'raid.time', label: 'Raid time' }],
  mode: ['readout', { variable: 'session.kd_ratio', label: 'K/D today' }],
};
