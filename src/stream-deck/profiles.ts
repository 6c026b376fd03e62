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
    const key = keyFor(keyId);
    return key === null ? null : made(...key);
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

/** What lies where a layout names that key; null: something else that it names beside. */
export function keyFor(keyId: string): Made | null {
  if (LEFT_TO_BETTER.has(keyId)) return null;
  return OWN[keyId] ?? outcomeKey(keyId) ?? ['any-key', { key: keyId }];
}

/** Keys of the list beside which the layouts name one that shows more. */
const LEFT_TO_BETTER: ReadonlySet<string> = new Set([
  ...['queue-map', 'queue', 'matched', 'map', 'over', 'cancel'],
  ...['obs-resync', 'last-raid-delete'],
]);

export type Made = readonly [action: string, settings?: object];

const RAID_TIME: Made = ['readout', { variable: 'raid.time', label: 'Raid time' }];

/** What lies in the layouts that has an action of its own. */
const OWN: Readonly<Record<string, Made>> = {
  'next-step': ['next-step'],
  readout: RAID_TIME,
  'choose-map': ['map'],
  'choose-character': ['character'],
  'choose-mode': ['mode'],
  'obs-lamp': ['obs-lamp'],
  session: ['session'],
  // One key starts and ends the session, so that there is room for what the plan has no place for.
  'session-start': ['any-key', { key: 'over' }],
  'session-end': ['any-key', { key: 'backup' }],
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

/** What a dial of the layouts is. */
export const DIALS: Readonly<Record<DialName, Made>> = {
  map: ['map-dial'],
  kills: ['kill-dial', { enemy_type: 'pmc' }],
  readout: RAID_TIME,
  mode: ['readout', { variable: 'session.kd_ratio', label: 'K/D today' }],
};
