import { designFor } from '../../scenes/design.js';
import { formerItems } from '../../scenes/earlier/former-items.js';
import { retiredItems } from '../../scenes/earlier/retired.js';
import type { InputSettings } from '../../scenes/input-settings.js';
import { POP_SCENE } from '../../scenes/pop.js';
import { scenePlan, type ScenePlan } from '../../scenes/scene-plan.js';
import { DEFAULT_SHOW } from '../../show/default-show.js';
import type { LookChoice } from '../../show/look.js';
import type { Link, ObsRequest } from '../link/link.js';
import { sceneAddress } from '../observe/observed.js';
import { readCanvasFit } from './canvas-fit.js';
import { readDesign } from './design.js';
import {
  placeRequests,
  sceneBefore,
  sceneSteps,
  type Plans,
  type SceneNow,
  type SceneSteps,
} from './look-steps.js';
import type { BeforeLook } from './look-undo.js';
import { takenReason, usableInputs } from './names.js';
import { batchOrThrow, readInventory, readItems, type ListedItem, type ObsInventory } from './read.js';
import { explained, SetupError, type NotMade } from './report.js';
import { isSame, readSettingsNow, restyleInputs, type Restyled, type SettingsNow } from './restyle.js';
import { retiredIn } from './retired.js';
import { addItem, newInputOf, type SceneTools } from './scene.js';
import { withRenamed, type OfTheShow } from './setup.js';

const TIMEOUT_MS = 20_000;

/** What changing the look did, or would do. */
export interface LookReport {
  readonly sceneCollection: string | null;
  /** Sources whose colour, letters or size changed. */
  readonly restyled: readonly string[];
  /** Items that got another place, came or went. */
  readonly placed: readonly SceneEntry[];
  /** What the streamer has moved, recoloured or taken out by hand, and what therefore stayed. */
  readonly kept: readonly SceneEntry[];
  readonly notMade: readonly NotMade[];
}

/** `scene` null: the source itself, in whichever scene. */
export interface SceneEntry {
  readonly scene: string | null;
  readonly source: string;
}

export interface LookChange {
  readonly look: LookChoice;
  readonly renamed: OfTheShow['renamed'];
  readonly without?: OfTheShow['without'];
  /** Also what the streamer has changed by hand. */
  readonly isForced: boolean;
}

/**
 * Gives our scenes in the open collection another look. Only what still is as we made it is touched: what the streamer has
 * moved or recoloured stays, what he has taken out stays away, and nothing of his own is touched.
 * @param keep keeps the way back, for `takeBackLook`: called before anything is touched, and again when everything that is
 *   to be added is there. `preview`: only says what it would do.
 * @returns what it did; `no scenes`: there are none of ours in this collection, so that nothing was done.
 * @throws SetupError
 */
export async function changeLook(
  link: Link,
  change: LookChange,
  keep: ((before: BeforeLook) => void) | 'preview',
): Promise<LookReport | 'no scenes'> {
  try {
    return await carryOutChange(link, change, keep);
  } catch (error) {
    throw explained(error);
  }
}

async function carryOutChange(
  link: Link,
  { look, renamed, without = new Set(), isForced }: LookChange,
  keep: ((before: BeforeLook) => void) | 'preview',
): Promise<LookReport | 'no scenes'> {
  const inventory = withRenamed(await readInventory(link, TIMEOUT_MS), renamed);
  const design = await readDesign(link, inventory, TIMEOUT_MS);
  if (design === null) return 'no scenes';
  if ((await readCanvasFit(link)).misfits.length > 0)
    throw new SetupError('The scenes were made for another canvas: press "Fit scenes to canvas" first.');
  const to = scenePlan(inventory.platform, designFor(look, inventory.canvas));
  const from = await withPop(link, inventory, scenePlan(inventory.platform, design), to);
  const plans: Plans = { from, to, former: design.look === null ? formerItems(inventory.platform) : [] };
  const scenes = await readScenes(link, inventory, plans);
  if (design.look === null && scenes.some((scene) => isUnreplaced(scene, inventory, without)))
    throw new SetupError(
      'The scenes are of an earlier version: press "Make my scenes" first, then change the look.',
    );
  const now = await readSettingsNow(link, inventory, from, TIMEOUT_MS);
  const byHand = changedByHand(now, from);
  const notMade: NotMade[] = design.look === null && !inventory.scenes.has(POP_SCENE) ? [NO_POP] : [];
  const steps = scenes.map((scene) =>
    sceneSteps(
      inventory,
      plans,
      scene,
      isForced || (design.look === null && scene.wanted.name === POP_SCENE),
    ),
  );
  const restyling = { isForced, isPreview: true, timeoutMs: TIMEOUT_MS };
  const restyled = await restyleInputs(link, now, plans, restyling);
  if (keep !== 'preview') {
    const keepNow = (): void => {
      keep(beforeChange(inventory, { steps, now, restyled }));
    };
    keepNow();
    const allAdded = async (): Promise<void> => {
      keepNow();
      // With the mark: until then all is of the look before, should OBS refuse what was to be added.
      await restyleInputs(link, now, plans, { ...restyling, isPreview: false });
    };
    await carryOut(link, inventory, { to, steps, byHand, notMade, allAdded });
  }
  const isWritten = ({ written }: Restyled): boolean => written.length > 0;
  return {
    sceneCollection: inventory.sceneCollection,
    restyled: restyled.filter(isWritten).map(({ name }) => name),
    placed: steps.flatMap((step) =>
      [
        ...step.placed.filter(({ isChanged }) => isChanged).map(({ planned }) => planned.source),
        ...step.gone.map((item) => item.source),
      ].map((source) => ({ scene: step.name, source })),
    ),
    kept: [
      ...(isForced ? [] : restyled.filter((one) => one.isByHand)).map(({ name }) => ({
        scene: null,
        source: name,
      })),
      ...steps.flatMap(({ name, kept }) => kept.map((source) => ({ scene: name, source }))),
    ],
    notMade,
  };
}

/** The scenes had no looks when they were made, so that nothing of it is there yet. */
const NO_POP: NotMade = {
  name: POP_SCENE,
  reason: 'Press "Make my scenes" afterwards: it adds the scene in which a kill pops up.',
};

/** Set-up would put something else into the place of what this scene shows; the look would leave both. */
function isUnreplaced(
  { current, wanted }: SceneNow,
  { platform, inputs }: ObsInventory,
  without: OfTheShow['without'],
): boolean {
  return retiredItems(platform)
    .filter(({ scene, by: [by = ''] }) => scene === wanted.name && (inputs.has(by) || !without.has(by)))
    .some((item) => retiredIn(current, item) !== undefined);
}

/** Scenes without a look may have a pop, of one that was taken back since: all of that counts as we made it. */
async function withPop(
  link: Link,
  inventory: ObsInventory,
  from: ScenePlan,
  to: ScenePlan,
): Promise<ScenePlan> {
  const pop = to.scenes.find(({ name }) => name === POP_SCENE);
  if (pop === undefined || from.scenes.some(({ name }) => name === POP_SCENE)) return from;
  const sources = new Set(pop.items.map(({ source }) => source));
  const own = to.inputs.filter(
    ({ name }) => sources.has(name) && !from.inputs.some((input) => input.name === name),
  );
  const now = await readSettingsNow(link, inventory, { ...to, inputs: own }, TIMEOUT_MS);
  const asTheyAre = own.map((input) => ({
    ...input,
    settings: (now.get(input.name)?.settings ?? input.settings) as InputSettings,
  }));
  return { ...from, scenes: [...from.scenes, pop], inputs: [...from.inputs, ...asTheyAre] };
}

function beforeChange(
  inventory: ObsInventory,
  {
    steps,
    now,
    restyled,
  }: {
    readonly steps: readonly SceneSteps[];
    readonly now: SettingsNow;
    readonly restyled: readonly Restyled[];
  },
): BeforeLook {
  const written = new Map(restyled.map((one) => [one.name, one.written]));
  return {
    sceneCollection: inventory.sceneCollection,
    scenes: steps.map((step) => sceneBefore(inventory, step)),
    inputs: [...now].map(([name, input]) => ({ ...input, written: written.get(name) ?? [] })),
  };
}

async function readScenes(
  link: Link,
  inventory: ObsInventory,
  { from, to }: Plans,
): Promise<readonly SceneNow[]> {
  const there = to.scenes.flatMap((wanted) => {
    const [place, made] = [
      inventory.scenes.get(wanted.name),
      from.scenes.find(({ name }) => name === wanted.name),
    ];
    return place === undefined || made === undefined || wanted.isGround ? [] : [{ place, made, wanted }];
  });
  const answers = await batchOrThrow(
    link,
    there.map(({ place }) => ({ requestType: 'GetSceneItemList', requestData: sceneAddress(place) })),
    TIMEOUT_MS,
  );
  return there.map((scene, index) => {
    const current = readItems(answers[index] ?? {}, inventory.ourName);
    return { ...scene, current: scene.wanted.name === POP_SCENE ? current.map(atRest) : current };
  });
}

/** A kill may be up at this moment: what would be put back as shown, now or by the way back, would stay. */
function atRest(item: ListedItem): ListedItem {
  return { ...item, isShown: false };
}

/** Our names of sources that would lose something of the streamer's if they went away. */
function changedByHand(inputs: SettingsNow, from: ScenePlan): ReadonlySet<string> {
  const isLive = (name: string): boolean => name in DEFAULT_SHOW.texts;
  const changed = [...inputs].filter(([ourName, { settings }]) => {
    const made = from.inputs.find(({ name }) => name === ourName)?.settings ?? {};
    return Object.entries(made).some(([key, value]) => {
      const now = settings[key];
      if (now === undefined || (key === 'text' && isLive(ourName))) return false;
      return !isSame(now, value);
    });
  });
  return new Set(changed.map(([ourName]) => ourName));
}

interface Work {
  readonly to: ScenePlan;
  readonly steps: readonly SceneSteps[];
  readonly byHand: ReadonlySet<string>;
  readonly notMade: NotMade[];
  readonly allAdded: () => Promise<void>;
}

/** New items first and what goes last, so that no source is without a scene in between: OBS would drop it. */
async function carryOut(
  link: Link,
  inventory: ObsInventory,
  { to, steps, byHand, notMade, allAdded }: Work,
): Promise<void> {
  const refuse = (name: string, reason: string): void => void notMade.push({ name, reason });
  const usable = usableInputs(inventory, to.inputs, refuse);
  const tools: SceneTools = {
    ...{ link, timeoutMs: TIMEOUT_MS, frame: to.frame, canvas: inventory.canvas, ourName: inventory.ourName },
    sources: new Map([...inventory.scenes, ...usable.present]),
    newInput: (name) =>
      newInputOf(
        to.inputs.find((input) => input.name === name),
        usable.missing.get(name) ?? usable.present.get(name)?.kind,
      ),
    made: () => undefined,
    taken: (name) => {
      usable.missing.delete(name);
      refuse(name, takenReason(name, 'something that OBS does not list'));
    },
  };
  for (const { place, placed } of steps)
    for (const one of placed) one.itemId ??= await addItem(tools, place, one.planned.source);
  await allAdded();
  for (const step of steps) await batchOrThrow(link, placeRequests(step, to, inventory), TIMEOUT_MS);
  const goneRequests = steps.flatMap(({ place, gone }) =>
    gone.map(({ itemId, source }): ObsRequest => {
      const item = { ...sceneAddress(place), sceneItemId: itemId };
      return byHand.has(source)
        ? { requestType: 'SetSceneItemEnabled', requestData: { ...item, sceneItemEnabled: false } }
        : { requestType: 'RemoveSceneItem', requestData: item };
    }),
  );
  await batchOrThrow(link, goneRequests, TIMEOUT_MS);
}
