import { createAttemptOutcome } from './link/attempt-outcome.js';
import { isUrlOfThisPc } from '../lib/this-pc.js';
import type { ExplainRefused, Fault } from './link/classify.js';
import { askForScene } from './sync/asked-scene.js';
import type { AskedScene } from './sync/scene-policy.js';
import { createConnection } from './link/connection.js';
import type { Context, Log } from './sync/context.js';
import type { Link } from './link/link.js';
import { createMemory, setDesired, wantSceneAgain } from './sync/memory.js';
import type { DesiredState } from './sync/desired-state.js';
import type { ObsStatus } from './status/obs-status.js';
import type { StreamState } from './observe/observed.js';
import type { LinkAddress } from './link/open-link.js';
import { createIconFiles } from './sync/icon-files.js';
import { reconcile } from './sync/reconciler.js';
import { wakeBoth, type LinkState } from './sync/link-state.js';
import { createReactionLane, type ReactionLane } from './react/reaction-lane.js';
import { KEPT_NOWHERE, type ShownStore } from './react/shown-items.js';
import { presentState, presentStatus } from './status/status.js';
import { DEFAULT_TIMINGS, type Timings } from './timings.js';
import { withoutSecrets } from './link/without-secrets.js';

export interface ObsOptions {
  /** Asked again at every attempt, so that a changed setting needs no restart. */
  readonly address: () => LinkAddress | Promise<LinkAddress>;
  readonly log: Log;
  /** Why nothing listens on this PC's port; without it: OBS is not running. */
  readonly explainRefused?: ExplainRefused;
  /** Another text whenever an OBS of this PC was started or stopped; without it that is noticed later. */
  readonly signs?: () => Promise<string>;
  readonly now?: () => Date;
  readonly random?: () => number;
  readonly timings?: Partial<Timings>;
  /** Where it is kept what a reaction has shown for a while. */
  readonly shown?: ShownStore;
  /** The folder with our small pictures; without it, or for an OBS on another PC, the scenes have none. */
  readonly iconFolder?: string;
}

/** The OBS side as the director sees it. Every method returns at once; nothing throws because OBS is away. */
export interface ObsSide {
  start(): void;
  /** Puts back what reactions have shown for a while, and closes the link; settles when the socket is gone. */
  stop(): Promise<void>;
  setDesired(desired: DesiredState): void;
  status(): ObsStatus;
  /** The state of `status()` alone, which costs nothing: every reply tells it. */
  state(): ObsStatus['state'];
  /** Forgets what OBS acknowledged, tries at once to connect where it had given up, and pushes everything again. */
  resync(): void;
  /** Called whenever `status()` may answer differently. Returns the unsubscribe. */
  onStatus(listener: () => void): () => void;
  /** Called after each change of `state()`, and of nothing else. */
  onState(listener: () => void): () => void;
}

/** The OBS side: what the director sees, and what else the app can ask of it. */
export interface Obs extends ObsSide {
  /** Drops the link and connects anew, with the address as it is now. */
  reconnect(): void;
  /** The same, and settles when it is known how that went, at the latest after `timeoutMs`. */
  reconnected(timeoutMs: number): Promise<ObsStatus>;
  /** Puts the scene of this moment on program because a person asks for it; a protected one is left only by `force`. */
  showScene(force: boolean, timeoutMs: number): Promise<AskedScene>;
  /** Called when the stream starts, loses its server, regains it or stops; not when OBS is away, for nobody knows then. */
  onStream(listener: (stream: StreamState) => void): () => void;
  /** Settles when the texts of this revision are through, OBS is not there to be told, or the time is up. */
  afterTexts(revision: number, timeoutMs: number): Promise<void>;
  readonly reactions: Omit<ReactionLane, 'run' | 'observed' | 'leave'>;
  /** Runs a task over the open link, for set-up and checks; null when OBS is not ready. Rejects as the task does. */
  withLink<T>(task: (link: Link) => Promise<T>): Promise<T | null>;
}

/** Makes the OBS side. Nothing happens before `start()`. */
export function createObs(options: ObsOptions): Obs {
  const now = options.now ?? (() => new Date());
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const memory = createMemory();
  const statusListeners = new Set<() => void>();
  const stateListeners = new Set<() => void>();
  const streamListeners = new Set<(stream: StreamState) => void>();
  const outcome = createAttemptOutcome();
  let linkState: LinkState | null = null;
  let url = '';
  let fault: Fault | null = null;
  let lastStatus = '';
  /** That it is not connected then is no news. */
  let isStopping = false;
  let lastStream = '';
  let lastState = '';

  const status = (): ObsStatus => presentStatus(url, fault, linkState, memory, reactions);
  const state = (): ObsStatus['state'] => presentState(fault, linkState);

  function changed(): void {
    // When OBS exits, its stream has ended. When only its WebSocket server is switched off, the stream may go on.
    if (fault === null && linkState?.phase === 'closing') streamed(NO_STREAM);
    if (state() !== lastState) for (const listener of [...stateListeners]) listener();
    else if (statusListeners.size === 0) {
      // Nobody wants to know, so it is not worked out; whoever listens from now on is told of the next change.
      lastStatus = '';
      return;
    }
    const current = status();
    const asText = JSON.stringify(current);
    if (asText === lastStatus) return;
    lastStatus = asText;
    tellLog(current);
    for (const listener of [...statusListeners]) listener();
  }

  /** One line per change of state, not per attempt. */
  function tellLog({ state, message }: ObsStatus): void {
    if (state === lastState || isStopping) return;
    lastState = state;
    if (state === 'ready' || state === 'connecting') options.log.info({ state, url }, message);
    else options.log.warn({ state, url }, message);
  }

  function streamed(stream: StreamState): void {
    const asText = `${stream.active} ${stream.reconnecting}`;
    if (asText === lastStream) return;
    lastStream = asText;
    for (const listener of [...streamListeners]) listener(stream);
  }

  const reactions = createReactionLane(
    { log: options.log, timings, nowMs: () => performance.now(), now, changed: () => changed() },
    options.shown ?? KEPT_NOWHERE,
  );
  const textListeners = new Set<() => void>();
  const textsSettled = (): void => {
    for (const listener of [...textListeners]) listener();
  };

  /** Whether the texts of this revision are in OBS, but for those that wait for a transition or are held. */
  function isThrough(revision: number): boolean {
    return linkState === null || linkState.phase !== 'open' || linkState.settledRevision >= revision;
  }

  const iconFiles = createIconFiles(() => (isUrlOfThisPc(url) ? (options.iconFolder ?? null) : null), {
    ...{ log: options.log, timings },
  });

  const context: Context = {
    log: options.log,
    timings,
    memory,
    nowMs: () => performance.now(),
    now,
    changed: () => {
      reactions.observed();
      if (linkState !== null) iconFiles.observed(linkState);
      changed();
    },
    streamed,
    textsSettled,
    beside: reactions.run,
  };

  const connection = createConnection({
    address: options.address,
    explainRefused: options.explainRefused ?? (() => Promise.resolve('not_running')),
    signs: options.signs ?? (() => Promise.resolve('')),
    log: options.log,
    timings,
    random: options.random ?? Math.random,
    nowMs: context.nowMs,
    use: (link, sameRun) =>
      reconcile(context, link, sameRun, (current) => {
        // After a lost link the stream state counts as new, even if it looks the same: it may be another stream.
        if (linkState !== current) lastStream = '';
        linkState = current;
        changed();
        textsSettled();
      }),
    attempting: (currentUrl) => {
      url = withoutSecrets(currentUrl);
      outcome.attempting();
      changed();
    },
    changed: (currentFault) => {
      fault = currentFault;
      changed();
      outcome.attempted();
    },
  });

  return {
    start: () => connection.start(),
    async stop() {
      isStopping = true;
      await reactions.leave();
      await connection.stop();
    },
    setDesired(desired) {
      setDesired(memory, desired, context.nowMs());
      if (linkState !== null) wakeBoth(linkState);
    },
    status,
    state,
    resync() {
      memory.acknowledged = null;
      wantSceneAgain(memory, context.nowMs());
      if (linkState !== null) {
        linkState.dirty.add('all');
        linkState.rewriteAll = true;
        linkState.contests.clear();
        wakeBoth(linkState);
      }
      connection.retryNow();
      changed();
    },
    reconnect: () => connection.reconnect(),
    async reconnected(timeoutMs) {
      const deadlineMs = context.nowMs() + timeoutMs;
      connection.reconnect();
      await outcome.next(timeoutMs);
      await untilSettled(state, statusListeners, deadlineMs - context.nowMs());
      return status();
    },
    async showScene(force, timeoutMs) {
      const asked = linkState;
      if (asked === null || state() !== 'ready') return { kind: 'failed' };
      return askForScene(memory, force, () => wakeBoth(asked), { nowMs: context.nowMs(), timeoutMs });
    },
    onStatus: (listener) => subscribe(statusListeners, listener),
    onState: (listener) => subscribe(stateListeners, listener),
    onStream: (listener) => subscribe(streamListeners, listener),
    reactions,
    afterTexts(revision, timeoutMs) {
      if (isThrough(revision)) return Promise.resolve();
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          unsubscribe();
          resolve();
        };
        const timer = setTimeout(done, timeoutMs);
        const unsubscribe = subscribe(textListeners, () => {
          if (isThrough(revision)) done();
        });
      });
    },
    async withLink(task) {
      const current = linkState;
      if (current?.phase !== 'open') return null;
      const result = await task(current.link);
      // Set-up may have changed the sources, so every text is tried again.
      current.contests.clear();
      wakeBoth(current);
      return result;
    },
  };
}

const NO_STREAM: StreamState = { active: false, reconnecting: false, outputDurationMs: null };

/** An open link still has to read OBS's scenes; a broken one is tried again. */
function untilSettled(
  state: () => ObsStatus['state'],
  listeners: Set<() => void>,
  timeoutMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const look = (): void => {
      if (state() !== 'connecting') done();
    };
    const timer = setTimeout(done, Math.max(0, timeoutMs));
    const unsubscribe = subscribe(listeners, look);
    look();
  });
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
