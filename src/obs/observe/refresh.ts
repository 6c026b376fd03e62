import { resolve } from './bindings.js';
import { boundTexts } from './bound-texts.js';
import type { Context } from '../sync/context.js';
import { noteEdit } from '../sync/contest.js';
import { noteLeft } from '../sync/leaving.js';
import { enterCollection, wantSceneOnConnect, type Memory } from '../sync/memory.js';
import { observeAll, observeInputs, observeScenes, observeStream, observeTexts } from './observe.js';
import { observeContents } from './observe-contents.js';
import { keyOf, type Observed, type ObservedInput, type ObservedSource } from './observed.js';
import { GAME_SCENE } from '../../scenes/items.js';
import { ownNames } from '../sync/scene-policy.js';
import { gathered, type Batching } from '../link/gathered.js';
import { NOT_READY, RequestRefusedError } from '../link/link-failure.js';
import { enterPhase, type LinkState, type Dirty } from '../sync/link-state.js';

/** OBS always has a program scene once it has loaded; this long is it given. */
const PROGRAM_SCENE_PATIENCE_MS = 15_000;

/** Reads again what is dirty, the widest part first. Rejects as observe does; what was not read stays dirty. */
export async function refresh(context: Context, linkState: LinkState): Promise<void> {
  const { dirty, link } = linkState;
  const { callTimeoutMs } = context.timings;
  if (dirty.has('all')) return readAll(context, linkState);
  if (linkState.observed === null) return;
  if (dirty.delete('scenes')) {
    const switches = linkState.switches;
    const scenes = await restoring(linkState, 'scenes', observeScenes(link, callTimeoutMs));
    // If we switched while OBS answered, the answer may be out of date.
    if (linkState.switches === switches) {
      noteLeft(linkState, linkState.observed.programScene, scenes.programScene, context.nowMs());
      patch(linkState, scenes);
      const { contents } = linkState.observed;
      const matter = scenesThatMatter(context.memory, linkState.observed, linkState.leaving?.scene);
      if (matter.some((scene) => !contents.has(keyOf(scene)))) dirty.add('items');
    } else dirty.add('scenes');
  }
  // What the regular look asks for goes as one message.
  const reads = gathered(link);
  await Promise.all([
    dirty.delete('inputs') ? readInputs(context, linkState, reads) : null,
    dirty.delete('stream') ? readStream(context, linkState, reads) : null,
    dirty.has('texts') && linkState.phase === 'open'
      ? refreshTexts(context, linkState, [...boundTexts(context.memory, linkState.observed).values()], reads)
      : null,
  ]);
  if (dirty.delete('items')) {
    const scenes = scenesThatMatter(context.memory, linkState.observed, linkState.leaving?.scene);
    const contents = await restoring(linkState, 'items', observeContents(link, scenes, callTimeoutMs));
    patch(linkState, { contents });
  }
  context.changed();
}

async function readInputs(context: Context, linkState: LinkState, link: Batching): Promise<void> {
  const before = linkState.observed?.inputs ?? [];
  const read = await restoring(linkState, 'inputs', observeInputs(link, context.timings.callTimeoutMs));
  const inputs = withoutRemoved(linkState, read.inputs);
  patch(linkState, { ...read, inputs });
  if (listOf(before) !== listOf(inputs)) linkState.refused.clear();
}

async function readStream(context: Context, linkState: LinkState, link: Batching): Promise<void> {
  const stream = await restoring(linkState, 'stream', observeStream(link, context.timings.callTimeoutMs));
  patch(linkState, { stream });
  if (stream !== null) context.streamed(stream);
}

/** The show's scenes, the one on program, the one that is on its way out, and the one for the game. */
function scenesThatMatter(
  { desired, sceneBindings }: Memory,
  { scenes, programScene }: Observed,
  leaving: string | undefined,
): readonly ObservedSource[] {
  const names = desired === null ? [] : ownNames(desired.overlay.scenePolicy, desired.overlay.scene);
  const ours = [...resolve(names, scenes, sceneBindings).found.values()];
  const seen = scenes.filter(({ name }) => name === programScene || name === leaving || name === GAME_SCENE);
  return [...new Set([...ours, ...seen])];
}

/** Reads the texts of the inputs that we drive, and takes care of those that somebody else has changed. */
export async function refreshTexts(
  context: Context,
  linkState: LinkState,
  inputs: readonly ObservedInput[],
  link: Batching = linkState.link,
): Promise<void> {
  linkState.dirty.delete('texts');
  // Reading everything again would discard the mark, so keep it until then.
  if (linkState.rewriteAll && !linkState.dirty.has('all')) {
    linkState.rewriteAll = false;
    patch(linkState, { texts: new Map(inputs.map((input) => [keyOf(input), null])) });
    return;
  }
  const known = linkState.observed?.texts;
  const { revision = 0 } = context.memory.desired ?? {};
  const read = await restoring(linkState, 'texts', observeTexts(link, inputs, context.timings.callTimeoutMs));
  const holdUntilMs = context.nowMs() + context.timings.rewriteGapMs;
  for (const [key, { text }] of read) {
    const before = known?.get(key);
    const lastKnown = before === undefined ? linkState.textsBefore.get(key) : before;
    if (lastKnown === undefined || lastKnown === text || linkState.heldUntilMs.has(key)) continue;
    const { timings } = context;
    const rests = noteEdit(linkState.contests, key, revision, { nowMs: context.nowMs(), timings });
    // Ours is not written at once: somebody may be typing in the properties window.
    if (!rests && before !== undefined) linkState.heldUntilMs.set(key, holdUntilMs);
  }
  const fromFile = new Set(linkState.observed?.fromFile);
  for (const [key, input] of read) {
    if (input.fromFile) fromFile.add(key);
    else fromFile.delete(key);
  }
  patch(linkState, {
    texts: new Map([...(known ?? []), ...[...read].map(([key, { text }]) => [key, text] as const)]),
    fromFile,
  });
  context.changed();
}

async function readAll(context: Context, linkState: LinkState): Promise<void> {
  const { dirty } = linkState;
  dirty.clear();
  const observed = await restoring(
    linkState,
    'all',
    observeAll(linkState.link, context.timings.callTimeoutMs),
  );
  const isFirst = linkState.observed === null;
  const waitedMs = context.nowMs() - linkState.phaseSinceMs;
  // Before 5.3 there is no NotReady: a collection that is half loaded shows itself by having no program scene.
  if (
    observed.programScene === null &&
    linkState.phase === 'loading' &&
    waitedMs < PROGRAM_SCENE_PATIENCE_MS
  ) {
    dirty.add('all');
    throw new RequestRefusedError('a read', NOT_READY, 'no program scene yet');
  }
  // The collection changed while we read, so this answer is out of date.
  if (dirty.has('all')) return;
  if (observed.sceneCollection !== null) enterCollection(context.memory, observed.sceneCollection);
  if (!isFirst && linkState.phase === 'loading') wantSceneOnConnect(context.memory, context.nowMs());
  linkState.refused.clear();
  linkState.heldUntilMs.clear();
  dirty.add('items');
  if (linkState.phase === 'loading') {
    linkState.removed.clear();
    linkState.contests.clear();
  }
  noteLeft(linkState, linkState.observed?.programScene ?? null, observed.programScene, context.nowMs());
  const { texts, fromFile, contents } = linkState.observed ?? observed;
  linkState.textsBefore = linkState.phase === 'loading' ? new Map() : texts;
  linkState.observed = {
    ...observed,
    inputs: withoutRemoved(linkState, observed.inputs),
    contents,
    // Read again soon, like the texts; until then keep what was known.
    ...(linkState.phase === 'loading' ? {} : { fromFile }),
  };
  if (linkState.phase === 'loading') enterPhase(linkState, 'open', context.nowMs());
  if (observed.stream !== null) context.streamed(observed.stream);
  linkState.sceneWake.wake();
  context.changed();
}

/** Keeps the mark if reading failed, so that it is tried again. */
async function restoring<T>(linkState: LinkState, what: Dirty, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    linkState.dirty.add(what);
    throw error;
  }
}

/** Merges what was read into what is known now, which events may have changed while OBS answered. */
function patch(linkState: LinkState, part: Partial<Observed>): void {
  if (linkState.observed !== null) linkState.observed = { ...linkState.observed, ...part };
}

/** OBS lists a removed input for a while; once it no longer does, the key may be used again. */
function withoutRemoved({ removed }: LinkState, inputs: readonly ObservedInput[]): readonly ObservedInput[] {
  if (removed.size === 0) return inputs;
  const listed = new Set(inputs.map(keyOf));
  for (const key of removed) if (!listed.has(key)) removed.delete(key);
  return inputs.filter((input) => !removed.has(keyOf(input)));
}

function listOf(inputs: readonly ObservedInput[]): string {
  return JSON.stringify(inputs);
}
