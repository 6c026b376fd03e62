/** What to do about a request that OBS refused. */
export type Refusal =
  /** OBS loads, switches its collection or exits: ask again soon. */
  | 'not_ready'
  /** The source is gone or something else: pointless until OBS changes. */
  | 'permanent'
  /** This OBS does not know the request. */
  | 'too_old'
  /** We sent nonsense, or OBS failed inside: told to the log once, and not repeated until something changes. */
  | 'unexpected';

const NOT_READY = 207;
const UNKNOWN_REQUEST = 204;
/** Not found, wrong type, unknown kind. */
const PERMANENT = new Set([600, 602, 605]);

export function refusalOf(code: number): Refusal {
  if (code === NOT_READY) return 'not_ready';
  if (code === UNKNOWN_REQUEST) return 'too_old';
  return PERMANENT.has(code) ? 'permanent' : 'unexpected';
}
