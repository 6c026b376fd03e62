import { MODE_WORDS } from '../raid/words.js';
import type { GameLogEvent } from './event.js';

/** What an event says, for people; null for one that only goes between files. */
export function understoodWords(event: GameLogEvent): string | null {
  switch (event.type) {
    case 'launch':
      return 'The game was started.';
    case 'mode':
      return event.mode === null ? null : `You play ${MODE_WORDS[event.mode]}.`;
    case 'group':
      return event.mapName === null ? null : `Your group has chosen ${event.mapName}.`;
    case 'queue':
      return 'A queue has begun.';
    case 'map':
      return event.mapName === null ? null : `${event.mapName} is loaded.`;
    case 'matched':
      return event.mapName === null ? 'A match is found.' : `A match is found: ${event.mapName}.`;
    case 'started':
      return 'The raid has begun.';
    case 'cancelled':
      return 'The queue was left.';
    case 'over':
      return 'The raid is over.';
    case 'connection_lost':
      return 'The connection to the raid was lost.';
    case 'disconnected':
      return 'You have left the raid.';
    case 'profile':
      return 'You are in the menu.';
    case 'connected':
    case 'waited':
      return null;
  }
}
