import type { Change } from './change.js';
import type { Raid } from '../model.js';

/** What an open raid was chosen to be stays the choice for the next one, when the raid itself is removed. */
export function keepChoice({ map_name, character_type, game_mode }: Raid): Change {
  return { type: 'set_next_raid', next: { map_name, character_type, game_mode } };
}
