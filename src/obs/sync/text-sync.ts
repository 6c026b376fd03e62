import type { Context } from './context.js';
import { remember, resolve } from '../observe/bindings.js';
import { isOver, isResting } from './contest.js';
import { BATCH_LIMIT, diffTexts, setTextRequest, type TextChange } from './diff.js';
import { fadingTexts } from './fading-texts.js';
import type { ObsResult } from '../link/link.js';
import { isAmong, keyOf, type Observed } from '../observe/observed.js';
import { refresh, refreshTexts } from '../observe/refresh.js';
import { refusalOf } from '../link/request-status.js';
import { enterPhase, tellOnce, type LinkState } from './link-state.js';
import { isTextKind } from '../observe/text-kind.js';

/**
 * Sends what differs between the desired state and OBS in one batch. Resolves to true when it did anything, so that the
 * caller looks again: there may be a newer one by then.
 */
export async function settleTexts(context: Context, session: LinkState): Promise<boolean> {
  const { memory } = context;
  const { desired, generation } = memory;
  const { observed } = session;
  if (desired === null || observed === null || session.phase !== 'open') return false;
  const texts = desired.overlay.texts;
  const resolved = resolve(Object.keys(texts), observed.inputs, memory.inputBindings);
  memory.inputBindings = remember(memory.inputBindings, resolved.found);
  const found = new Map([...resolved.found].filter(([, input]) => isTextKind(input.kind)));
  const unread = [...found.values()].filter((input) => !observed.texts.has(keyOf(input)));
  if (unread.length > 0 || session.dirty.has('texts')) {
    await refreshTexts(context, session, session.dirty.has('texts') ? [...found.values()] : unread);
    return true;
  }
  endContests(context, session);
  const differing = diffTexts(
    texts,
    found,
    observed.texts,
    heldKeys(session, desired.revision, context.nowMs()),
  );
  const fading = fadingTexts(context, session);
  if (fading === null) {
    session.dirty.add('items');
    await refresh(context, session);
    return true;
  }
  const isFading = ({ input }: TextChange): boolean => isAmong(input, fading);
  const changes = differing.filter((change) => !isFading(change));
  const now = changes.slice(0, BATCH_LIMIT);
  noteRevision(session, desired.revision, [...changes.slice(BATCH_LIMIT), ...differing.filter(isFading)]);
  if (now.length > 0) {
    await sendTexts(context, session, now);
    return true;
  }
  settle(context, session, generation, desired.revision);
  if (differing.length === 0) acknowledge(context, session, desired.revision);
  return false;
}

async function sendTexts(
  context: Context,
  session: LinkState,
  changes: readonly TextChange[],
): Promise<void> {
  session.textsUnderWay = new Map(changes.map(({ input, text }) => [keyOf(input), text]));
  const results = await session.link.batch(changes.map(setTextRequest), context.timings.callTimeoutMs);
  const { observed } = session;
  if (observed === null) return;
  const texts = new Map(observed.texts);
  changes.forEach((change, index) => {
    const key = keyOf(change.input);
    const result = results[index];
    if (result?.ok) texts.set(key, change.text);
    else heedRefusal(context, session, change, result);
  });
  session.textsUnderWay = new Map();
  session.observed = { ...observed, texts } satisfies Observed;
}

function heedRefusal(
  context: Context,
  session: LinkState,
  { input }: TextChange,
  result: ObsResult | undefined,
): void {
  const code = result?.code ?? 0;
  if (refusalOf(code) === 'not_ready') {
    session.dirty.add('all');
    if (session.phase === 'open') enterPhase(session, 'loading', context.nowMs());
    return;
  }
  // Not again until its inputs change: OBS would refuse it once a second.
  session.refused.set(keyOf(input), code);
  session.dirty.add('inputs');
  if (tellOnce(session, `${keyOf(input)} ${code}`))
    context.log.warn({ input: input.name, code, comment: result?.comment }, 'OBS refuses to set this text');
}

/** What nobody has changed again for long is ours alone. */
function endContests(context: Context, { contests }: LinkState): void {
  const before = contests.size;
  for (const [key, contest] of contests)
    if (isOver(contest, context.nowMs(), context.timings)) contests.delete(key);
  if (contests.size !== before) context.changed();
}

/** From now on it is no news for a text that rests; what waits for the next batch, or for a pause, has not had it yet. */
function noteRevision(session: LinkState, revision: number, later: readonly TextChange[]): void {
  const waiting = new Set(later.map(({ input }) => keyOf(input)));
  for (const [key, contest] of session.contests)
    if (!waiting.has(key) && !session.heldUntilMs.has(key)) contest.revision = revision;
}

/** Refused ones until something changes, edited ones until the pause is over, fought-over ones until the next press. */
function heldKeys(session: LinkState, revision: number, nowMs: number): ReadonlySet<string> {
  const held = new Set(session.refused.keys());
  for (const [key, untilMs] of session.heldUntilMs) {
    if (untilMs > nowMs) held.add(key);
    // Over for good, also where the edit happened to be what we want.
    else session.heldUntilMs.delete(key);
  }
  for (const [key, contest] of session.contests) if (isResting(contest, revision, nowMs)) held.add(key);
  return held;
}

/** Every text that the scene switch waits for is through. */
function settle(context: Context, session: LinkState, generation: number, revision: number): void {
  if (session.settledGeneration === generation) return;
  session.settledGeneration = generation;
  session.settledRevision = revision;
  session.sceneWake.wake();
  context.textsSettled();
}

function acknowledge(context: Context, session: LinkState, revision: number): void {
  if (session.heldUntilMs.size > 0 || context.memory.acknowledged?.revision === revision) return;
  context.memory.acknowledged = { revision, at: context.now() };
  context.changed();
}
