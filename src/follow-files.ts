import type { Logger } from 'pino';
import type { Places } from './config/config.js';
import type { Settings } from './config/settings.js';
import type { WatchedFile } from './config/watched-file.js';
import type { Show } from './overlay/show.js';

export interface FollowedFiles {
  readonly places: Places;
  readonly show: WatchedFile<Show>;
  readonly settings: WatchedFile<Settings>;
  readonly log: Logger;
  /** What is shown depends on the show file. */
  readonly refresh: () => void;
  /** Where OBS is depends on the settings. */
  readonly reconnect: () => void;
}

/** Takes good edits of the two files up without a restart, and says what is wrong with bad ones. */
export function followFiles({ places, show, settings, log, refresh, reconnect }: FollowedFiles): void {
  if (show.faults().length > 0) report(log, 'show', show, places.showFile);
  show.onEdit(() => {
    report(log, 'show', show, places.showFile);
    refresh();
  });
  let inForce = settings.value();
  settings.onEdit(() => {
    report(log, 'settings', settings, places.settingsFile);
    const next = settings.value();
    log.level = next.logLevel;
    if (next.obsUrl !== inForce.obsUrl || next.obsPassword !== inForce.obsPassword) reconnect();
    if (next.port !== inForce.port || next.host !== inForce.host || next.token !== inForce.token) {
      log.warn(
        'A new port, host or token counts from the next start on: stop the program and start it again.',
      );
    }
    inForce = next;
  });
}

function report(log: Logger, name: string, file: WatchedFile<unknown>, path: string): void {
  if (file.faults().length === 0) {
    log.info({ file: path }, `The ${name} file is taken up.`);
    return;
  }
  const faults = file.faults().join('; ');
  log.warn({ file: path }, `The ${name} file ${path} has a fault; the last good one stays. ${faults}.`);
}
