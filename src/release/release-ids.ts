import { createHash } from 'node:crypto';

/**
 * UUIDs that another release does not have, and that every build of this one has: the app refuses a profile with ids that
 * it has seen, and the same commit gives the same bytes.
 * @param version of the release.
 */
export function releaseIds(version: string): () => string {
  let count = 0;
  return () => {
    const hash = createHash('sha256').update(`${version} ${++count}`).digest('hex');
    // Made from a name, by a way of our own (version 8).
    const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
    return [...parts, hash.slice(20, 32)].join('-');
  };
}
