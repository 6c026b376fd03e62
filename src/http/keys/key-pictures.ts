import type { DeckKey } from '../../keys/key-list.js';
import type { PageFile } from '../pages/page-files.js';

/** Where a key's picture is, for a page; 144 pixels a side. */
export function picturePath({ id }: DeckKey): string {
  return `/icons/144/${id}.png`;
}

/** Finds a key's picture among the files that the service sends; without those files there is none. */
export function findPicture(files: readonly PageFile[]): (key: DeckKey) => Buffer | undefined {
  const byPath = new Map(files.map(({ path, bytes }) => [path, bytes]));
  return (key) => byPath.get(picturePath(key));
}
