import type { Command } from '../../raid/press/command.js';
import type { CommandResult } from '../../raid/press/command-result.js';
import type { Kill, RaidWithCounts } from '../../raid/model.js';
import type { Snapshot } from '../../raid/snapshot.js';
import { TOO_LATE, TOO_MANY, type ReactionFault } from '../../obs/react/fault.js';
import type { Obs } from '../../obs/obs.js';
import type { ReactionResult } from '../../obs/react/reaction-lane.js';
import { isObsAction, type ObsAction } from '../../obs/react/verbs.js';
import { reactionsTo, type DueReaction } from '../../reactions/reactions-to.js';
import { phaseOf } from '../../show/phase.js';
import {
  actionOf,
  eventsOf,
  replayDelaySeconds,
  type Action,
  type ReactionEntry,
} from '../../show/reactions/reaction.js';
import { isPlainText, reactionView, renderJson, textsIn } from '../../show/reactions/variables.js';
import type { Show } from '../../show/show.js';
import { renderTemplate } from '../../show/template.js';
import { createView, type View } from '../../show/view.js';
import { createHeldSwitches, HELD_NOWHERE, type HeldStore } from './held-switches.js';
import type { Targets } from './targets.js';

/** What became of a reaction when it came last. */
export interface LastResult {
  readonly at: Date;
  readonly ok: boolean;
  readonly message: string;
  /** What to do; null where all went well. */
  readonly remedy: string | null;
  /** Of a saved replay. */
  readonly file: string | null;
}

/** How a reaction of the show stands. */
export interface ReactionStatus {
  readonly entry: ReactionEntry;
  /** What keeps it from being carried out now; null: nothing that is known. */
  readonly problem: Pick<ReactionFault, 'finding' | 'remedy'> | null;
  readonly last: LastResult | null;
}

/** Carries out what the show's reactions do, in OBS and in other programs. */
export interface Reactions {
  /** For the command side: what a press has caused. */
  readonly onDone: (command: Command, result: CommandResult) => void;
  /** Something is stored, or OBS is there: what was switched until the raid ends may have to be switched back. */
  readonly endHeld: () => void;
  /** The show, or where targets are, may be another one. */
  refresh(): void;
  status(): readonly ReactionStatus[];
  /** Target faults of the reactions that send. */
  targetFaults(): readonly ReactionFault[];
  /** Carries one out now, by its number from 1, as if it had been caused; null: there is no such reaction. */
  tryOne(number: number): Promise<ReactionResult | null>;
  /** A target answers, or does so no longer. */
  refreshed(): void;
  onChange(listener: () => void): () => void;
  stop(): void;
}

export interface ReactionsParts {
  readonly show: () => Show;
  readonly obs: Pick<Obs, 'afterTexts' | 'reactions'>;
  readonly targets: Omit<Targets, 'look'>;
  /** Where it is kept what is switched until the raid ends. */
  readonly held?: HeldStore;
  readonly snapshot: (now: Date) => Promise<Snapshot>;
  /** The newest revision that is committed. */
  readonly revision: () => number;
  readonly now: () => Date;
  readonly nowMs?: () => number;
  readonly log: { warn(fields: object, message: string): void };
  readonly onError: (error: unknown) => void;
}

/** Later than this after it was caused, nothing is begun any more. */
const NOT_AFTER_MS = 3_000;
/** Presses whose reactions wait. More is nobody's hand. */
const MOST_WAITING = 200;
/** The replay buffer of OBS as it comes: what one replay is for may not be further apart, unless a reaction asks so. */
const REPLAY_LENGTH_MS = 20_000;
/** How long a try waits for its end: a reply that takes longer is taken for a broken key. */
const TRY_WAIT_MS = 8_000;

interface Caused {
  readonly due: readonly DueReaction[];
  readonly revision: number;
  readonly atMs: number;
}

/** A replay that is to be saved in a while, for each reaction that has asked for it. */
interface PlannedReplay {
  /** When the first of them was caused. */
  readonly fromMs: number;
  dueMs: number;
  readonly entries: Set<ReactionEntry>;
  timer: NodeJS.Timeout;
}

export function createReactions(parts: ReactionsParts): Reactions {
  const { show, obs, targets, snapshot, revision, now, log } = parts;
  const nowMs = parts.nowMs ?? (() => performance.now());
  const listeners = new Set<() => void>();
  // By what the entry says: it stays when the list is edited elsewhere.
  const results = new Map<string, LastResult>();
  const held = createHeldSwitches(parts.held ?? HELD_NOWHERE, obs.reactions, () => {
    last = last.then(endHeld).catch(parts.onError);
  });
  let isStopped = false;
  let planned: PlannedReplay[] = [];
  let last: Promise<void> = Promise.resolve();
  let lastSend: Promise<void> = Promise.resolve();
  let waiting = 0;

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function note(entry: ReactionEntry, result: ReactionResult): void {
    const key = JSON.stringify(entry);
    const before = results.get(key);
    const at = now();
    if (result.ok)
      results.set(key, { at, ok: true, message: result.message, remedy: null, file: result.file ?? null });
    else {
      const { finding, remedy } = result.fault;
      results.set(key, { at, ok: false, message: finding, remedy, file: null });
      if (before?.message !== finding) log.warn({ reaction: actionOf(entry).verb }, `${finding} ${remedy}`);
    }
    changed();
  }

  async function carryOut({ due, revision: wanted, atMs }: Caused, isOfObs: boolean): Promise<void> {
    const notAfterMs = atMs + NOT_AFTER_MS;
    if (isOfObs) await obs.afterTexts(wanted, NOT_AFTER_MS);
    if (nowMs() > notAfterMs) {
      for (const { entry } of due) note(entry, { ok: false, fault: TOO_LATE });
      return;
    }
    const views = due.some(({ entry }) => needsView(actionOf(entry)))
      ? await readView(due[0]?.raid ?? null)
      : null;
    for (const reaction of due) {
      const { entry, event, kill } = reaction;
      const action = actionOf(entry);
      if (action.verb === 'save_replay') planReplay(entry, atMs, replayDelaySeconds(action.what) * 1000);
      else {
        const rendered = views === null ? action : fillIn(action, reactionView(views, event, kill));
        const settled = held.begun(reaction, show().reactions);
        void begin(rendered, notAfterMs).then((result) => {
          settled(result);
          note(entry, result);
        });
      }
    }
  }

  async function endHeld(): Promise<void> {
    if (isStopped || held.isEmpty()) return;
    await obs.afterTexts(revision(), NOT_AFTER_MS);
    const { raid } = await snapshot(now());
    // What has been pressed meanwhile may switch it back itself, and is looked at again after that.
    if (waiting === 0) held.endOthers(raid);
  }

  /** The figures as they are once the press is stored, and its raid as it was then. */
  async function readView(raid: RaidWithCounts | null): Promise<View> {
    const time = now();
    const truth = await snapshot(time);
    const isCurrent = raid !== null && truth.raid?.raid_id === raid.raid_id;
    const asPressed = isCurrent
      ? { ...truth, raid, ...(raid.outcome !== null ? { last_finished: raid } : {}) }
      : truth;
    return createView(asPressed, phaseOf(asPressed, show().post_raid_seconds, time), time, show());
  }

  function begin(action: Action, notAfterMs: number): Promise<ReactionResult> {
    if (isObsAction(action)) return obs.reactions.push(action, notAfterMs);
    return targets.send(action.what.to, JSON.stringify(action.what.body), notAfterMs);
  }

  /**
   * Reactions whose replays wait at the same time get one, at the latest of their times. The same reaction once more
   * does not move it, or a row of kills would move it for ever: what happens while a replay waits is in it. What is due
   * now is saved now and joins nothing, because a replay that is saved holds nothing of what comes later.
   */
  function planReplay(entry: ReactionEntry, atMs: number, delayMs: number): void {
    const dueMs = atMs + delayMs;
    if (dueMs <= nowMs()) {
      void saveReplay({ dueMs, entries: new Set([entry]) });
      return;
    }
    const joined = planned.find(
      (replay) =>
        replay.entries.has(entry) ||
        dueMs <= replay.dueMs ||
        dueMs - replay.fromMs <= Math.max(delayMs, REPLAY_LENGTH_MS),
    );
    if (joined === undefined) {
      const replay: PlannedReplay = {
        ...{ fromMs: atMs, dueMs, entries: new Set([entry]) },
        timer: setTimeout(() => {
          saveNow(replay);
        }, dueMs - nowMs()),
      };
      planned.push(replay);
      return;
    }
    if (joined.entries.has(entry)) return;
    joined.entries.add(entry);
    if (dueMs <= joined.dueMs) return;
    joined.dueMs = dueMs;
    clearTimeout(joined.timer);
    joined.timer = setTimeout(() => {
      saveNow(joined);
    }, dueMs - nowMs());
  }

  function saveNow(replay: PlannedReplay): void {
    planned = planned.filter((other) => other !== replay);
    void saveReplay(replay);
  }

  async function saveReplay({ dueMs, entries }: Pick<PlannedReplay, 'dueMs' | 'entries'>): Promise<void> {
    const action: ObsAction = { verb: 'save_replay', what: {} };
    const result = await obs.reactions.push(action, dueMs + NOT_AFTER_MS);
    for (const entry of entries) note(entry, result);
  }

  function problemOf(index: number, entry: ReactionEntry): ReactionFault | null {
    const action = actionOf(entry);
    return isObsAction(action) ? (obs.reactions.faults()[index] ?? null) : targets.fault(action.what.to);
  }

  function refresh(): void {
    const actions = show().reactions.map(actionOf);
    const scenes = Object.values(show().scenes).filter((scene) => scene !== null);
    obs.reactions.setActions(
      actions.map((action) => (isObsAction(action) ? action : null)),
      scenes,
    );
    targets.watch(actions.flatMap((action) => (isObsAction(action) ? [] : [action.what.to])));
    const keys = new Set(show().reactions.map((entry) => JSON.stringify(entry)));
    for (const key of results.keys()) if (!keys.has(key)) results.delete(key);
    changed();
  }

  return {
    onDone(command, result) {
      const due = reactionsTo(command, result, show());
      if (due.length === 0) return;
      if (waiting >= MOST_WAITING) {
        for (const { entry } of due) note(entry, { ok: false, fault: TOO_MANY });
        return;
      }
      const caused = { revision: revision(), atMs: nowMs() };
      const inObs = due.filter(({ entry }) => isObsAction(actionOf(entry)));
      const sends = due.filter(({ entry }) => !isObsAction(actionOf(entry)));
      const after = (
        before: Promise<void>,
        some: readonly DueReaction[],
        isOfObs: boolean,
      ): Promise<void> => {
        if (some.length === 0) return before;
        waiting += 1;
        return before
          .then(() => carryOut({ ...caused, due: some }, isOfObs))
          .catch(parts.onError)
          .finally(() => (waiting -= 1));
      };
      // Each in the order of the presses: an OBS that hangs keeps nothing from other programs.
      last = after(last, inObs, true);
      lastSend = after(lastSend, sends, false);
    },
    endHeld() {
      // One that is being carried out may be the first.
      if (held.isEmpty() && waiting === 0) return;
      // After what the same press has caused, which may switch it back itself.
      setImmediate(() => {
        last = last.then(endHeld).catch(parts.onError);
      });
    },
    refresh,
    status: () =>
      show().reactions.map((entry, index) => {
        const problem = problemOf(index, entry);
        return {
          entry,
          problem: problem === null ? null : { finding: problem.finding, remedy: problem.remedy },
          last: results.get(JSON.stringify(entry)) ?? null,
        };
      }),
    targetFaults: () =>
      show().reactions.flatMap((entry, index) => {
        const fault = isObsAction(actionOf(entry)) ? null : problemOf(index, entry);
        return fault === null ? [] : [fault];
      }),
    async tryOne(number) {
      const entry = show().reactions[number - 1];
      if (entry === undefined) return null;
      const [event] = eventsOf(entry);
      const action = actionOf(entry);
      const view = reactionView(await readView(null), event ?? 'kill', sampleKill(entry, now()));
      const begun = begin(fillIn(action, view), nowMs() + NOT_AFTER_MS);
      void begun.then((result) => {
        note(entry, result);
      });
      return withinTime(begun);
    },
    refreshed: changed,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      isStopped = true;
      held.stop();
      for (const { timer } of planned) clearTimeout(timer);
      planned = [];
      targets.stop();
    },
  };
}

function needsView(action: Action): boolean {
  if (action.verb === 'chapter') return !isPlainText(action.what);
  return action.verb === 'send' && textsIn(action.what.body).some((text) => !isPlainText(text));
}

/** The same with its templates filled in. */
function fillIn(action: Action, view: View): Action {
  if (action.verb === 'chapter') return { ...action, what: renderTemplate(action.what, view) };
  if (action.verb !== 'send') return action;
  return { ...action, what: { ...action.what, body: renderJson(action.what.body, view) } };
}

/** What a try tells of: a kill that the reaction would be for. */
function sampleKill(entry: ReactionEntry, at: Date): Kill | null {
  if (!eventsOf(entry).includes('kill')) return null;
  const { enemy_type, weapon_used } = entry.if ?? {};
  return {
    ...{ kill_id: 0, raid_id: 0, killed_at: at, headshot: true },
    enemy_type: (typeof enemy_type === 'string' ? enemy_type : 'pmc') as Kill['enemy_type'],
    weapon_used: typeof weapon_used === 'string' ? weapon_used : 'M4A1',
  };
}

const NOT_DONE_YET: ReactionFault = {
  code: 'passing',
  names: [],
  word: 'A reaction takes long',
  finding: 'It has begun, and is not done after 8 seconds.',
  remedy: 'Look in OBS in a while; Set-up tells how it went.',
};

function withinTime(result: Promise<ReactionResult>): Promise<ReactionResult> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ ok: false, fault: NOT_DONE_YET });
    }, TRY_WAIT_MS);
    void result.then((done) => {
      clearTimeout(timer);
      resolve(done);
    });
  });
}
