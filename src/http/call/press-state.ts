import type { PressState } from '../../contract/press.js';
import type { CallContext } from './route.js';

/** How the raid and OBS stand, for the replies of presses that store nothing. */
export async function readPressState({ ports }: Pick<CallContext, 'ports'>): Promise<PressState> {
  const { raid } = await ports.snapshot();
  return { raid, obs: ports.obs.state(), now: ports.now() };
}
