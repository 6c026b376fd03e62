import type { Context } from './context.js';
import { boundTexts } from '../observe/bound-texts.js';
import { isOver, isResting } from './contest.js';
import { BATCH_LIMIT, diffTexts, setTextRequest, type TextChange } from './diff.js';
import { fadingTexts } from './fading-texts.js';
import type { ObsResult } from '../link/link.js';
import { isAmong, keyOf, type Observed } from '../observe/observed.js';
import { refresh, refreshTexts } from '../observe/refresh.js';
import { handleRefusal } from './handle-refusal.js';
import type { LinkState } from './link-state.js';

/**
 * Sends what differs between the desired state and OBS in one batch. Resolves to true when it did anything, so that the
 * caller looks again: there may be a newer one by then.
 */
export async function settleTexts(context: Context, linkState: LinkState): Promise<boolean> {
  const { memory } = context;
  const { desired, generation } = memory;
  const { observed } = linkState;
  if (desired === null || observed === null || linkState.phase !== 'open') return false;
  const texts = desired.overlay.texts;
  const found = boundTexts(memory, observed);
  const unread = [...found.values()].filter((input) => !observed.texts.has(keyOf(input)));
  if (unread.length > 0 || linkState.dirty.has('texts')) {
    await refreshTexts(context, linkState, linkState.dirty.has('texts') ? [...found.values()] : unread);
    return true;
  }
  endContests(context, linkState);
  const differing = diffTexts(
    texts,
    found,
    observed.texts,
    heldKeys(linkState, desired.revision, context.nowMs()),
  );
  const fading = fadingTexts(context, linkState);
  if (fading === null) {
    linkState.dirty.add('items');
    await refresh(context, linkState);
    return true;
  }
  const isFading = ({ input }: TextChange): boolean => isAmong(input, fading);
  const changes = differing.filter((change) => !isFading(change));
  const now = changes.slice(0, BATCH_LIMIT);
  noteRevision(linkState, desired.revision, [...changes.slice(BATCH_LIMIT), ...differing.filter(isFading)]);
  if (now.length > 0) {
    await sendTexts(context, linkState, now);
    return true;
  }
  settle(context, linkState, generation, desired.revision);
  if (differing.length === 0) acknowledge(context, linkState, desired.revision);
  return false;
}

async function sendTexts(
  context: Context,
  linkState: LinkState,
  changes: readonly TextChange[],
): Promise<void> {
  const nowMs = context.nowMs();
  if (nowMs - linkState.textsSentMs < context.timings.reactionPaceMs) linkState.textsInRowMs = nowMs;
  linkState.textsSentMs = nowMs;
  linkState.textsUnderWay = new Map(changes.map(({ input, text }) => [keyOf(input), text]));
  const results = await linkState.link.batch(changes.map(setTextRequest), context.timings.callTimeoutMs);
  const { observed } = linkState;
  if (observed === null) return;
  const texts = new Map(observed.texts);
  changes.forEach((change, index) => {
    const key = keyOf(change.input);
    const result = results[index];
    if (result?.ok) texts.set(key, change.text);
    else noteRefusedText(context, linkState, change, result);
  });
  linkState.textsUnderWay = new Map();
  linkState.observed = { ...observed, texts } satisfies Observed;
}

function noteRefusedText(
  context: Context,
  linkState: LinkState,
  { input }: TextChange,
  result: ObsResult | undefined,
): void {
  const code = result?.code ?? 0;
  const fields = { input: input.name, comment: result?.comment };
  const refusal = { code, message: 'OBS refuses to set this text', fields };
  // Not sent again until the inputs of OBS change, or OBS would refuse it once a second.
  if (!handleRefusal(context, linkState, refusal, 'inputs')) linkState.refused.set(keyOf(input), code);
}

/** Ends contests in which nobody has changed the text for long. */
function endContests(context: Context, { contests }: LinkState): void {
  const before = contests.size;
  for (const [key, contest] of contests)
    if (isOver(contest, context.nowMs(), context.timings)) contests.delete(key);
  if (contests.size !== before) context.changed();
}

/**
 * Contested texts have now been offered this revision and wait for the next one. Texts that wait for the next batch or
 * for a pause have not been offered it yet.
 */
function noteRevision(linkState: LinkState, revision: number, later: readonly TextChange[]): void {
  const waiting = new Set(later.map(({ input }) => keyOf(input)));
  for (const [key, contest] of linkState.contests)
    if (!waiting.has(key) && !linkState.heldUntilMs.has(key)) contest.revision = revision;
}

/**
 * Keys of texts that are not written now: refused ones until the inputs change, edited ones until the pause is over,
 * contested ones until the next press.
 */
function heldKeys(linkState: LinkState, revision: number, nowMs: number): ReadonlySet<string> {
  const held = new Set(linkState.refused.keys());
  for (const [key, untilMs] of linkState.heldUntilMs) {
    if (untilMs > nowMs) held.add(key);
    // Also where the edit happened to set the desired text.
    else linkState.heldUntilMs.delete(key);
  }
  for (const [key, contest] of linkState.contests) if (isResting(contest, revision, nowMs)) held.add(key);
  return held;
}

/** Every text that the scene switch waits for is written. */
function settle(context: Context, linkState: LinkState, generation: number, revision: number): void {
  if (linkState.settledGeneration === generation) return;
  linkState.settledGeneration = generation;
  linkState.settledRevision = revision;
  linkState.sceneWake.wake();
  context.textsSettled();
}

function acknowledge(context: Context, linkState: LinkState, revision: number): void {
  if (linkState.heldUntilMs.size > 0 || context.memory.acknowledged?.revision === revision) return;
  context.memory.acknowledged = { revision, at: context.now() };
  context.changed();
}
