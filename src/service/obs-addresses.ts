import { DEFAULT_OBS_URL, THIS_PC, type Settings } from '../config/settings.js';
import { createAddressSource, type AddressSource } from '../obs/discovery/address.js';
import { hostSystem } from '../obs/discovery/folders.js';
import { createProcessLook } from '../obs/discovery/process.js';

/** Where OBS is: by the settings as they are at that moment, else by OBS's own files on this PC. */
export function obsAddresses(settings: () => Settings): AddressSource {
  return createAddressSource({
    given: () => {
      const { obsUrl, obsUrlIsSet, obsPassword, obsPasswordFor } = settings();
      return {
        url: obsUrlIsSet ? obsUrl : null,
        // An empty password in the file is a blank left open, not a password.
        password: obsPassword === '' ? null : obsPassword,
        passwordFor: obsPasswordFor ?? THIS_PC,
      };
    },
    defaultUrl: DEFAULT_OBS_URL,
    system: hostSystem(process.env),
    isObsRunning: createProcessLook(process.platform, () => performance.now()),
  });
}
