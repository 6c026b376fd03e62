import { designFor } from '../../scenes/design.js';
import { scenePlan, type PlannedInput, type PlannedScene, type ScenePlan } from '../../scenes/scene-plan.js';
import { retiredItems, type RetiredItem } from '../../scenes/earlier/retired.js';
import { DEFAULT_LOOK, type LookChoice } from '../../show/look.js';
import type { Link, ObsRequest } from '../link/link.js';
import { sceneAddress, type ObservedSource } from '../observe/observed.js';
import { text } from '../observe/read-answers.js';
import { readDesign } from './design.js';
import { isFree, scenesToComplete, takenReason, usableInputs, type Refuse } from './names.js';
import { readInventory, type ObsInventory } from './read.js';
import { explained, type NotMade, type SetupReport } from './report.js';
import { inheritedLook, readOldSettings, replaceRetired } from './retired.js';
import { fillScene, newInputOf, type SceneTools } from './scene.js';

/** Making sixty sources with fonts takes an old PC some seconds. */
const TIMEOUT_MS = 20_000;

/** What the streamer has chosen, and what he has in the place of ours. */
export interface OfTheShow {
  /** How new scenes look, where there are none of ours yet. */
  readonly look: LookChoice;
  /** Ours, by the names that they have in OBS now. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Names of ours that the show does without: it has another source or scene for that, or none. */
  readonly without: ReadonlySet<string>;
}

const DEFAULT_SHOW: OfTheShow = { look: DEFAULT_LOOK, renamed: [], without: new Set() };

/**
 * Adds what is missing of our scenes and sources to the collection that is open, looking as the imported ones do, and
 * touches nothing that is there but what a later version has replaced. A scene has another name until it is whole, so that
 * one that was left half made is known the next time, and completed, whereas one with its own name is the streamer's.
 * @throws SetupError
 */
export async function setUpScenes(
  link: Link,
  { look, renamed, without }: OfTheShow = DEFAULT_SHOW,
): Promise<SetupReport> {
  try {
    const inventory = withRenamed(await readInventory(link, TIMEOUT_MS), renamed);
    const design = (await readDesign(link, inventory, TIMEOUT_MS)) ?? designFor(look, inventory.canvas);
    const plan = scenePlan(inventory.platform, design);
    // Only the earlier scenes have predecessors.
    const retired = design.look === null ? retiredItems(inventory.platform) : [];
    return await makeMissing(link, inventory, planWithout(plan, inventory, without), retired);
  } catch (error) {
    throw explained(error);
  }
}

/** What was renamed is there under our name, too: it is not made a second time. */
export function withRenamed(inventory: ObsInventory, renamed: OfTheShow['renamed']): ObsInventory {
  const known = renamed.filter(({ from }) => !inventory.scenes.has(from) && !inventory.inputs.has(from));
  const also = <T>(sources: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([
      ...sources,
      ...known.flatMap(({ from, to }) => {
        const source = sources.get(to);
        return source === undefined ? [] : [[from, source] as const];
      }),
    ]);
  const ourNames = new Map(known.map(({ from, to }) => [to, from]));
  return {
    ...inventory,
    scenes: also(inventory.scenes),
    inputs: also(inventory.inputs),
    ourName: (source) => ourNames.get(source) ?? source,
  };
}

/** Nothing is made that nobody would write or show; what is there is completed as ever. */
function planWithout(
  plan: ScenePlan,
  { scenes, inputs }: ObsInventory,
  without: ReadonlySet<string>,
): ScenePlan {
  return {
    ...plan,
    inputs: plan.inputs.filter(({ name }) => !without.has(name) || inputs.has(name)),
    scenes: plan.scenes.filter(({ name }) => !without.has(name) || scenes.has(name)),
  };
}

/** The name of a scene that is not whole yet. */
export function unfinishedName(scene: string): string {
  return `${scene} (being set up)`;
}

async function makeMissing(
  link: Link,
  inventory: ObsInventory,
  plan: ScenePlan,
  retired: readonly RetiredItem[],
): Promise<SetupReport> {
  const notMade: NotMade[] = [];
  const madeSources: string[] = [];
  const refuse: Refuse = (name, reason) => void notMade.push({ name, reason });
  const presentScenes = plan.scenes.flatMap(({ name }) => {
    const scene = inventory.scenes.get(name);
    return scene === undefined ? [] : [[name, scene] as const];
  });
  const inputs = new Map(plan.inputs.map((input) => [input.name, input]));
  const usable = usableInputs(inventory, plan.inputs, refuse);
  const newScenes = plan.scenes.filter(({ name }) => isFree(inventory, name, refuse));
  const oldScenes = await scenesToComplete(link, inventory, plan.scenes, { refuse, timeoutMs: TIMEOUT_MS });
  const unfinished = await createScenes(link, inventory, newScenes);
  const old = await readOldSettings(link, retired, inventory.inputs, TIMEOUT_MS);
  const planned = (name: string): PlannedInput | undefined => {
    const input = inputs.get(name);
    return input && { ...input, settings: inheritedLook(name, inputs, retired, old) };
  };
  const tools: SceneTools = {
    link,
    timeoutMs: TIMEOUT_MS,
    frame: plan.frame,
    canvas: inventory.canvas,
    ourName: inventory.ourName,
    sources: new Map([...presentScenes, ...usable.present, ...unfinished]),
    newInput: (name) => newInputOf(planned(name), usable.missing.get(name)),
    made: (name) => void madeSources.push(name),
    taken: (name) => {
      usable.missing.delete(name);
      refuse(name, takenReason(name, 'something that OBS does not list'));
    },
  };
  // What is nested comes first, or the others would have nothing to nest.
  for (const scene of [...newScenes].sort((a, b) => Number(a.shown) - Number(b.shown))) {
    const made = unfinished.get(scene.name);
    if (made === undefined) continue;
    await fillScene(tools, made, scene.items, 'whole');
    await finishScene(link, inventory, plan, scene, made);
    tools.sources.set(scene.name, { ...made, name: scene.name });
  }
  const isNew = (source: string): boolean =>
    usable.missing.has(source) || newScenes.some(({ name }) => name === source);
  const replaced: string[] = [];
  for (const { scene, place } of oldScenes)
    replaced.push(...(await replaceRetired(tools, place, scene, retired, old)));
  for (const { scene, place } of oldScenes) {
    // Whoever took the old item out of this scene does not want the new one there.
    const isTakenOut = (source: string): boolean =>
      replaced.includes(source) &&
      retired.some(({ scene: name, by }) => name === scene.name && by.includes(source));
    await fillScene(tools, place, scene.items, (source) => isNew(source) && !isTakenOut(source));
  }
  return {
    sceneCollection: inventory.sceneCollection,
    madeScenes: newScenes.map(({ name }) => name),
    madeSources,
    presentScenes: presentScenes.map(([name]) => name),
    presentSources: [...usable.present.keys()],
    replacedItems: replaced.length,
    notMade,
  };
}

/** One that is there is of a set-up that broke off. */
async function addFilters(link: Link, { filters }: PlannedScene, { name }: ObservedSource): Promise<void> {
  const requests = filters.flatMap((filter): ObsRequest[] => [
    {
      requestType: 'CreateSourceFilter',
      requestData: {
        ...{ sourceName: name, filterName: filter.name, filterKind: filter.kind },
        filterSettings: filter.settings,
      },
    },
    {
      requestType: 'SetSourceFilterEnabled',
      requestData: { sourceName: name, filterName: filter.name, filterEnabled: false },
    },
  ]);
  if (requests.length > 0) await link.batch(requests, TIMEOUT_MS);
}

/** Empty and under their unfinished names, in the order in which OBS shall list them. */
async function createScenes(
  link: Link,
  { scenes }: ObsInventory,
  planned: readonly PlannedScene[],
): Promise<Map<string, ObservedSource>> {
  const unfinished = new Map<string, ObservedSource>();
  for (const { name } of planned) {
    const sceneName = unfinishedName(name);
    const left = scenes.get(sceneName);
    const data =
      left ?? (await link.call({ requestType: 'CreateScene', requestData: { sceneName } }, TIMEOUT_MS));
    unfinished.set(
      name,
      left ?? { name: sceneName, uuid: 'sceneUuid' in data ? text(data['sceneUuid']) : null },
    );
  }
  return unfinished;
}

/** Its filters and its own transition, then its own name: now it is whole. */
async function finishScene(
  link: Link,
  { transitions }: ObsInventory,
  { transition }: ScenePlan,
  scene: PlannedScene,
  made: ObservedSource,
): Promise<void> {
  const transitionName = transitions.get(transition.kind);
  await addFilters(link, scene, made);
  if (scene.shown && transitionName !== undefined) {
    const requestData = {
      ...sceneAddress(made),
      transitionName,
      transitionDuration: transition.durationMs,
    };
    await link.call({ requestType: 'SetSceneSceneTransitionOverride', requestData }, TIMEOUT_MS);
  }
  const requestData = { ...sceneAddress(made), newSceneName: scene.name };
  await link.call({ requestType: 'SetSceneName', requestData }, TIMEOUT_MS);
}
