import { AutostartError, type Autostart, type AutostartState } from '../autostart/autostart.js';
import type { Refused } from './obs-setup.js';

/** Whether the program starts when its user signs in, for the page. */
export interface AutostartSwitch {
  state(): AutostartState;
  set(
    enabled: boolean,
  ): { readonly ok: true; readonly changed: boolean; readonly state: AutostartState } | Refused;
}

export function createAutostartSwitch(autostart: Autostart): AutostartSwitch {
  return {
    state: autostart.state,
    set(enabled) {
      try {
        const before = autostart.state();
        const state = autostart.set(enabled);
        return { ok: true, changed: state.message !== before.message, state };
      } catch (error) {
        if (error instanceof AutostartError) return { ok: false, message: error.message };
        throw error;
      }
    },
  };
}
