import { LOOK_TEXT_NAMES } from '../../show/look.js';
import { resolve, type Resolved } from '../observe/bindings.js';
import type { Fault } from '../link/classify.js';
import { isContested } from '../sync/contest.js';
import { faultSentence } from '../link/faults.js';
import { lampAway, lampReady } from './lamp.js';
import type { Memory } from '../sync/memory.js';
import { nearestSources } from '../observe/nearest-source.js';
import { keyOf, type Observed, type ObservedInput } from '../observe/observed.js';
import type { ObsStatus } from './obs-status.js';
import { NO_FACTS, problemsOf, type ObsProblem, type ProblemFacts } from './problems.js';
import { viewProgram } from './program-view.js';
import { ownNames } from '../sync/scene-policy.js';
import type { LinkState } from '../sync/link-state.js';
import { GAME_SCENE } from '../../scenes/items.js';
import { isTextKind } from '../observe/text-kind.js';

/** What the lane of reactions knows. */
interface ReactionView {
  faults(): ObsStatus['reactionFaults'];
  lastReplay(): ObsStatus['lastReplay'];
}

const NO_REACTIONS: ReactionView = { faults: () => [], lastReplay: () => null };

/** Tells honestly how OBS stands: pure, from what is known now. */
export function presentStatus(
  url: string,
  fault: Fault | null,
  linkState: LinkState | null,
  memory: Memory,
  reactions: ReactionView = NO_REACTIONS,
): ObsStatus {
  const { acknowledged, sceneLeftAlone } = memory;
  if (fault !== null || !isReady(linkState)) {
    const { state, detail, lookedIn } = fault ?? faultOfSession(linkState);
    const message = faultSentence(state, url, detail, lookedIn);
    const lamp = lampAway(state, detail);
    const lastReplay = reactions.lastReplay();
    return { ...NOTHING_KNOWN, state, message, url, lamp, acknowledged, sceneLeftAlone, lastReplay };
  }
  const { observed } = linkState;
  const reactionFaults = reactions.faults();
  const facts = {
    ...compare(observed, memory, linkState),
    reactionFaults: reactionFaults.filter((fault) => fault !== null),
  };
  const problems = problemsOf(facts);
  return {
    state: 'ready',
    message: readySentence(observed, problems),
    url,
    lamp: lampReady(problems),
    problems,
    program: facts.program,
    obsVersion: observed.obsVersion,
    websocketVersion: observed.websocketVersion,
    programScene: observed.programScene,
    sceneCollection: observed.sceneCollection,
    studioMode: observed.studioMode,
    streaming: observed.stream?.active ?? null,
    acknowledged,
    missingScenes: facts.missingScenes,
    // One that OBS refuses to write is as good as missing.
    missingInputs: [...facts.missingTexts, ...facts.refusedTexts],
    deadInputs: facts.deadInputs,
    notTextInputs: facts.notTextInputs,
    renamed: facts.renamed,
    nearest: facts.nearest,
    // OBS lists them from the bottom up.
    scenes: observed.scenes.map(({ name }) => name).reverse(),
    textInputs: textInputs(observed).map(({ name }) => name),
    gameFilled: isGameFilled(observed),
    sceneLeftAlone,
    reactionFaults,
    lastReplay: reactions.lastReplay(),
  };
}

/** The state alone, without comparing what OBS has with what the show wants. */
export function presentState(fault: Fault | null, linkState: LinkState | null): ObsStatus['state'] {
  if (fault === null && isReady(linkState)) return 'ready';
  return (fault ?? faultOfSession(linkState)).state;
}

function isReady(linkState: LinkState | null): linkState is LinkState & { readonly observed: Observed } {
  return linkState?.observed != null && linkState.phase === 'open';
}

const NOTHING_KNOWN = {
  problems: [],
  program: null,
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
  gameFilled: null,
  nearest: [],
  reactionFaults: [],
} as const satisfies Partial<ObsStatus>;

function faultOfSession(linkState: LinkState | null): Fault {
  if (linkState?.phase === 'closing') return { state: 'closing', detail: null, isFinal: false };
  return { state: 'connecting', detail: linkState === null ? null : 'loading', isFinal: false };
}

function compare(observed: Observed, memory: Memory, linkState: LinkState): ProblemFacts {
  if (memory.desired === null) return NO_FACTS;
  const { overlay } = memory.desired;
  const { texts, scene, scenePolicy } = overlay;
  const inputs = missedAlone(resolve(Object.keys(texts), observed.inputs, memory.inputBindings));
  const sceneNames = scenePolicy.switchScenes ? ownNames(scenePolicy, scene) : [];
  const scenes = resolve(sceneNames, observed.scenes, memory.sceneBindings);
  const found = [...inputs.found];
  const ofKind = (isSo: (kind: string) => boolean) =>
    found.filter(([, { kind }]) => isSo(kind)).map(([name, { kind }]) => ({ name, kind }));
  const ofKey = (isSo: (key: string) => boolean) =>
    found.filter(([, input]) => isSo(keyOf(input))).map(([name]) => name);
  return {
    program: viewProgram(overlay, observed, memory),
    missingScenes: [...scenes.missing].sort((a, b) => Number(b === scene) - Number(a === scene)),
    missingTexts: inputs.missing,
    refusedTexts: ofKey((key) => linkState.refused.has(key)),
    deadInputs: ofKind((kind) => isTextKind(kind) && !observed.kinds.has(kind)),
    notTextInputs: ofKind((kind) => !isTextKind(kind)),
    fileInputs: ofKey((key) => observed.fromFile.has(key)),
    foughtInputs: ofKey((key) => {
      const contest = linkState.contests.get(key);
      return contest !== undefined && isContested(contest);
    }),
    reactionFaults: [],
    renamed: [...inputs.renamed, ...scenes.renamed],
    nearest: [...nearestSources(scenes, observed.scenes), ...nearestSources(inputs, textInputs(observed))],
  };
}

/** Scenes that were made before there were looks, and a streamer's own, have none of the looks' texts and miss none. */
function missedAlone(inputs: Resolved<ObservedInput>): Resolved<ObservedInput> {
  if (LOOK_TEXT_NAMES.some((name) => inputs.found.has(name))) return inputs;
  return { ...inputs, missing: inputs.missing.filter((name) => !LOOK_TEXT_NAMES.includes(name)) };
}

function readySentence({ obsVersion }: Observed, problems: readonly ObsProblem[]): string {
  const sentences = problems.map(({ finding, remedy }) => `${finding} ${remedy}`);
  return [`OBS ${obsVersion} is connected.`, ...sentences].join(' ');
}

function isGameFilled({ scenes, contents }: Observed): boolean | null {
  const game = scenes.find(({ name }) => name === GAME_SCENE);
  const inGame = game === undefined ? null : (contents.get(keyOf(game)) ?? null);
  return game === undefined || inGame === null ? null : [...inGame.shown].some((id) => id !== keyOf(game));
}

function textInputs({ inputs }: Observed): Observed['inputs'] {
  return inputs.filter(({ kind }) => isTextKind(kind));
}
