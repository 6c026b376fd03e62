import type { Contest } from './contest.js';
import type { Link } from '../link/link.js';
import type { Observed } from '../observe/observed.js';
import { createWake, type Wake } from './wake.js';

/** What has to be read again: an event told of a change, or it was never read. */
export type Dirty = 'all' | 'scenes' | 'inputs' | 'texts' | 'stream' | 'items';

/** A scene that has been left and that viewers see until its transition is over. */
export interface Leaving {
  readonly scene: string;
  /** Since when; its transition begins a little later. */
  readonly sinceMs: number;
  /** How many transitions had started before: when one of those ends, this one has not. */
  readonly startedBefore: number;
}

/** What is known of OBS while one link is open; what outlives the link is in Memory. */
export interface LinkState {
  readonly link: Link;
  readonly openedAtMs: number;
  /** `loading` until read, `changing` between two collections, `closing` when OBS exits: nothing is sent but in `open`. */
  phase: 'loading' | 'open' | 'changing' | 'closing';
  phaseSinceMs: number;
  /** Null until the first full read. */
  observed: Observed | null;
  readonly dirty: Set<Dirty>;
  /** The next read of texts takes them all as unknown, so that each is written again. */
  rewriteAll: boolean;
  /** The texts known before everything was read again: they tell an edit from a text that we never wrote. */
  textsBefore: ReadonlyMap<string, string | null>;
  /** Texts being sent: the events that they cause are not edits of somebody else. */
  textsUnderWay: ReadonlyMap<string, string>;
  /** When texts were sent last, and when they were last sent so soon after others that presses come in a row. */
  textsSentMs: number;
  textsInRowMs: number;
  /** Inputs that OBS refuses to write, until its inputs change. */
  readonly refused: Map<string, number>;
  /** Keys of removed inputs: OBS lists them until every scene that had them has been drawn again. */
  readonly removed: Set<string>;
  /** Inputs that somebody has just edited in OBS, and when ours may be written again. */
  readonly heldUntilMs: Map<string, number>;
  /** Inputs that another program keeps changing. */
  readonly contests: Map<string, Contest>;
  /** The last generation whose texts are all through. */
  settledGeneration: number;
  /** Its revision. */
  settledRevision: number;
  /** Counts our own switches: the answer to a read that began before one is out of date. */
  switches: number;
  transitionsStarted: number;
  transitionsEnded: number;
  /** Since when a transition runs; null: none does, as far as OBS has told. */
  transitionSinceMs: number | null;
  /** The scene that is on its way out; null: none is. */
  leaving: Leaving | null;
  /** OBS dropped a switch of ours, and names a program scene that is not on screen (in studio mode, see scene-sync.ts). */
  programUnconfirmed: boolean;
  /** What is in the log already: a refusal that repeats is one line. */
  readonly told: Set<string>;
  readonly textWake: Wake;
  readonly sceneWake: Wake;
}

export function createLinkState(link: Link, nowMs: number): LinkState {
  return {
    link,
    openedAtMs: nowMs,
    phase: 'loading',
    phaseSinceMs: nowMs,
    observed: null,
    dirty: new Set(['all']),
    rewriteAll: false,
    textsBefore: new Map(),
    textsUnderWay: new Map(),
    textsSentMs: -Infinity,
    textsInRowMs: -Infinity,
    refused: new Map(),
    removed: new Set(),
    heldUntilMs: new Map(),
    contests: new Map(),
    settledGeneration: -1,
    settledRevision: -1,
    switches: 0,
    transitionsStarted: 0,
    transitionsEnded: 0,
    transitionSinceMs: null,
    leaving: null,
    programUnconfirmed: false,
    told: new Set(),
    textWake: createWake(),
    sceneWake: createWake(),
  };
}

export function enterPhase(linkState: LinkState, phase: LinkState['phase'], nowMs: number): void {
  linkState.phase = phase;
  linkState.phaseSinceMs = nowMs;
}

export function wakeBoth(linkState: LinkState): void {
  linkState.textWake.wake();
  linkState.sceneWake.wake();
}

/** True the first time. */
export function tellOnce({ told }: LinkState, what: string): boolean {
  const isNew = !told.has(what);
  told.add(what);
  return isNew;
}
