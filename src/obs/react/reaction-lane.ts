import { POP_SCENE } from '../../scenes/pop.js';
import type { KillPop } from '../../show/kill-pop.js';
import { LinkError, NOT_READY, RequestRefusedError } from '../link/link-failure.js';
import type { ObsRequest } from '../link/link.js';
import type { ObsEvent, ObsEventType } from '../link/obs-event.js';
import { text } from '../observe/read-answers.js';
import type { Context } from '../sync/context.js';
import { tellOnce, type LinkState } from '../sync/link-state.js';
import { createWake } from '../sync/wake.js';
import {
  NO_ANSWER,
  OBS_AWAY,
  ReactionError,
  refused,
  RECORD_NOT_STARTED,
  REPLAY_UNSAVED,
  TOO_LATE,
  TOO_MANY,
  type ReactionFault,
} from './fault.js';
import { inBatches, lookAtActions, readGroups } from './look.js';
import { createAnnounced } from './announced.js';
import { popDown, popUp, type PopHands } from './kill-pop.js';
import { createShownItems, type ShownItem, type ShownStore } from './shown-items.js';
import { idsOf, inObs, setEnabled, type Done, type Hands, type Known, type ObsAction } from './verbs.js';

/** What became of a reaction. */
export type ReactionResult =
  ({ readonly ok: true } & Done) | { readonly ok: false; readonly fault: ReactionFault };

/** A replay that OBS has saved, whoever asked for it. */
export interface SavedReplay {
  readonly file: string;
  readonly at: Date;
}

/** Carries reactions out in OBS: in their order, one call at a time, beside the texts and after them. */
export interface ReactionLane {
  /**
   * The reactions of the show that OBS carries out, by their place in the list; null: another one's. `scenes`: what the
   * show puts on program.
   */
  setActions(actions: readonly (ObsAction | null)[], scenes?: readonly string[]): void;
  /**
   * Settles with what became of it; never rejects. `notAfterMs`: on the clock of `nowMs`, OBS is told nothing later.
   * `inCollection`: not while another scene collection is open.
   */
  push(action: ObsAction, notAfterMs: number, inCollection?: string | null): Promise<ReactionResult>;
  /**
   * Lets a kill pop up for a moment. It is never told how that went: without our scene, or too late, nothing is done.
   * `notAfterMs` as above.
   */
  pop(pop: KillPop, notAfterMs: number): void;
  /** The scene collection that is open; null: not known. */
  collection(): string | null;
  /** What keeps each of them from being carried out, by place; null: nothing, or not known. */
  faults(): readonly (ReactionFault | null)[];
  lastReplay(): SavedReplay | null;
  /** Puts back all that is shown for a while, and takes no more; settles when it is done or OBS does not answer in time. */
  leave(): Promise<void>;
  /** What is known of OBS may be newer: what the last look missed is looked at again. */
  observed(): void;
  /** Lives as long as the link. Rejects with LinkError. */
  run(linkState: LinkState): Promise<void>;
}

type LookedAt = Pick<Known, 'inputs' | 'scenes' | 'studioMode'>;

interface Job {
  readonly action: ObsAction;
  /** The latest of those that it is done for. */
  notAfterMs: number;
  /** Null: in any. */
  readonly inCollection: string | null;
  settle: (result: ReactionResult) => void;
}

/** More than anybody can press within the 3 seconds that a reaction waits. */
const QUEUE_LIMIT = 64;
/** A replay cannot be made up for: there is room for some more of these. */
const REPLAY_ROOM = 16;
/** While a batch of texts is on its way, nothing else is sent. */
const TEXTS_POLL_MS = 5;

/** After these the reactions are looked at again. */
const HINTS: ReadonlySet<ObsEventType> = new Set([
  ...(['SceneCreated', 'SceneRemoved', 'SceneNameChanged', 'SceneItemCreated', 'SceneItemRemoved'] as const),
  ...(['InputCreated', 'InputRemoved', 'InputNameChanged', 'CurrentSceneCollectionChanged'] as const),
  ...(['ReplayBufferStateChanged', 'CurrentProfileChanged', 'SourceFilterCreated'] as const),
  'StudioModeStateChanged',
  ...(['SourceFilterRemoved', 'SourceFilterNameChanged', 'SourceFilterListReindexed'] as const),
]);

export function createReactionLane(
  context: Pick<Context, 'log' | 'timings' | 'nowMs' | 'now' | 'changed'>,
  store: ShownStore,
): ReactionLane {
  const { nowMs, timings } = context;
  const wake = createWake();
  const shown = createShownItems(store, context);
  const queue: Job[] = [];
  /** The last kill that was pressed and has not popped up yet. */
  let pop: { readonly what: KillPop; readonly notAfterMs: number } | null = null;
  let actions: readonly (ObsAction | null)[] = [];
  let faults: readonly (ReactionFault | null)[] = [];
  let replay: SavedReplay | null = null;
  const replaySaved = createAnnounced<string>(timings.replaySavedTimeoutMs, REPLAY_UNSAVED);
  const recordStarted = createAnnounced<true>(timings.recordStartedTimeoutMs, RECORD_NOT_STARTED);
  let current: LinkState | null = null;
  let shownScenes: readonly string[] = [];
  let nextLookMs = 0;
  let lastWorkMs = -Infinity;
  /** The program stops: nothing is begun any more. Called when there is nothing left to put back. */
  let left: (() => void) | null = null;
  /** What the last look went by. An event that something is new comes before its name has been read. */
  let lookedAt: LookedAt | null = null;

  function handle({ type, data }: ObsEvent): void {
    if (HINTS.has(type)) nextLookMs = 0;
    if (type === 'ReplayBufferSaved') {
      const file = text(data['savedReplayPath']) ?? '';
      replay = { file, at: context.now() };
      replaySaved.first(file);
    }
    if (type === 'RecordStateChanged' && data['outputActive'] === true) recordStarted.all(true);
    const collection = current?.observed?.sceneCollection;
    if (type === 'SceneNameChanged') shown.rename(collection, data['oldSceneName'], data['sceneName']);
    if (type === 'InputNameChanged') shown.rename(collection, data['oldInputName'], data['inputName']);
    wake.wake();
  }

  function handsOn(linkState: LinkState, known: Known, notAfterMs: number): Hands {
    const refuseLate = (): void => {
      if (nowMs() > notAfterMs) throw new ReactionError(TOO_LATE);
    };
    return {
      ...{ known, shown, refuseLate },
      ...{ replaySaved: replaySaved.begin, recordStarted: recordStarted.begin },
      call: async (requestType, requestData) => {
        refuseLate();
        return linkState.link.call(
          { requestType, ...(requestData === undefined ? {} : { requestData }) },
          timings.switchTimeoutMs,
        );
      },
      batch: batchOf(linkState, refuseLate),
    };
  }

  function batchOf(linkState: LinkState, beforeEach?: () => void): Hands['batch'] {
    const send = (requests: readonly ObsRequest[]) => linkState.link.batch(requests, timings.callTimeoutMs);
    return (requests) => inBatches(requests, send, beforeEach);
  }

  /** Null: OBS is loading, between two collections, or exits. */
  function knownOf({ phase, observed }: LinkState): Known | null {
    return phase === 'open' && observed !== null ? { ...observed, groups: [], shownScenes } : null;
  }

  async function carryOut(linkState: LinkState, job: Job): Promise<void> {
    const { action, notAfterMs, inCollection, settle } = job;
    let known = knownOf(linkState);
    if (known === null || (inCollection !== null && known.sceneCollection !== inCollection)) {
      settle({ ok: false, fault: OBS_AWAY });
      return;
    }
    if (nowMs() > notAfterMs) {
      settle({ ok: false, fault: TOO_LATE });
      return;
    }
    try {
      if (action.verb === 'show') known = { ...known, groups: await readGroups(batchOf(linkState)) };
      const done = await inObs(action).perform(action.what, handsOn(linkState, known, notAfterMs));
      if ('later' in done) settleLater(done.later, settle);
      else settle({ ok: true, ...done });
    } catch (error) {
      // The link may be lost while OBS is asked why.
      let fault = OBS_AWAY;
      try {
        fault = await faultOf(linkState, action, known, error);
      } finally {
        settle({ ok: false, fault });
      }
      if (error instanceof LinkError) throw error;
    }
  }

  function settleLater(later: Promise<Done>, settle: Job['settle']): void {
    later.then(
      (done) => {
        settle({ ok: true, ...done });
      },
      (error: unknown) => {
        settle({ ok: false, fault: error instanceof ReactionError ? error.fault : OBS_AWAY });
      },
    );
  }

  async function faultOf(
    linkState: LinkState,
    action: ObsAction,
    known: Known,
    error: unknown,
  ): Promise<ReactionFault> {
    if (error instanceof ReactionError) return error.fault;
    if (error instanceof LinkError) return error.failure.kind === 'deadline' ? NO_ANSWER : OBS_AWAY;
    if (!(error instanceof RequestRefusedError)) throw error;
    if (error.code === NOT_READY) return OBS_AWAY;
    const answers = await batchOf(linkState)(inObs(action).look(action.what, known));
    return inObs(action).judge(action.what, answers, known) ?? refused(error.message);
  }

  function popHands(linkState: LinkState): Omit<PopHands, 'collection'> {
    // An OBS that draws nothing for a while is no broken link.
    const frames = (requests: readonly ObsRequest[]) =>
      linkState.link.frames(requests, timings.switchTimeoutMs);
    return { shown, batch: batchOf(linkState), frames };
  }

  async function popNext(linkState: LinkState, { sceneCollection, scenes }: Known): Promise<void> {
    const next = pop;
    pop = null;
    if (next === null || sceneCollection === null || !scenes.some(({ name }) => name === POP_SCENE)) return;
    await popUp(
      next.what,
      { ...popHands(linkState), collection: sceneCollection },
      () => nowMs() > next.notAfterMs,
    );
  }

  /** Puts back what was shown long enough. What is gone by now needs nothing. */
  async function putBack(linkState: LinkState, due: readonly ShownItem[]): Promise<void> {
    const batch = batchOf(linkState);
    const [ofPop, items] = [
      due.filter(({ scene }) => scene === POP_SCENE),
      due.filter(({ scene }) => scene !== POP_SCENE),
    ];
    if (ofPop.length > 0) await popDown(ofPop, popHands(linkState), left !== null);
    for (const item of items) {
      const [found] = await idsOf(item.source, [item.scene], batch);
      if (found !== undefined) await batch([setEnabled(item.scene, found.id, item.enabledThen)]);
      shown.forget([item]);
    }
  }

  /** Whether each reaction could be carried out now. */
  async function look(linkState: LinkState, known: Known): Promise<void> {
    nextLookMs = nowMs() + timings.reactionCheckMs;
    lookedAt = known;
    const wanted = actions;
    const found = await lookAtActions(wanted, known, batchOf(linkState));
    if (found === null || wanted !== actions) return;
    faults = found;
    context.changed();
  }

  function isNew(known: Known): boolean {
    if (
      lookedAt?.inputs === known.inputs &&
      lookedAt.scenes === known.scenes &&
      lookedAt.studioMode === known.studioMode
    )
      return false;
    const isSame = lookedAt !== null && whatCounts(lookedAt) === whatCounts(known);
    // Read again, and the same: the next comparison is a short one.
    if (isSame) lookedAt = known;
    return !isSame;
  }

  /** How long to rest so that presses in a row find an OBS that is not busy with what earlier ones have caused. */
  function untilNextInRowMs({ textsInRowMs }: LinkState): number {
    const { reactionPaceMs } = timings;
    return Math.min(textsInRowMs, lastWorkMs) + reactionPaceMs - nowMs();
  }

  /** The next thing to do; resolves to how long to wait when there is nothing. */
  async function step(linkState: LinkState): Promise<number> {
    const known = knownOf(linkState);
    const collection = known?.sceneCollection ?? null;
    const due = known === null ? [] : left === null ? shown.due(collection) : shown.all(collection);
    if (left !== null && due.length === 0) {
      left();
      return Infinity;
    }
    const looks = known !== null && actions.some((action) => action !== null);
    const hasPop = pop !== null && known !== null;
    const hasWork = due.length > 0 || queue.length > 0 || hasPop || (looks && nowMs() >= nextLookMs);
    if (hasWork && linkState.textsUnderWay.size > 0) return TEXTS_POLL_MS;
    const restMs = hasWork && left === null ? untilNextInRowMs(linkState) : 0;
    if (restMs > 0) return restMs;
    if (hasWork) lastWorkMs = nowMs();
    if (due.length > 0) {
      await putBack(linkState, due);
      return 0;
    }
    const job = queue.shift();
    if (job !== undefined) {
      await carryOut(linkState, job);
      return 0;
    }
    if (hasPop) {
      await popNext(linkState, known);
      return 0;
    }
    if (looks && nowMs() >= nextLookMs) {
      await look(linkState, known);
      return 0;
    }
    const untilPutBackMs = known === null ? Infinity : shown.untilNextMs(collection);
    return Math.min(untilPutBackMs, looks ? nextLookMs - nowMs() : timings.reactionCheckMs);
  }

  async function run(linkState: LinkState): Promise<void> {
    let isOver = false as boolean;
    current = linkState;
    nextLookMs = 0;
    lookedAt = null;
    linkState.link.onEvent(handle);
    void linkState.link.closed.then(() => {
      isOver = true;
      wake.wake();
    });
    try {
      while (!isOver) {
        try {
          const waitMs = await step(linkState);
          if (waitMs > 0) await wake.wait(waitMs);
        } catch (error) {
          if (!(error instanceof RequestRefusedError)) throw error;
          if (error.code !== NOT_READY && tellOnce(linkState, error.message))
            context.log.warn({ code: error.code }, error.message);
          await wake.wait(timings.notReadyCeilingMs);
        }
      }
    } finally {
      current = null;
      faults = [];
      pop = null;
      for (const job of queue.splice(0)) job.settle({ ok: false, fault: OBS_AWAY });
      replaySaved.forgetAll();
      recordStarted.forgetAll();
    }
  }

  return {
    setActions(next, scenes = []) {
      actions = next;
      shownScenes = scenes;
      faults = [];
      nextLookMs = 0;
      wake.wake();
    },
    async leave() {
      const linkState = current;
      if (linkState === null) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timings.leaveTimeoutMs);
        left = () => {
          clearTimeout(timer);
          resolve();
        };
        void linkState.link.closed.then(left);
        wake.wake();
      });
    },
    push(action, notAfterMs, inCollection = null) {
      if (current === null || left !== null) return Promise.resolve({ ok: false, fault: OBS_AWAY });
      const alike = waitingFor(queue, action);
      const limit = action.verb === 'save_replay' ? QUEUE_LIMIT + REPLAY_ROOM : QUEUE_LIMIT;
      if (alike === undefined && queue.length >= limit)
        return Promise.resolve({ ok: false, fault: TOO_MANY });
      return new Promise((settle) => {
        if (alike === undefined) queue.push({ action, notAfterMs, inCollection, settle });
        else join(alike, notAfterMs, settle);
        wake.wake();
      });
    },
    pop(what, notAfterMs) {
      if (current === null || left !== null) return;
      pop = { what, notAfterMs };
      wake.wake();
    },
    collection: () => (current === null ? null : (knownOf(current)?.sceneCollection ?? null)),
    faults: () => faults,
    lastReplay: () => replay,
    observed() {
      const known = current === null ? null : knownOf(current);
      if (known === null) return;
      // OBS has told its collection by now, and something in it may be due.
      if (shown.all(known.sceneCollection).length > 0) wake.wake();
      if (actions.every((action) => action === null) || !isNew(known)) return;
      nextLookMs = 0;
      wake.wake();
    },
    run,
  };
}

/** The waiting job that does the same: of a row of kills the source is shown once, for as long as the last one asks. */
function waitingFor(queue: readonly Job[], action: ObsAction): Job | undefined {
  if (action.verb !== 'show') return undefined;
  const { source } = action.what;
  // One in between may hide it.
  const last = queue.findLast(({ action: other }) => other.verb === 'show' && other.what.source === source);
  return JSON.stringify(last?.action) === JSON.stringify(action) ? last : undefined;
}

function join(job: Job, notAfterMs: number, settle: Job['settle']): void {
  const { settle: settleFirst } = job;
  job.notAfterMs = Math.max(job.notAfterMs, notAfterMs);
  job.settle = (result) => {
    settleFirst(result);
    settle(result);
  };
}

function whatCounts({ inputs, scenes, studioMode }: LookedAt): string {
  return JSON.stringify([
    inputs.map(({ name, kind }) => [name, kind]),
    scenes.map(({ name }) => name),
    studioMode,
  ]);
}
