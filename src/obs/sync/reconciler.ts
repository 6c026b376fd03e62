import { contestDueMs } from './contest.js';
import type { Context } from './context.js';
import { leavingUntilMs } from './leaving.js';
import { handleEvent } from '../observe/handle-event.js';
import { LinkError, RequestRefusedError } from '../link/link-failure.js';
import type { Link } from '../link/link.js';
import { enterRun, wantSceneOnConnect } from './memory.js';
import { refresh } from '../observe/refresh.js';
import { handleRefusal } from './handle-refusal.js';
import { syncScene } from './scene-sync.js';
import { createLinkState, enterPhase, wakeBoth, type LinkState } from './link-state.js';
import { settleTexts } from './text-sync.js';

/**
 * An OBS that does not know NotReady (before 5.3) may list a half-loaded collection, so everything is read again for
 * this long.
 */
const LOADING_AGE_MS = 60_000;

/**
 * Makes OBS what the desired state says, for as long as the link lives; settles when it is closed, never rejects.
 * `sameRun`: OBS has been running since the last link, so what its user chose there still counts.
 */
export async function reconcile(
  context: Context,
  link: Link,
  sameRun: boolean,
  publish: (linkState: LinkState | null) => void,
): Promise<void> {
  const { memory } = context;
  const linkState = createLinkState(link, context.nowMs());
  let over = false;
  const isOver = (): boolean => over;
  if (!sameRun) {
    enterRun(memory);
    wantSceneOnConnect(memory, context.nowMs());
  }
  link.onEvent((event) => {
    handleEvent(linkState, memory, event, context.nowMs());
    wakeBoth(linkState);
    context.changed();
  });
  publish(linkState);
  const lanes = [
    runTextLane(context, linkState, isOver),
    syncScene(context, linkState, isOver),
    context.beside(linkState),
  ].map((lane) =>
    lane.catch((error: unknown) => {
      if (!(error instanceof LinkError))
        context.log.error({ err: error }, 'The OBS side failed; linking anew');
      link.close();
    }),
  );
  await link.closed;
  over = true;
  wakeBoth(linkState);
  await Promise.all(lanes);
  publish(null);
}

/** Reads what is dirty and sends the texts that differ; a periodic check serves as the heartbeat. */
async function runTextLane(context: Context, linkState: LinkState, isOver: () => boolean): Promise<void> {
  let nextCheckMs = context.nowMs() + context.timings.recheckMs;
  let nextReadMs = 0;
  let refusals = 0;
  while (!isOver()) {
    const nowMs = context.nowMs();
    if (await waitOutPause(context, linkState)) continue;
    try {
      if (nowMs >= nextCheckMs) {
        noteCheck(linkState, nowMs);
        nextCheckMs = nowMs + checkGapMs(context, linkState);
      }
      const hasStale = isStale(linkState);
      if (hasStale && nowMs >= nextReadMs) {
        nextReadMs = nowMs + context.timings.readGapMs;
        await refresh(context, linkState);
        linkState.sceneWake.wake();
        await settleTexts(context, linkState);
      } else if (!(await settleTexts(context, linkState))) {
        await linkState.textWake.wait(
          nextDueMs(context, linkState, hasStale ? Math.min(nextReadMs, nextCheckMs) : nextCheckMs) -
            context.nowMs(),
        );
      }
      refusals = 0;
    } catch (error) {
      if (!(error instanceof RequestRefusedError)) throw error;
      handleRefusal(context, linkState, error, 'all');
      await pauseAfterRefusal(context, linkState, refusals++);
    }
  }
}

/** Waits while OBS switches its collection or exits; false: there was nothing to wait for. */
async function waitOutPause(context: Context, linkState: LinkState): Promise<boolean> {
  const { collectionTimeoutMs, exitTimeoutMs } = context.timings;
  const spentMs = context.nowMs() - linkState.phaseSinceMs;
  switch (linkState.phase) {
    case 'loading':
    case 'open':
      return false;
    case 'changing':
      if (spentMs < collectionTimeoutMs) await linkState.textWake.wait(collectionTimeoutMs - spentMs);
      else {
        linkState.dirty.add('all');
        enterPhase(linkState, 'loading', context.nowMs());
      }
      return true;
    case 'closing':
      if (spentMs < exitTimeoutMs) await linkState.textWake.wait(exitTimeoutMs - spentMs);
      else linkState.link.close();
      return true;
  }
}

function noteCheck(linkState: LinkState, nowMs: number): void {
  // OBS reports the end of its stream slightly early: asked at once, it may say that the stream still runs.
  linkState.dirty.add('inputs').add('texts').add('stream');
  if (!saysNotReady(linkState) && nowMs - linkState.openedAtMs < LOADING_AGE_MS) linkState.dirty.add('all');
}

/** Texts are not among these: `settleTexts` reads them itself. */
function isStale({ dirty }: LinkState): boolean {
  return READ_HERE.some((what) => dirty.has(what));
}

const READ_HERE = ['all', 'scenes', 'inputs', 'stream', 'items'] as const;

function nextDueMs({ timings, nowMs }: Context, linkState: LinkState, dueMs: number): number {
  const contests = [...linkState.contests.values()].map((contest) => contestDueMs(contest, nowMs(), timings));
  return Math.min(dueMs, leavingUntilMs(linkState, timings), ...linkState.heldUntilMs.values(), ...contests);
}

function checkGapMs({ timings }: Context, linkState: LinkState): number {
  // obs-websocket 5.4 brought uuids and InputSettingsChanged together.
  const tellsEdits = linkState.observed?.inputs.some((input) => input.uuid !== null) ?? false;
  return tellsEdits ? timings.recheckWithEventsMs : timings.recheckMs;
}

function saysNotReady({ observed }: LinkState): boolean {
  const [major = 0, minor = 0] = (observed?.websocketVersion ?? '').split('.').map(Number);
  return major > 5 || (major === 5 && minor >= 3);
}

async function pauseAfterRefusal(
  { timings }: Context,
  linkState: LinkState,
  refusals: number,
): Promise<void> {
  const pauseMs = Math.min(timings.notReadyCeilingMs, timings.notReadyBaseMs * 2 ** Math.min(refusals, 10));
  await linkState.textWake.wait(pauseMs);
}
