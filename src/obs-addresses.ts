import { DEFAULT_OBS_URL, type Settings } from './config/settings.js';
import { createAddressSource, type AddressSource } from './obs/discovery-address.js';
import { hostSystem } from './obs/discovery-folders.js';
import { createProcessLook } from './obs/discovery-process.js';

/** Where OBS is: by the settings as they are at that moment, else by OBS's own files on this PC. */
export function obsAddresses(settings: () => Settings): AddressSource {
  return createAddressSource({
    given: () => {
      const { obsUrl, obsUrlIsSet, obsPassword } = settings();
      // An empty password in the file is a blank left open, not a password.
      return { url: obsUrlIsSet ? obsUrl : null, password: obsPassword === '' ? null : obsPassword };
    },
    defaultUrl: DEFAULT_OBS_URL,
    system: hostSystem(process.env),
    isObsRunning: createProcessLook(process.platform, () => performance.now()),
  });
}
