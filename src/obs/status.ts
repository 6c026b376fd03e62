import { resolve } from './bindings.js';
import type { Fault } from './classify.js';
import { faultSentence } from './faults.js';
import type { Memory } from './memory.js';
import { nearestSources, quotedWithNearest, type NearestSource } from './nearest-source.js';
import { keyOf, type Observed } from './observed.js';
import type { ObsStatus } from './obs-status.js';
import { ownNames } from './scene-policy.js';
import type { Session } from './session.js';
import { isTextKind } from './text-kind.js';

/** Tells honestly how OBS stands: pure, from what is known now. */
export function presentStatus(
  url: string,
  fault: Fault | null,
  session: Session | null,
  memory: Memory,
): ObsStatus {
  const { acknowledged, sceneLeftAlone } = memory;
  if (fault !== null || !isReady(session)) {
    const { state, detail } = fault ?? faultOfSession(session);
    const message = faultSentence(state, url, detail);
    return { ...NOTHING_KNOWN, state, message, url, acknowledged, sceneLeftAlone };
  }
  const { observed, refused } = session;
  const found = compare(observed, memory, refused);
  return {
    state: 'ready',
    message: readySentence(observed, found),
    url,
    obsVersion: observed.obsVersion,
    websocketVersion: observed.websocketVersion,
    programScene: observed.programScene,
    sceneCollection: observed.sceneCollection,
    studioMode: observed.studioMode,
    streaming: observed.stream?.active ?? null,
    acknowledged,
    // OBS lists them from the bottom up.
    scenes: observed.scenes.map(({ name }) => name).reverse(),
    textInputs: textInputs(observed).map(({ name }) => name),
    ...found,
    sceneLeftAlone,
  };
}

/** The state alone, without comparing what OBS has with what the show wants. */
export function presentState(fault: Fault | null, session: Session | null): ObsStatus['state'] {
  if (fault === null && isReady(session)) return 'ready';
  return (fault ?? faultOfSession(session)).state;
}

function isReady(session: Session | null): session is Session & { readonly observed: Observed } {
  return session?.observed != null && session.phase === 'open';
}

const NOTHING_KNOWN = {
  obsVersion: null,
  websocketVersion: null,
  programScene: null,
  sceneCollection: null,
  studioMode: null,
  streaming: null,
  missingScenes: [],
  missingInputs: [],
  deadInputs: [],
  notTextInputs: [],
  renamed: [],
  scenes: [],
  textInputs: [],
  nearest: [],
} as const satisfies Partial<ObsStatus>;

function faultOfSession(session: Session | null): Fault {
  if (session?.phase === 'closing') return { state: 'closing', detail: null, isFinal: false };
  return { state: 'connecting', detail: session === null ? null : 'loading', isFinal: false };
}

type Found = Pick<
  ObsStatus,
  'missingScenes' | 'missingInputs' | 'deadInputs' | 'notTextInputs' | 'renamed' | 'nearest'
>;

const NOTHING_FOUND: Found = {
  missingScenes: [],
  missingInputs: [],
  deadInputs: [],
  notTextInputs: [],
  renamed: [],
  nearest: [],
};

function compare(observed: Observed, memory: Memory, refused: Session['refused']): Found {
  if (memory.wish === null) return NOTHING_FOUND;
  const { texts, scene, scenePolicy } = memory.wish.overlay;
  const inputs = resolve(Object.keys(texts), observed.inputs, memory.inputBindings);
  const sceneNames = scenePolicy.switchScenes ? ownNames(scenePolicy, scene) : [];
  const scenes = resolve(sceneNames, observed.scenes, memory.sceneBindings);
  const found = [...inputs.found];
  return {
    missingScenes: scenes.missing,
    // One that OBS refuses to write is as good as missing.
    missingInputs: [
      ...inputs.missing,
      ...found.filter(([, input]) => refused.has(keyOf(input))).map(([name]) => name),
    ],
    deadInputs: found
      .filter(([, { kind }]) => isTextKind(kind) && !observed.kinds.has(kind))
      .map(([name, { kind }]) => ({ name, kind })),
    notTextInputs: found
      .filter(([, { kind }]) => !isTextKind(kind))
      .map(([name, { kind }]) => ({ name, kind })),
    renamed: [...inputs.renamed, ...scenes.renamed],
    nearest: [...nearestSources(scenes, observed.scenes), ...nearestSources(inputs, textInputs(observed))],
  };
}

function textInputs({ inputs }: Observed): Observed['inputs'] {
  return inputs.filter(({ kind }) => isTextKind(kind));
}

function readySentence({ obsVersion }: Observed, found: Found): string {
  const parts = [`OBS ${obsVersion} is connected.`];
  if (found.missingScenes.length > 0)
    parts.push(`Not in this scene collection: the ${count(found.missingScenes, 'scene', found.nearest)}.`);
  if (found.missingInputs.length > 0)
    parts.push(
      `Not to be written in this scene collection: the ${count(found.missingInputs, 'source', found.nearest)}.`,
    );
  if (found.deadInputs.length > 0)
    parts.push(
      `This OBS cannot draw the ${count(
        found.deadInputs.map(({ name }) => name),
        'source',
      )}: made on another system; create them again here.`,
    );
  if (found.notTextInputs.length > 0)
    parts.push(
      `No text source, so it is left alone: the ${count(
        found.notTextInputs.map(({ name }) => name),
        'source',
      )}. Name another one in the show file.`,
    );
  if (found.renamed.length > 0) {
    const names = found.renamed.map(({ from, to }) => `"${from}" is now "${to}"`).join(', ');
    parts.push(`Renamed in OBS, while the show file has the old name: ${names}.`);
  }
  return parts.join(' ');
}

const NAMES_SHOWN = 3;

function count(names: readonly string[], noun: string, nearest: readonly NearestSource[] = []): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => quotedWithNearest(name, nearest));
  const more = names.length - shown.length;
  return `${noun}${names.length === 1 ? '' : 's'} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
