import type { PressScene } from '../../contract/press.js';
import type { CallContext } from './route.js';

/** How the raid and OBS stand, for the replies of presses that store nothing. */
export async function readScene({ ports }: Pick<CallContext, 'ports'>): Promise<PressScene> {
  const { raid } = await ports.snapshot();
  return { raid, obs: ports.obs.state(), now: ports.now() };
}
