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
export async function refresh(context: Context, session: LinkState): Promise<void> {
  const { dirty, link } = session;
  const { callTimeoutMs } = context.timings;
  if (dirty.has('all')) return readAll(context, session);
  if (session.observed === null) return;
  if (dirty.delete('scenes')) {
    const switches = session.switches;
    const scenes = await restoring(session, 'scenes', observeScenes(link, callTimeoutMs));
    // If we switched while OBS answered, the answer may be out of date.
    if (session.switches === switches) {
      noteLeft(session, session.observed.programScene, scenes.programScene, context.nowMs());
      patch(session, scenes);
      const { contents } = session.observed;
      const matter = scenesThatMatter(context.memory, session.observed, session.leaving?.scene);
      if (matter.some((scene) => !contents.has(keyOf(scene)))) dirty.add('items');
    } else dirty.add('scenes');
  }
  // What the regular look asks for goes as one message.
  const reads = gathered(link);
  await Promise.all([
    dirty.delete('inputs') ? readInputs(context, session, reads) : null,
    dirty.delete('stream') ? readStream(context, session, reads) : null,
    dirty.has('texts') && session.phase === 'open'
      ? refreshTexts(context, session, [...boundTexts(context.memory, session.observed).values()], reads)
      : null,
  ]);
  if (dirty.delete('items')) {
    const scenes = scenesThatMatter(context.memory, session.observed, session.leaving?.scene);
    const contents = await restoring(session, 'items', observeContents(link, scenes, callTimeoutMs));
    patch(session, { contents });
  }
  context.changed();
}

async function readInputs(context: Context, session: LinkState, link: Batching): Promise<void> {
  const before = session.observed?.inputs ?? [];
  const read = await restoring(session, 'inputs', observeInputs(link, context.timings.callTimeoutMs));
  const inputs = withoutRemoved(session, read.inputs);
  patch(session, { ...read, inputs });
  if (listOf(before) !== listOf(inputs)) session.refused.clear();
}

async function readStream(context: Context, session: LinkState, link: Batching): Promise<void> {
  const stream = await restoring(session, 'stream', observeStream(link, context.timings.callTimeoutMs));
  patch(session, { stream });
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
  session: LinkState,
  inputs: readonly ObservedInput[],
  link: Batching = session.link,
): Promise<void> {
  session.dirty.delete('texts');
  // Reading everything again would discard the mark, so keep it until then.
  if (session.rewriteAll && !session.dirty.has('all')) {
    session.rewriteAll = false;
    patch(session, { texts: new Map(inputs.map((input) => [keyOf(input), null])) });
    return;
  }
  const known = session.observed?.texts;
  const { revision = 0 } = context.memory.desired ?? {};
  const read = await restoring(session, 'texts', observeTexts(link, inputs, context.timings.callTimeoutMs));
  const holdUntilMs = context.nowMs() + context.timings.rewriteGapMs;
  for (const [key, { text }] of read) {
    const before = known?.get(key);
    const lastKnown = before === undefined ? session.textsBefore.get(key) : before;
    if (lastKnown === undefined || lastKnown === text || session.heldUntilMs.has(key)) continue;
    const { timings } = context;
    const rests = noteEdit(session.contests, key, revision, { nowMs: context.nowMs(), timings });
    // Ours is not written at once: somebody may be typing in the properties window.
    if (!rests && before !== undefined) session.heldUntilMs.set(key, holdUntilMs);
  }
  const fromFile = new Set(session.observed?.fromFile);
  for (const [key, input] of read) {
    if (input.fromFile) fromFile.add(key);
    else fromFile.delete(key);
  }
  patch(session, {
    texts: new Map([...(known ?? []), ...[...read].map(([key, { text }]) => [key, text] as const)]),
    fromFile,
  });
  context.changed();
}

async function readAll(context: Context, session: LinkState): Promise<void> {
  const { dirty } = session;
  dirty.clear();
  const observed = await restoring(session, 'all', observeAll(session.link, context.timings.callTimeoutMs));
  const isFirst = session.observed === null;
  const waitedMs = context.nowMs() - session.phaseSinceMs;
  // Before 5.3 there is no NotReady: a collection that is half loaded shows itself by having no program scene.
  if (observed.programScene === null && session.phase === 'loading' && waitedMs < PROGRAM_SCENE_PATIENCE_MS) {
    dirty.add('all');
    throw new RequestRefusedError('a read', NOT_READY, 'no program scene yet');
  }
  // The collection changed while we read, so this answer is out of date.
  if (dirty.has('all')) return;
  if (observed.sceneCollection !== null) enterCollection(context.memory, observed.sceneCollection);
  if (!isFirst && session.phase === 'loading') wantSceneOnConnect(context.memory, context.nowMs());
  session.refused.clear();
  session.heldUntilMs.clear();
  dirty.add('items');
  if (session.phase === 'loading') {
    session.removed.clear();
    session.contests.clear();
  }
  noteLeft(session, session.observed?.programScene ?? null, observed.programScene, context.nowMs());
  const { texts, fromFile, contents } = session.observed ?? observed;
  session.textsBefore = session.phase === 'loading' ? new Map() : texts;
  session.observed = {
    ...observed,
    inputs: withoutRemoved(session, observed.inputs),
    contents,
    // Read again soon, like the texts; until then keep what was known.
    ...(session.phase === 'loading' ? {} : { fromFile }),
  };
  if (session.phase === 'loading') enterPhase(session, 'open', context.nowMs());
  if (observed.stream !== null) context.streamed(observed.stream);
  session.sceneWake.wake();
  context.changed();
}

/** Keeps the mark if reading failed, so that it is tried again. */
async function restoring<T>(session: LinkState, what: Dirty, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    session.dirty.add(what);
    throw error;
  }
}

/** Merges what was read into what is known now, which events may have changed while OBS answered. */
function patch(session: LinkState, part: Partial<Observed>): void {
  if (session.observed !== null) session.observed = { ...session.observed, ...part };
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
