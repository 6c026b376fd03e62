import type { FaultDetail } from '../link/faults.js';
import type { ObsState } from './obs-state.js';
import type { ObsProblem } from './problems.js';

/** How OBS stands, in a look and a few words: the same on every page and key. */
export interface Lamp {
  /**
   * `good`: all is well. `note`: nothing is wrong, but viewers see another scene than the show's. `warn`: they miss
   * something. `wait`: it will be there in a moment. `bad`: OBS is not driven.
   */
  readonly look: 'good' | 'note' | 'warn' | 'wait' | 'bad';
  readonly word: string;
}

const AWAY: Readonly<Record<Exclude<ObsState, 'ready'>, Lamp>> = {
  connecting: { look: 'wait', word: 'OBS: connecting' },
  not_running: { look: 'bad', word: 'OBS is not running' },
  server_off: { look: 'bad', word: 'OBS: server is off' },
  wrong_password: { look: 'bad', word: 'OBS: wrong password' },
  not_obs: { look: 'bad', word: 'OBS: wrong address' },
  too_old: { look: 'bad', word: 'OBS is too old' },
  kicked: { look: 'bad', word: 'OBS: disconnected' },
  closing: { look: 'wait', word: 'OBS is closing' },
  unreachable: { look: 'bad', word: 'OBS is not reached' },
};

export function lampAway(state: Exclude<ObsState, 'ready'>, detail: FaultDetail): Lamp {
  if (detail === 'silent') return { look: 'bad', word: 'OBS does not answer' };
  if (detail === 'too_new') return { look: 'bad', word: 'OBS is too new' };
  return AWAY[state];
}

export function lampReady(problems: readonly ObsProblem[]): Lamp {
  const [first] = problems.filter(({ severity }) => severity === 'attention');
  if (first !== undefined) return { look: 'warn', word: first.word };
  const scene = problems.find(({ code }) => code === 'other_scene');
  return scene === undefined ? { look: 'good', word: 'OBS is ready' } : { look: 'note', word: scene.word };
}
