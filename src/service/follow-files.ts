import type { Logger } from 'pino';
import path from 'node:path';
import type { Places } from '../config/config.js';
import type { Settings } from '../config/settings.js';
import type { WatchedFile } from '../config/watched-file.js';
import type { Show } from '../show/show.js';

export interface FollowedFiles {
  readonly places: Places;
  readonly show: WatchedFile<Show>;
  readonly settings: WatchedFile<Settings>;
  readonly log: Logger;
  /** What is shown depends on the show file. */
  readonly refresh: () => void;
  /** Where OBS is depends on the settings. */
  readonly reconnect: () => void;
  /** Who may call depends on the settings; rejects with a sentence where the addresses cannot be had. */
  readonly letIn: (settings: Settings) => Promise<void>;
}

/** Takes good edits of the two files up without a restart, and says what is wrong with bad ones. */
export function followFiles({ places, show, settings, log, refresh, reconnect, letIn }: FollowedFiles): void {
  const tellShow = (): void => report(log, 'show', show, places.showFile);
  const tellSettings = (): void => report(log, 'settings', settings, places.settingsFile);
  if (show.faults().length > 0) tellShow();
  // Without a good copy the program does not start, and says why itself.
  if (settings.inForce() === 'copy') tellSettings();
  show.onEdit(() => {
    tellShow();
    refresh();
  });
  let inForce = settings.value();
  settings.onEdit(() => {
    tellSettings();
    const next = settings.value();
    log.level = next.logLevel;
    if (OBS_SETTINGS.some((name) => next[name] !== inForce[name])) reconnect();
    letIn(next).catch((error: unknown) => {
      log.warn(error instanceof Error ? error.message : String(error));
    });
    if (next.port !== inForce.port) {
      log.warn('A new port counts from the next start on: stop the program and start it again.');
    }
    inForce = next;
  });
}

/** What decides which OBS is called, and how. */
const OBS_SETTINGS = ['obsUrl', 'obsUrlIsSet', 'obsPassword', 'obsPasswordFor'] as const;

function report(log: Logger, name: 'show' | 'settings', file: WatchedFile<unknown>, where: string): void {
  if (file.faults().length === 0) {
    log.info({ file: where }, `The ${name} file has changed; what it says now counts.`);
    return;
  }
  const meanwhile = {
    file: 'the last good one stays',
    copy: `its last good copy ${path.basename(where)}.bak counts meanwhile`,
    nothing: 'there is no good copy of it, so OBS is left alone until it is mended; presses are stored',
  }[file.inForce()];
  log.warn(
    { file: where },
    `The ${name} file ${where} has a fault; ${meanwhile}. ${file.faults().join('; ')}.`,
  );
}
