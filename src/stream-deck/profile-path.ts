import type { Deck } from '../keys/layouts.js';

/** Where the plugin keeps the layout for a deck, without the file's ending, as the app wants it. */
export function profilePath({ id }: Deck): string {
  return `profiles/${id}`;
}
