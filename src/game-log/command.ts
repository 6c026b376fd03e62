import type { CharacterType, GameMode } from '../raid/model.js';

interface Chosen {
  readonly map_name?: string;
  readonly character_type?: CharacterType;
}

/** All that the log can do. How a raid ended, and who was killed, stands nowhere in it. */
export type GameLogCommand =
  | ({ readonly type: 'start'; readonly game_mode?: GameMode } & Chosen)
  | { readonly type: 'matched' }
  | { readonly type: 'over' }
  /** The raid that was over by the log is joined again. */
  | { readonly type: 'on_again' }
  | { readonly type: 'cancel' }
  /** Says of the raid that is open what was not known when it began. */
  | ({ readonly type: 'correct' } & Chosen)
  /** Says of the next raid what the group has chosen. */
  | ({ readonly type: 'choose' } & Chosen);
