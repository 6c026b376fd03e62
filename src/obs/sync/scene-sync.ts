import type { AskedScene } from './scene-policy.js';
import type { Context } from './context.js';
import { remember, resolve } from '../observe/bindings.js';
import { RequestRefusedError } from '../link/link-failure.js';
import { observeScenes } from '../observe/observe.js';
import { sceneAddress, type ObservedSource } from '../observe/observed.js';
import { beginLeaving } from './leaving.js';
import { handleRefusal } from './handle-refusal.js';
import { ageChange, decideScene, ownNames, type SceneChange, type SceneDecision } from './scene-policy.js';
import type { LinkState } from './link-state.js';

/**
 * How often a switch is sent again when OBS drops or refuses it, before that is reported: longer than any transition
 * takes.
 */
const MOST_ATTEMPTS = 12;

/**
 * Carries out scene changes until the link is closed. It may wait for seconds, so texts are sent beside it
 * (text-sync.ts).
 */
export async function syncScene(
  context: Context,
  linkState: LinkState,
  isOver: () => boolean,
): Promise<void> {
  let attempted: SceneChange | null = null;
  let attempts = 0;
  while (!isOver()) {
    const { change } = context.memory;
    const decision = await decideOnTruth(context, linkState);
    // A newer change came while OBS answered.
    if (change !== context.memory.change) continue;
    if (change === null || decision === null) {
      await linkState.sceneWake.wait(Infinity);
      continue;
    }
    const scene = sceneToSend(linkState, decision);
    if (scene === null) {
      handleDecision(context, linkState, change, decision);
      continue;
    }
    // In studio mode OBS silently drops a switch that comes during a transition.
    const runningMs = transitionLeftMs(context, linkState);
    if (runningMs > 0) {
      await linkState.sceneWake.wait(runningMs);
      continue;
    }
    attempts = attempted === change ? attempts + 1 : 1;
    attempted = change;
    const happened = await switchScene(context, linkState, scene, isOver);
    if (happened) finish(context, linkState, change, null, { kind: 'shown', scene: scene.name });
    else if (attempts >= MOST_ATTEMPTS)
      finish(context, linkState, change, {
        ...leftAlone(context, linkState, `OBS did not carry out the switch to "${scene.name}"`),
        failed: true,
      });
  }
}

/**
 * OBS reports a new program scene only at the end of its transition, so it is asked before a switch: a scene that the
 * streamer chose a moment ago must not be taken away.
 */
async function decideOnTruth(context: Context, linkState: LinkState): Promise<SceneDecision | null> {
  const guess = decide(context, linkState);
  if (guess?.kind !== 'switch') return guess;
  const { switches } = linkState;
  try {
    const scenes = await observeScenes(linkState.link, context.timings.callTimeoutMs);
    if (linkState.observed !== null && linkState.switches === switches) {
      linkState.observed = { ...linkState.observed, ...scenes };
    }
  } catch (error) {
    if (!(error instanceof RequestRefusedError)) throw error;
    handleRefusal(context, linkState, error, 'scenes');
    linkState.textWake.wake();
  }
  return decide(context, linkState);
}

/** Null: nothing to do until something changes. */
function decide(context: Context, linkState: LinkState): SceneDecision | null {
  const { memory } = context;
  const { change, desired } = memory;
  const { observed } = linkState;
  if (change === null || desired === null || observed === null || linkState.phase !== 'open') return null;
  // Texts go first, and what is being read again decides better.
  if (linkState.settledGeneration < Math.max(0, change.generation)) return null;
  if (linkState.dirty.has('all') || linkState.dirty.has('scenes')) return null;
  const { scene: target, scenePolicy } = desired.overlay;
  const { found } = resolve(ownNames(scenePolicy, target), observed.scenes, memory.sceneBindings);
  memory.sceneBindings = remember(memory.sceneBindings, found);
  if (memory.waitingFromScene !== null && memory.waitingFromScene !== observed.programScene) {
    // While the scene was missing, somebody chose another one.
    finish(context, linkState, change, memory.sceneLeftAlone);
    return null;
  }
  const aged = ageChange(change, context.nowMs(), context.timings.startPrivilegeMs);
  const decision = decideScene(aged, target, scenePolicy, observed, memory.sceneBindings);
  const isParked = decision.kind === 'missing' && memory.waitingFromScene !== null;
  return decision.kind === 'wait' || isParked ? null : decision;
}

/** The scene that a waiting change will switch to, as far as is known without asking OBS; else null. */
export function nextScene(context: Context, linkState: LinkState): ObservedSource | null {
  const { change, desired, waitingFromScene, sceneBindings } = context.memory;
  const { observed } = linkState;
  if (change === null || desired === null || observed === null || waitingFromScene !== null) return null;
  const { scene: target, scenePolicy } = desired.overlay;
  const aged = ageChange(change, context.nowMs(), context.timings.startPrivilegeMs);
  const decision = decideScene(aged, target, scenePolicy, observed, sceneBindings);
  return decision.kind === 'switch' ? decision.scene : null;
}

function sceneToSend(linkState: LinkState, decision: SceneDecision): ObservedSource | null {
  if (decision.kind === 'switch') return decision.scene;
  // OBS reports it as the program scene, but dropped the switch to it.
  if (decision.kind === 'live' && linkState.programUnconfirmed) return decision.scene;
  return null;
}

function handleDecision(
  context: Context,
  linkState: LinkState,
  change: SceneChange,
  decision: SceneDecision,
): void {
  if (decision.kind === 'missing' && change.settle !== undefined) {
    // A person asked and gets the answer; the change does not wait for the scene to appear.
    finish(context, linkState, change, context.memory.sceneLeftAlone, resultOf(context, linkState, decision));
    return;
  }
  if (decision.kind === 'missing') {
    context.memory.waitingFromScene = linkState.observed?.programScene ?? null;
    context.memory.sceneLeftAlone = leftAlone(context, linkState, decision.reason);
    linkState.textWake.wake();
    context.changed();
    return;
  }
  finish(
    context,
    linkState,
    change,
    decision.kind === 'leave' ? leftAlone(context, linkState, decision.reason) : null,
    resultOf(context, linkState, decision),
  );
}

function resultOf({ memory }: Context, { observed }: LinkState, decision: SceneDecision): AskedScene {
  if (decision.kind === 'live') return { kind: 'shown', scene: decision.scene.name };
  if (decision.kind === 'leave') return { kind: 'protected', scene: observed?.programScene ?? '' };
  return { kind: 'missing', scene: memory.desired?.overlay.scene ?? null };
}

/** How long to wait for a running transition; after that it counts as over. */
function transitionLeftMs(context: Context, linkState: LinkState): number {
  if (linkState.observed?.studioMode !== true || linkState.transitionSinceMs === null) return 0;
  return linkState.transitionSinceMs + context.timings.transitionTimeoutMs - context.nowMs();
}

/** Whether the switch really happened. */
async function switchScene(
  context: Context,
  linkState: LinkState,
  scene: ObservedSource,
  isOver: () => boolean,
): Promise<boolean> {
  const { timings } = context;
  const { transitionsStarted, transitionsEnded } = linkState;
  const from = linkState.observed?.programScene ?? null;
  const leaving = linkState.leaving;
  beginLeaving(linkState, from, context.nowMs());
  try {
    await linkState.link.call(
      { requestType: 'SetCurrentProgramScene', requestData: sceneAddress(scene) },
      timings.switchTimeoutMs,
    );
  } catch (error) {
    if (!(error instanceof RequestRefusedError)) throw error;
    linkState.leaving = leaving;
    handleRefusal(context, linkState, error, 'scenes');
    linkState.textWake.wake();
    return false;
  }
  linkState.switches += 1;
  if (linkState.observed === null) return false;
  linkState.observed = { ...linkState.observed, programScene: scene.name };
  context.changed();
  if (!linkState.observed.studioMode) return true;
  // Only the start of its transition proves it: OBS answers 100 and reports the scene as live either way.
  const hasStarted = (): boolean => linkState.transitionsStarted > transitionsStarted;
  await until(context, linkState, timings.transitionStartTimeoutMs, () => hasStarted() || isOver());
  if (hasStarted()) return true;
  if (!linkState.programUnconfirmed)
    context.log.info(
      { scene: scene.name },
      'OBS dropped a scene switch during a transition; it is sent again',
    );
  linkState.programUnconfirmed = true;
  const canSendAgain = (): boolean =>
    linkState.transitionsEnded > transitionsEnded || linkState.observed?.studioMode !== true || isOver();
  // A switch that is dropped again does no harm, so a lost "ended" event costs only this pause.
  await until(context, linkState, timings.resendGapMs, canSendAgain);
  return false;
}

async function until(
  context: Context,
  linkState: LinkState,
  timeoutMs: number,
  isDone: () => boolean,
): Promise<void> {
  const endMs = context.nowMs() + timeoutMs;
  while (!isDone() && context.nowMs() < endMs) await linkState.sceneWake.wait(endMs - context.nowMs());
}

/** Ends this change; a newer one that came meanwhile stays. */
function finish(
  context: Context,
  linkState: LinkState,
  change: SceneChange,
  sceneLeftAlone: Context['memory']['sceneLeftAlone'],
  result: AskedScene = { kind: 'failed' },
): void {
  const { memory } = context;
  memory.sceneLeftAlone = sceneLeftAlone;
  change.settle?.(result);
  if (memory.change === change) {
    memory.change = null;
    memory.waitingFromScene = null;
  }
  // Texts that waited for the switch wait no longer, or for the end of its transition.
  linkState.textWake.wake();
  context.changed();
}

function leftAlone(
  context: Context,
  linkState: LinkState,
  reason: string,
): NonNullable<Context['memory']['sceneLeftAlone']> {
  return { scene: linkState.observed?.programScene ?? '', reason, at: context.now() };
}
