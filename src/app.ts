import type { Logger } from 'pino';
import { createClockKeeper } from './clock/clock-keeper.js';
import { PC_TIME, type PcTime } from './clock/pc-time.js';
import { createServiceClock } from './clock/service-clock.js';
import { createArchive } from './service/archive.js';
import { readEditedSettings, readShow, type Config } from './config/config.js';
import { removeLeftovers as removeEditLeftovers } from './config/good-copy.js';
import type { Settings } from './config/settings.js';
import { watchFile } from './config/watched-file.js';
import { createDailyBackup } from './service/daily-backup.js';
import { createDirector } from './service/director.js';
import { createDoctor } from './doctor/service-doctor.js';
import { createExecute } from './service/execute.js';
import { followFiles } from './service/follow-files.js';
import { createHttpServer, type HttpServer } from './http/server/http-server.js';
import { readPageFiles, type PageFile } from './http/pages/page-files.js';
import { createObs } from './obs/obs.js';
import { obsAddresses } from './service/obs-addresses.js';
import { createObsSetup } from './service/obs-setup.js';
import { DEFAULT_SHOW } from './show/default-show.js';
import type { Show } from './show/show.js';
import { lockDatabase } from './store/file/lock.js';
import { createHistory } from './store/query/history.js';
import { PACKAGE_ROOT } from './lib/package-root.js';
import { createTestDrive } from './service/test-drive.js';
import { createShowEditor } from './service/show-editor.js';
import { withReactions, withShowProblem } from './service/show-problem.js';
import { readSnapshot } from './store/query/snapshot.js';
import { createConditionCheck, type Condition } from './store/file/condition.js';
import { backupFolder, lookAtCopy } from './store/copies/copies.js';
import { removeLeftovers } from './store/copies/leftovers.js';
import { openStore, type Store } from './store/store.js';
import { settleSums } from './store/figures/sums.js';
import { readChoices } from './service/reactions/choices.js';
import { createReactions } from './service/reactions/reactions.js';
import { shownFile } from './service/reactions/shown-file.js';
import { createTargets } from './service/reactions/targets.js';
import { createStreamSessions } from './service/stream-sessions.js';
import { createTroubleLog } from './service/trouble-log.js';
import { VERSION } from './lib/version.js';

/** The running program. */
export interface App {
  /** URLs that answer. */
  readonly addresses: readonly string[];
  /** Ends everything in the order that loses nothing; settles when it is done. */
  stop(): Promise<void>;
}

/**
 * The composition root: makes the parts, hands each what it needs, and starts them.
 * Rejects with StorageError or ListenError, each with a sentence for people; nothing is left running then.
 */
export async function startApp(config: Config, log: Logger, pcTime: PcTime = PC_TIME): Promise<App> {
  const unlock = lockDatabase(config.places.database);
  const store = await openStore(config.places.database).catch((error: unknown) => {
    unlock();
    throw error;
  });
  try {
    unlock.holdFile();
  } catch (error) {
    await store.close();
    unlock();
    throw error;
  }
  const parts = createParts(config, log, store, pcTime);
  let { port } = config.settings;
  const server = createServer(parts, () => port);
  connectParts(parts);
  const stop = async (): Promise<void> => {
    await server.close();
    await stopParts(parts);
    await store.close();
    unlock();
  };
  try {
    const listening = await server.listen();
    port = listening.port;
    parts.listening.port = port;
    await startParts(parts);
    return { addresses: listening.addresses, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Parts = ReturnType<typeof createParts>;

function createParts(config: Config, log: Logger, store: Store, pcTime: PcTime) {
  const clock = createServiceClock(pcTime);
  const { now } = clock;
  const { wall } = pcTime;
  const { places } = config;
  for (const file of [places.showFile, places.settingsFile]) removeEditLeftovers(file);
  const show = watchFile<Show>(places.showFile, readShow, DEFAULT_SHOW);
  const settings = watchFile<Settings>(
    places.settingsFile,
    readEditedSettings(config.environment),
    config.settings,
  );
  const addresses = obsAddresses(settings.value);
  const shown = shownFile(places.database);
  const obs = createObs({ ...addresses, log: log.child({ part: 'obs' }), shown });
  const snapshot = (time: Date) =>
    store.read((reader) => readSnapshot(reader, time, show.value().day_starts_at));
  const clockKeeper = createClockKeeper({
    clock,
    store,
    postRaidSeconds: () => show.value().post_raid_seconds,
    log,
    onError: createTroubleLog(
      { log, now: wall },
      'The clock of this PC was set, and that could not be stored; trying again.',
    ),
  });
  const rehearsal = createTestDrive(now, () => show.value().post_raid_seconds);
  const onScreen = async (time: Date) => rehearsal.overlaid(await snapshot(time), time);
  const director = createDirector({
    readSnapshot: onScreen,
    show: show.value,
    // Without a good show nobody knows what the streamer wants to be seen.
    setDesired: (desired) => {
      if (show.inForce() !== 'nothing') obs.setDesired(desired);
    },
    now,
    beforeNow: clockKeeper.look,
    onError: createTroubleLog({ log, now: wall }, 'The overlay could not be worked out; trying again.'),
  });
  const sessions = createStreamSessions({
    store,
    rules: () => show.value().sessions,
    now,
    onError: createTroubleLog(
      { log, now: wall },
      'The session could not be brought up to date; trying again.',
    ),
  });
  let revision = 0;
  store.onChange((committed) => (revision = committed));
  const listening = { port: config.settings.port };
  const targets = createTargets({
    addresses: () => settings.value().targets,
    ownPort: () => listening.port,
    nowMs: () => performance.now(),
    changed: () => reactions.refreshed(),
  });
  const reactions = createReactions({
    ...{ show: show.value, obs, targets, snapshot, now, revision: () => revision },
    log: log.child({ part: 'reactions' }),
    onError: createTroubleLog({ log, now: wall }, 'The reactions to a press could not be carried out.'),
  });
  const archive = createArchive({ store, database: places.database, now: wall });
  const condition = createConditionCheck(store, places.database);
  const dailyBackup = createDailyBackup({
    folder: backupFolder(places.database),
    backup: async (target) => {
      await archive.backup(target);
    },
    raidsIn: (copy) => lookAtCopy(copy)?.raids ?? -1,
    examine: condition.refuseDamaged,
    now: wall,
    log: log.child({ part: 'backup' }),
  });
  return {
    ...{ config, log, store, now, show, settings, addresses, obs, snapshot, rehearsal, onScreen },
    ...{ director, sessions, archive, condition, dailyBackup, clockKeeper, reactions, listening },
    /** What goes on beside, and is over before the database is closed. */
    background: [] as Promise<void>[],
  };
}

/** The HTTP side over the parts. `port`: where it listens, once that is known. */
function createServer(parts: Parts, port: () => number): HttpServer {
  const { config, log, store, now, show, settings, addresses, obs, rehearsal, archive, director } = parts;
  const { clockKeeper, reactions } = parts;
  const snapshot = () => parts.snapshot(now());
  return createHttpServer(
    {
      execute: createExecute({
        store,
        now,
        rules: show.value,
        beforePress: clockKeeper.beforePress,
        onDone: reactions.onDone,
      }),
      snapshot,
      history: createHistory(store, { now, dayStartsAt: () => show.value().day_starts_at }),
      archive,
      onChange: (listener) =>
        subscribeAll(
          listener,
          ...[
            store.onChange,
            obs.onStatus,
            reactions.onChange,
            rehearsal.onStep,
            director.onTime,
            clockKeeper.onStep,
          ],
          // How the show reads, and what /setup finds.
          ...[show.onEdit, settings.onEdit],
        ),
      obs: {
        status: () => withShowProblem(withReactions(obs.status(), reactions), show, config.places.showFile),
        state: obs.state,
        resync: obs.resync,
        ...createObsSetup({ obs, settings, config }),
      },
      doctor: createDoctor({
        ...{ config, port, settings, show, obs, addresses, snapshot },
        condition: () => conditionOf(parts),
      }),
      show: createShowEditor({ file: config.places.showFile, show, snapshot: parts.onScreen, now }),
      rehearsal,
      reactions: {
        tryOne: reactions.tryOne,
        choices: () => readChoices(obs, Object.keys(settings.value().targets)),
      },
      now,
      version: VERSION,
      log: log.child({ part: 'http' }),
    },
    {
      port: config.settings.port,
      host: config.settings.host,
      hostFrom: config.environment.host === undefined ? 'file' : 'environment',
      token: config.settings.token,
      names: config.settings.allowedNames,
      origins: config.settings.allowedOrigins,
      pageFiles: pageFilesOrNone(log),
    },
  );
}

/** The database itself, else the copies of it. */
async function conditionOf({ condition, dailyBackup }: Parts): Promise<Condition> {
  const found = await condition.check();
  const remedy = dailyBackup.fault();
  if (found.fault !== null || found.warning !== null || remedy === null) return found;
  return { ...found, warning: { finding: 'No copy of the raids could be made today.', remedy } };
}

/** The figures that are shown first leave out what cannot be read, too. */
async function settleQuietly({ store, log }: Parts): Promise<void> {
  try {
    await settleSums(store);
  } catch (error) {
    log.warn({ err: error }, 'The totals could not be compared with the raids.');
  }
}

/** What the database has lost, in the window, before anything is pressed. */
async function tellOfLoss({ condition, log }: Parts): Promise<void> {
  try {
    const { warning } = await condition.lookForLoss();
    if (warning !== null) log.warn(`${warning.finding} ${warning.remedy}`);
  } catch (error) {
    log.warn({ err: error }, 'The copies could not be compared with the database.');
  }
}

/** Who listens to whom. Each reads the truth again, so the order matters in one place only. */
function connectParts({
  config,
  log,
  store,
  show,
  settings,
  obs,
  rehearsal,
  director,
  sessions,
  clockKeeper,
  reactions,
}: Parts): void {
  // A real press ends the rehearsal, before the director looks.
  store.onChange(() => rehearsal.end());
  store.onChange(director.refresh);
  store.onChange(sessions.refresh);
  rehearsal.onStep(director.refresh);
  clockKeeper.onStep(sessions.onClockStep);
  clockKeeper.onStep(director.refresh);
  obs.onStream(sessions.onStream);
  obs.onStatus(() => {
    if (obs.state() !== 'ready') sessions.onObsAway();
  });
  const refresh = (): void => {
    director.refresh();
    sessions.refresh();
  };
  show.onEdit(reactions.refresh);
  settings.onEdit(reactions.refresh);
  followFiles({ places: config.places, show, settings, log, refresh, reconnect: obs.reconnect });
}

/** Sessions first: they are on screen. OBS last: what it is told is ready then. */
async function startParts(parts: Parts): Promise<void> {
  const { config, clockKeeper, sessions, director, obs, dailyBackup, background, reactions } = parts;
  removeLeftovers(config.places.database);
  await clockKeeper.start();
  await sessions.start();
  await director.start();
  reactions.refresh();
  obs.start();
  dailyBackup.start();
  // Beside: it reads all raids once, and no key waits for it.
  background.push(settleQuietly(parts), tellOfLoss(parts));
}

async function stopParts(parts: Parts): Promise<void> {
  parts.rehearsal.end();
  parts.director.stop();
  parts.reactions.stop();
  await parts.obs.stop();
  await parts.sessions.stop();
  await parts.dailyBackup.stop();
  await Promise.all(parts.background);
  parts.show.close();
  parts.settings.close();
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
