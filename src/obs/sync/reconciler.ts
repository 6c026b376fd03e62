import { contestDueMs } from './contest.js';
import type { Context } from './context.js';
import { leavingUntilMs } from './leaving.js';
import { handleEvent } from '../observe/handle-event.js';
import { LinkError, RequestRefusedError } from '../link/link-failure.js';
import type { Link } from '../link/link.js';
import { enterRun, wantSceneOnConnect } from './memory.js';
import { refresh } from '../observe/refresh.js';
import { refusalOf } from '../link/request-status.js';
import { syncScene } from './scene-sync.js';
import { createLinkState, enterPhase, tellOnce, wakeBoth, type LinkState } from './link-state.js';
import { settleTexts } from './text-sync.js';

/** An OBS without NotReady shows a half-loaded collection: everything is read again for this long. */
const LOADING_AGE_MS = 60_000;

/**
 * Makes OBS what the desired state says, for as long as the link lives; settles when it is closed, never rejects.
 * `sameRun`: OBS has been running since the last link, so what its user chose there still counts.
 */
export async function reconcile(
  context: Context,
  link: Link,
  sameRun: boolean,
  publish: (session: LinkState | null) => void,
): Promise<void> {
  const { memory } = context;
  const session = createLinkState(link, context.nowMs());
  let over = false;
  const isOver = (): boolean => over;
  if (!sameRun) {
    enterRun(memory);
    wantSceneOnConnect(memory, context.nowMs());
  }
  link.onEvent((event) => {
    handleEvent(session, memory, event, context.nowMs());
    wakeBoth(session);
    context.changed();
  });
  publish(session);
  const lanes = [
    runTextLane(context, session, isOver),
    syncScene(context, session, isOver),
    context.beside(session),
  ].map((lane) =>
    lane.catch((error: unknown) => {
      if (!(error instanceof LinkError))
        context.log.error({ err: error }, 'The OBS side failed; linking anew');
      link.close();
    }),
  );
  await link.closed;
  over = true;
  wakeBoth(session);
  await Promise.all(lanes);
  publish(null);
}

/** Reads what is stale, sends what differs, and looks by itself now and then: that is the heartbeat too. */
async function runTextLane(context: Context, session: LinkState, isOver: () => boolean): Promise<void> {
  let nextCheckMs = context.nowMs() + context.timings.recheckMs;
  let nextReadMs = 0;
  let refusals = 0;
  while (!isOver()) {
    const nowMs = context.nowMs();
    if (await waitOutPause(context, session)) continue;
    try {
      if (nowMs >= nextCheckMs) {
        noteCheck(session, nowMs);
        nextCheckMs = nowMs + checkGapMs(context, session);
      }
      const hasStale = isStale(session);
      if (hasStale && nowMs >= nextReadMs) {
        nextReadMs = nowMs + context.timings.readGapMs;
        await refresh(context, session);
        session.sceneWake.wake();
        await settleTexts(context, session);
      } else if (!(await settleTexts(context, session))) {
        await session.textWake.wait(
          nextDueMs(context, session, hasStale ? Math.min(nextReadMs, nextCheckMs) : nextCheckMs) -
            context.nowMs(),
        );
      }
      refusals = 0;
    } catch (error) {
      if (!(error instanceof RequestRefusedError)) throw error;
      heedRefusal(context, session, error);
      await pauseAfterRefusal(context, session, refusals++);
    }
  }
}

/** True when it waited: OBS is between two collections, or exits, and wants to hear nothing. */
async function waitOutPause(context: Context, session: LinkState): Promise<boolean> {
  const { collectionTimeoutMs, exitTimeoutMs } = context.timings;
  const spentMs = context.nowMs() - session.phaseSinceMs;
  switch (session.phase) {
    case 'loading':
    case 'open':
      return false;
    case 'changing':
      if (spentMs < collectionTimeoutMs) await session.textWake.wait(collectionTimeoutMs - spentMs);
      else {
        session.dirty.add('all');
        enterPhase(session, 'loading', context.nowMs());
      }
      return true;
    case 'closing':
      if (spentMs < exitTimeoutMs) await session.textWake.wait(exitTimeoutMs - spentMs);
      else session.link.close();
      return true;
  }
}

function noteCheck(session: LinkState, nowMs: number): void {
  // OBS tells that its stream has stopped a moment before that is so: who asks at once may hear that it runs.
  session.dirty.add('inputs').add('texts').add('stream');
  if (!saysNotReady(session) && nowMs - session.openedAtMs < LOADING_AGE_MS) session.dirty.add('all');
}

/** Texts are the text lane's own to read, beside its sending. */
function isStale({ dirty }: LinkState): boolean {
  return READ_HERE.some((what) => dirty.has(what));
}

const READ_HERE = ['all', 'scenes', 'inputs', 'stream', 'items'] as const;

function nextDueMs({ timings, nowMs }: Context, session: LinkState, dueMs: number): number {
  const contests = [...session.contests.values()].map((contest) => contestDueMs(contest, nowMs(), timings));
  return Math.min(dueMs, leavingUntilMs(session, timings), ...session.heldUntilMs.values(), ...contests);
}

function checkGapMs({ timings }: Context, session: LinkState): number {
  // obs-websocket 5.4 brought uuids and InputSettingsChanged together.
  const tellsEdits = session.observed?.inputs.some((input) => input.uuid !== null) ?? false;
  return tellsEdits ? timings.recheckWithEventsMs : timings.recheckMs;
}

function saysNotReady({ observed }: LinkState): boolean {
  const [major = 0, minor = 0] = (observed?.websocketVersion ?? '').split('.').map(Number);
  return major > 5 || (major === 5 && minor >= 3);
}

function heedRefusal(context: Context, session: LinkState, error: RequestRefusedError): void {
  session.dirty.add('all');
  if (refusalOf(error.code) !== 'not_ready') {
    if (tellOnce(session, error.message)) context.log.warn({ code: error.code }, error.message);
    return;
  }
  if (session.phase === 'open') enterPhase(session, 'loading', context.nowMs());
  context.changed();
}

async function pauseAfterRefusal({ timings }: Context, session: LinkState, refusals: number): Promise<void> {
  const pauseMs = Math.min(timings.notReadyCeilingMs, timings.notReadyBaseMs * 2 ** Math.min(refusals, 10));
  await session.textWake.wait(pauseMs);
}
