import type { Logger } from 'pino';
import { createClockKeeper } from './clock/clock-keeper.js';
import { PC_TIME, type PcTime } from './clock/pc-time.js';
import { createServiceClock } from './clock/service-clock.js';
import { createAutostart } from './autostart/autostart.js';
import { createArchive } from './service/archive.js';
import { readEditedSettings, readShow, type Config } from './config/config.js';
import { removeLeftovers as removeEditLeftovers } from './config/good-copy.js';
import type { Settings } from './config/settings.js';
import { watchFile } from './config/watched-file.js';
import { createDailyBackup } from './service/daily-backup.js';
import { createDatabaseCare } from './service/database-care.js';
import { createDirector } from './service/director.js';
import { createDoctor } from './doctor/service-doctor.js';
import { createExecute } from './service/execute.js';
import { createExecuteFromLog, readFoundStanding } from './service/game-log/execute-from-log.js';
import { createGameLog } from './service/game-log/game-log.js';
import { createGameLogSwitch } from './service/game-log/game-log-switch.js';
import { createAutostartSwitch } from './service/autostart-switch.js';
import { followFiles } from './service/follow-files.js';
import { thisPc } from './game-log/windows-pc.js';
import { createHttpServer, type HttpServer } from './http/server/http-server.js';
import { readPageFiles, type PageFile } from './http/pages/page-files.js';
import { createObs } from './obs/obs.js';
import { obsAddresses } from './service/obs-addresses.js';
import { accessOf, createNetworkSwitch } from './service/network-switch.js';
import { iconFolder } from './service/icon-folder.js';
import { createObsLook } from './service/obs-look.js';
import { createObsSetup } from './service/obs-setup.js';
import { DEFAULT_SHOW } from './show/default-show.js';
import type { Show } from './show/show.js';
import { lockDatabase } from './store/file/lock.js';
import { createHistory } from './store/query/history.js';
import { repair } from './lib/how-started.js';
import { PACKAGE_ROOT, PROGRAM_FILE } from './lib/package-root.js';
import { createTestDrive } from './service/test-drive.js';
import { createShowEditor } from './service/show-editor.js';
import { withReactions, withShowProblem } from './service/show-problem.js';
import { readSnapshot } from './store/query/snapshot.js';
import { createConditionCheck } from './store/file/condition.js';
import { backupFolder, lookAtCopy } from './store/copies/copies.js';
import { removeLeftovers } from './store/copies/leftovers.js';
import { openStore, type Store } from './store/store.js';
import { readChoices } from './service/reactions/choices.js';
import { createKillPop } from './service/reactions/kill-pop.js';
import { createReactions } from './service/reactions/reactions.js';
import { heldFile, lookFile, shownFile } from './service/kept-files.js';
import { createTargetList } from './service/reactions/target-list.js';
import { createTargets } from './service/reactions/targets.js';
import { createStreamSessions } from './service/stream-sessions.js';
import { createTroubleLog } from './service/trouble-log.js';
import { VERSION } from './lib/version.js';

/** The running program. */
export interface App {
  /** URLs that answer. */
  readonly addresses: readonly string[];
  /** Ends everything, in an order that loses no press; settles when it is done. */
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
  const server = createServer(parts);
  const letIn = (settings: Settings) => server.setAccess(accessOf(settings, config.environment));
  connectParts(parts, letIn);
  const stop = async (): Promise<void> => {
    await server.close();
    await stopParts(parts);
    await store.close();
    unlock();
  };
  try {
    const { port, addresses } = await server.listen();
    parts.listening.port = port;
    await startParts(parts);
    return { addresses, stop };
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
  const icons = iconFolder(places.database, log);
  const obs = createObs({
    ...{ ...addresses, log: log.child({ part: 'obs' }), shown },
    ...(icons !== undefined && { iconFolder: icons }),
  });
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
  const testDrive = createTestDrive(now, () => show.value().post_raid_seconds);
  const onScreen = async (time: Date) => testDrive.overlaid(await snapshot(time), time);
  const director = createDirector({
    readSnapshot: onScreen,
    show: show.value,
    // Without a valid show file nobody knows what should be on screen.
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
  /** Where other programs reach this one; another port than was asked for where that was 0. */
  const listening = { port: config.settings.port };
  const targets = createTargets({
    addresses: () => settings.value().targets,
    ownPort: () => listening.port,
    nowMs: () => performance.now(),
    changed: () => reactions.refreshed(),
  });
  const reactions = createReactions({
    ...{ show: show.value, obs, targets, snapshot, now, revision: () => revision },
    ...{ held: heldFile(places.database), log: log.child({ part: 'reactions' }) },
    onError: createTroubleLog({ log, now: wall }, 'The reactions to a press could not be carried out.'),
  });
  const popUp = createKillPop({
    ...{ show: show.value, obs, revision: () => revision },
    onError: createTroubleLog({ log, now: wall }, 'A kill could not pop up in OBS.'),
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
  const care = createDatabaseCare({ store, condition, dailyBackup, log });
  // `onDone` is where a reaction to a press hangs.
  const pressing = {
    ...{ store, now, beforePress: clockKeeper.beforePress },
    onDone: (...done: Parameters<typeof popUp>) => {
      reactions.onDone(...done);
      popUp(...done);
    },
    // What the running game says of its mode goes before what the show says.
    rules: () => ({ game_mode: gameLog.mode() ?? show.value().game_mode }),
  };
  const execute = createExecute(pressing);
  const gameLog = createGameLog({
    settings: () => settings.value().gameLog,
    executeFromLog: createExecuteFromLog(pressing),
    standing: () => store.read(readFoundStanding),
    pc: thisPc(),
    ...{ now, nowMs: () => performance.now(), log: log.child({ part: 'game-log' }) },
    onError: createTroubleLog(
      { log, now: wall },
      "What the game's log says could not be stored; trying again.",
    ),
  });
  return {
    ...{ config, log, store, now, show, settings, addresses, obs, snapshot, testDrive, onScreen },
    ...{ director, sessions, archive, dailyBackup, clockKeeper, care, execute, reactions },
    ...{ listening, targets, gameLog },
    /** Background work; it must end before the database is closed. */
    background: [] as Promise<void>[],
  };
}

/** The HTTP side over the parts. */
function createServer(parts: Parts): HttpServer {
  const { config, log, store, now, show, settings, addresses, obs, testDrive, archive, director } = parts;
  const { clockKeeper, execute, care, reactions, gameLog } = parts;
  const snapshot = () => parts.snapshot(now());
  const { environment } = config;
  const editor = createShowEditor({ file: config.places.showFile, show, snapshot: parts.onScreen, now });
  const server = createHttpServer(
    {
      execute,
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
            testDrive.onStep,
            director.onTime,
            clockKeeper.onStep,
          ],
          // How the show reads, and what /setup finds.
          ...[show.onEdit, settings.onEdit, gameLog.onChange],
        ),
      obs: {
        status: () => withShowProblem(withReactions(obs.status(), reactions), show, config.places.showFile),
        state: obs.state,
        resync: obs.resync,
        ...createObsSetup({ obs, settings, config, show: show.value }),
      },
      doctor: createDoctor({
        ...{ config, port: () => parts.listening.port, settings, show, obs, addresses, snapshot },
        ...{ condition: care.condition, targetFaults: reactions.targetFaults },
        gameLog: gameLog.status,
      }),
      look: createObsLook({ obs, show: show.value, editor, kept: lookFile(config.places.database) }),
      show: editor,
      testDrive,
      autostart: createAutostartSwitch(createAutostart(PROGRAM_FILE)),
      network: createNetworkSwitch({
        ...{ settings, config },
        addresses: () => server.addresses(),
        letIn: (changed) => server.setAccess(accessOf(changed, environment)),
      }),
      gameLog: createGameLogSwitch({ gameLog, settings, config }),
      targets: createTargetList({ settings, show, config, targets: parts.targets }),
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
      ...accessOf(config.settings, environment),
      pageFiles: pageFilesOrNone(log),
    },
  );
  return server;
}

/**
 * Who is told of what. A notice carries nothing: each part reads the state again, so the order matters in one place
 * only.
 */
function connectParts(parts: Parts, letIn: (settings: Settings) => Promise<void>): void {
  const { config, log, store, show, settings, obs, testDrive, director } = parts;
  const { sessions, clockKeeper, reactions, gameLog } = parts;
  // A real press ends the test drive, before the director reads.
  store.onChange(() => testDrive.end());
  store.onChange(director.refresh);
  store.onChange(sessions.refresh);
  testDrive.onStep(director.refresh);
  clockKeeper.onStep(sessions.onClockStep);
  clockKeeper.onStep(director.refresh);
  obs.onStream(sessions.onStream);
  obs.onState(() => {
    if (obs.state() === 'ready') reactions.endHeld();
    else sessions.onObsAway();
  });
  store.onChange(reactions.endHeld);
  const refresh = (): void => {
    director.refresh();
    sessions.refresh();
  };
  show.onEdit(reactions.refresh);
  settings.onEdit(reactions.refresh);
  settings.onEdit(gameLog.refresh);
  const { places } = config;
  followFiles({ places, show, settings, log, refresh, reconnect: obs.reconnect, letIn });
}

/** Sessions first, because they are on screen; OBS last, when the desired state is known. */
async function startParts(parts: Parts): Promise<void> {
  const { config, clockKeeper, sessions, director, obs, dailyBackup, care, background, reactions } = parts;
  const { gameLog } = parts;
  removeLeftovers(config.places.database);
  await clockKeeper.start();
  await sessions.start();
  await director.start();
  reactions.refresh();
  obs.start();
  gameLog.refresh();
  dailyBackup.start();
  // In the background: it reads all raids, and no press waits for it.
  background.push(care.lookAfterStart());
}

async function stopParts(parts: Parts): Promise<void> {
  parts.testDrive.end();
  await parts.gameLog.stop();
  parts.director.stop();
  parts.reactions.stop();
  await parts.obs.stop();
  await parts.sessions.stop();
  await parts.dailyBackup.stop();
  await Promise.all(parts.background);
  parts.show.close();
  parts.settings.close();
}

/** Keys of a deck work without the pages, so the service starts without them. */
function pageFilesOrNone(log: Logger): readonly PageFile[] {
  try {
    return readPageFiles(PACKAGE_ROOT);
  } catch (error) {
    const words = repair('Run "npm run build" in its folder and start it again.');
    log.error(
      { err: error },
      `The pages of this program are not complete, so only keys are served. ${words}`,
    );
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
