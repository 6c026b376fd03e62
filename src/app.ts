import type { Logger } from 'pino';
import { backupFolder, createArchive } from './archive.js';
import { readSettings, readShow, type Config } from './config/config.js';
import type { Settings } from './config/settings.js';
import { watchFile, type WatchedFile } from './config/watched-file.js';
import { createDailyBackup } from './daily-backup.js';
import { createDirector } from './director.js';
import { createDoctor } from './doctor/service-doctor.js';
import { createExecute } from './execute.js';
import { createHttpServer } from './http/http-server.js';
import { readPageFiles, type PageFile } from './http/page-files.js';
import { createObs } from './obs/obs.js';
import { obsAddresses } from './obs-addresses.js';
import { createObsSetup } from './obs-setup.js';
import { DEFAULT_SHOW } from './overlay/default-show.js';
import type { Show } from './overlay/show.js';
import { lockDatabase } from './store/lock.js';
import { createHistory } from './store/history.js';
import { PACKAGE_ROOT } from './package-root.js';
import { createRehearsal } from './rehearsal.js';
import { createShowEditor } from './show-editor.js';
import { readSnapshot } from './store/snapshot.js';
import { openStore } from './store/store.js';
import { createStreamSessions } from './stream-sessions.js';
import { VERSION } from './version.js';

/** The running program. */
export interface App {
  /** URLs that answer. */
  readonly addresses: readonly string[];
  /** What OBS was doing when the program had started, one sentence. */
  obsMessage(): string;
  /** Ends everything in the order that loses nothing; settles when it is done. */
  stop(): Promise<void>;
}

/**
 * The composition root: makes the parts, hands each what it needs, and starts them.
 * Rejects with StorageError or ListenError, each with a sentence for people; nothing is left running then.
 */
export async function startApp(config: Config, log: Logger): Promise<App> {
  const now = (): Date => new Date();
  const unlock = lockDatabase(config.places.database);
  const store = await openStore(config.places.database).catch((error: unknown) => {
    unlock();
    throw error;
  });
  const show = watchFile<Show>(config.places.showFile, readShow, DEFAULT_SHOW);
  const settings = watchFile<Settings>(
    config.places.settingsFile,
    readSettings(config.environment),
    config.settings,
  );
  const addresses = obsAddresses(settings.value);
  const obs = createObs({
    address: addresses.address,
    explainRefused: addresses.explainRefused,
    log: log.child({ part: 'obs' }),
  });
  const snapshot = (time: Date) =>
    store.read((reader) => readSnapshot(reader, time, show.value().day_starts_at));
  const rehearsal = createRehearsal(now, () => show.value().post_raid_seconds);
  const onScreen = async (time: Date) => rehearsal.overlaid(await snapshot(time), time);
  const director = createDirector({
    readSnapshot: onScreen,
    show: show.value,
    want: (wish) => obs.want(wish),
    now,
    onError: (error) => log.error({ err: error }, 'The overlay could not be worked out; trying again.'),
  });
  let { port } = config.settings;
  const sessions = createStreamSessions({
    store,
    rules: () => show.value().sessions,
    now,
    onError: (error) =>
      log.warn({ err: error }, 'The session could not be brought up to date; trying again.'),
  });
  const archive = createArchive({ store, database: config.places.database, now });
  const dailyBackup = createDailyBackup({
    folder: backupFolder(config.places.database),
    backup: async (target) => {
      await archive.backup(target);
    },
    now,
    log: log.child({ part: 'backup' }),
  });
  const server = createHttpServer(
    {
      execute: createExecute(store, now, show.value),
      snapshot: () => snapshot(now()),
      history: createHistory(store, { now, dayStartsAt: () => show.value().day_starts_at }),
      archive,
      onChange: (listener) => subscribeAll(listener, store.onChange, obs.onStatus, rehearsal.onStep),
      obs: { status: obs.status, resync: obs.resync, ...createObsSetup({ obs, settings, config }) },
      doctor: createDoctor({
        config,
        port: () => port,
        settings,
        show,
        obs,
        addresses,
        snapshot: () => snapshot(now()),
      }),
      show: createShowEditor({ file: config.places.showFile, show, snapshot: onScreen, now }),
      rehearsal,
      now,
      version: VERSION,
      log: log.child({ part: 'http' }),
    },
    {
      port: config.settings.port,
      host: config.settings.host,
      token: config.settings.token,
      names: config.settings.allowedNames,
      origins: config.settings.allowedOrigins,
      pageFiles: pageFilesOrNone(log),
    },
  );
  // A real press ends the rehearsal, before the director looks.
  store.onChange(() => rehearsal.end());
  store.onChange(director.refresh);
  store.onChange(sessions.refresh);
  rehearsal.onStep(director.refresh);
  obs.onStream(sessions.onStream);
  obs.onStatus(() => {
    if (obs.status().state !== 'ready') sessions.onObsAway();
  });
  const refresh = (): void => {
    director.refresh();
    sessions.refresh();
  };
  followFiles(show, settings, { log, config, refresh, reconnect: obs.reconnect });
  const stop = async (): Promise<void> => {
    await server.close();
    rehearsal.end();
    director.stop();
    await obs.stop();
    await sessions.stop();
    await dailyBackup.stop();
    show.close();
    settings.close();
    await store.close();
    unlock();
  };
  try {
    const listening = await server.listen();
    port = listening.port;
    await sessions.start();
    await director.start();
    obs.start();
    dailyBackup.start();
    return { addresses: listening.addresses, obsMessage: () => obs.status().message, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The keys of a deck work without the pages, so a half-built folder is no reason not to start. */
function pageFilesOrNone(log: Logger): readonly PageFile[] {
  try {
    return readPageFiles(PACKAGE_ROOT);
  } catch (error) {
    log.warn({ err: error }, 'The pages are not built, so only the calls are served: run "npm run build".');
    return [];
  }
}

function subscribeAll(
  listener: () => void,
  ...sources: ((listener: () => void) => () => void)[]
): () => void {
  const unsubscribes = sources.map((subscribe) => subscribe(listener));
  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  };
}

/** Takes good edits up without a restart, and says what is wrong with bad ones. */
function followFiles(
  show: WatchedFile<Show>,
  settings: WatchedFile<Settings>,
  { log, config, refresh, reconnect }: FollowParts,
): void {
  const report = (name: string, file: WatchedFile<unknown>, path: string): void => {
    if (file.faults().length === 0) log.info({ file: path }, `The ${name} file is taken up.`);
    else {
      log.warn(
        { file: path },
        `The ${name} file ${path} has a fault; the last good one stays. ${file.faults().join('; ')}.`,
      );
    }
  };
  const { showFile, settingsFile } = config.places;
  if (show.faults().length > 0) report('show', show, showFile);
  show.onEdit(() => {
    report('show', show, showFile);
    refresh();
  });
  let inForce = settings.value();
  settings.onEdit(() => {
    report('settings', settings, settingsFile);
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

interface FollowParts {
  readonly log: Logger;
  readonly config: Config;
  readonly refresh: () => void;
  readonly reconnect: () => void;
}
