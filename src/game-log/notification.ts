import { findWord, type Vocabulary } from '../raid/game/vocabulary.js';
import type { CharacterType } from '../raid/model.js';
import type { Meaning } from './event.js';
import { mapOfLocation } from './map-of.js';

type Fields = Readonly<Record<string, unknown>>;

/** What each notification that concerns a raid says; all others hold inventories, chats and names, and are not read. */
const MEANINGS: Readonly<Record<string, (fields: Fields) => Meaning | null>> = {
  userconfirmed: (fields) => {
    const raidId = raidIdOf(fields['shortId']);
    if (raidId === null) return null;
    return {
      ...{ type: 'matched', raidId },
      mapName: mapOf(fields['location']),
      profileId: idOf(fields['profileid'] ?? fields['profileId']),
    };
  },
  usermatchover: (fields) => {
    const raidId = raidIdOf(fields['shortId']);
    return raidId === null ? null : { type: 'over', raidId, isTransfer: fields['status'] === 'Transfer' };
  },
  groupmatchraidsettings: (fields) => {
    const settings = isFields(fields['raidSettings']) ? fields['raidSettings'] : fields;
    const mapName = mapOf(settings['location']);
    const side = settings['side'];
    const character = typeof side === 'string' ? findWord(SIDES, side) : null;
    if (mapName === null && character === null) return null;
    return { type: 'group', mapName, character, eventId: idOf(fields['eventId']) };
  },
};

/** The game's words for who is played. */
const SIDES: Vocabulary<CharacterType> = {
  pmc: { words: 'PMC', aliases: ['usec', 'bear'] },
  scav: { words: 'Scav', aliases: ['savage'] },
};

export function isRaidNotification(name: string): boolean {
  return Object.hasOwn(MEANINGS, name.toLowerCase());
}

/** What a notification says; null for one that says nothing of a raid, or cannot be read. */
export function readNotification(name: string, json: string): Meaning | null {
  const read = isRaidNotification(name) ? MEANINGS[name.toLowerCase()] : undefined;
  const fields = fieldsOf(json);
  return read === undefined || fields === null ? null : read(fields);
}

/** The object, or the only one of a list. */
function fieldsOf(json: string): Fields | null {
  try {
    const value: unknown = JSON.parse(json);
    const only: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    return isFields(only) ? only : null;
  } catch {
    return null;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapOf(location: unknown): string | null {
  return typeof location === 'string' ? mapOfLocation(location) : null;
}

/** The short name of a raid on its server, `5H5YBT`. */
export function raidIdOf(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9A-Za-z]{4,16}$/.test(value) ? value.toUpperCase() : null;
}

/** An id of a profile or an event; in one case, because it is only compared. */
export function idOf(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9A-Za-z-]{1,64}$/.test(value) ? value.toLowerCase() : null;
}
