import { MODES } from '../raid/game/game-modes.js';
import { findWord } from '../raid/game/vocabulary.js';
import type { Meaning } from './event.js';
import type { Line } from './line.js';
import { mapOfBundle, mapOfLocation } from './map-of.js';
import { idOf, isRaidNotification, raidIdOf, readNotification } from './notification.js';

/** What an entry says: at once, after the JSON that follows (of that notification), or nothing of a raid. */
export type Reading =
  | { readonly type: 'said'; readonly meaning: Meaning }
  | { readonly type: 'json_follows'; readonly name: string }
  | null;

/** What a line says. Only what stands in these tables is looked at; a line that is not known is no error. */
export function readMeaning(line: Line): Reading {
  switch (line.channel) {
    case 'application':
      return said(ofApplication(line.message));
    case 'push-notifications':
    case 'notifications':
      return ofNotifications(line.message);
    case 'backend':
      return said(ofBackend(line.message));
    case 'network-connection':
      return said(ofConnection(line));
    default:
      return null;
  }
}

function said(meaning: Meaning | null): Reading {
  return meaning === null ? null : { type: 'said', meaning };
}

/** Each with what its groups say. `MatchingCompleted` is none of them: it is written when a queue is cancelled, too. */
const APPLICATION: readonly (readonly [RegExp, (...groups: string[]) => Meaning | null])[] = [
  [/^Session mode:\s*(\S+)\s*$/, (mode = '') => ({ type: 'mode', mode: findWord(MODES, mode) })],
  [
    /^(?:PrepareSelectedProfileLocally|CompleteSelectedProfile|Select(?:ed)?Profile)(?![A-Za-z])(?:.*?\bProfileId:\s*(\w+))?/,
    (profile) => ({ type: 'profile', profileId: idOf(profile) }),
  ],
  [/^Matching with group id:/, () => ({ type: 'queue' })],
  [
    /^scene preset path:\s*maps\/(\w+)\.bundle/,
    (bundle = '') => ({ type: 'map', mapName: mapOfBundle(bundle) }),
  ],
  [/^TRACE-NetworkGameCreate profileStatus:(.*)$/s, (status = '') => ofGameCreate(status)],
  [/^GameStarted(?![A-Za-z])/, () => ({ type: 'started' })],
  [/^(?:Network|Local) game matching (?:aborted|cancell?ed)/, () => ({ type: 'cancelled' })],
];

function ofApplication(message: string): Meaning | null {
  for (const [pattern, read] of APPLICATION) {
    const found = pattern.exec(message);
    if (found !== null) return read(...found.slice(1));
  }
  return null;
}

/** `'Profileid: …, Status: Busy, RaidMode: Online, …, Location: Woods, …, shortId: 5H5YBT'`. */
function ofGameCreate(status: string): Meaning | null {
  const field = (name: string) =>
    new RegExp(`(?:^|[\\s,'])${name}: ?([^,']*)`, 'i').exec(status)?.[1]?.trim();
  const raidId = raidIdOf(field('shortId'));
  if (raidId === null) return null;
  const mapName = mapOfLocation(field('Location') ?? '');
  return { type: 'matched', raidId, mapName, profileId: idOf(field('Profileid')) };
}

/** `Got notification | UserConfirmed`, and its JSON in the lines after it, or behind it. */
function ofNotifications(message: string): Reading {
  const found = /^Got notification \| (\w+)\s*(\{.*\})?\s*$/s.exec(message);
  const [, name = '', json] = found ?? [];
  if (!isRaidNotification(name)) return null;
  return json === undefined ? { type: 'json_follows', name } : said(readNotification(name, json));
}

/** `… NOTIFICATION <id> userMatchOver [{…}]`. The first of its kind counts: a chat could quote another. */
function ofBackend(message: string): Meaning | null {
  const at = message.indexOf('NOTIFICATION ');
  if (at < 0) return null;
  const [, name = '', json = ''] = /^NOTIFICATION \S+ (\w+)\s+(.*)$/s.exec(message.slice(at)) ?? [];
  return isRaidNotification(name) ? readNotification(name, json) : null;
}

function ofConnection({ message }: Line): Meaning | null {
  if (/^Disconnect(?![A-Za-z])/.test(message)) return { type: 'disconnected' };
  if (/^Connect(?![A-Za-z])/.test(message)) return { type: 'connected' };
  return /^Timeout(?![A-Za-z])/.test(message) ? { type: 'connection_lost' } : null;
}
