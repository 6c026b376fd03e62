import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Link } from '../../src/obs/link/link.js';
import { observeInputs } from '../../src/obs/observe/observe.js';
import { setIconFiles } from '../../src/obs/sync/icon-files.js';
import { openLink } from '../../src/obs/link/open-link.js';
import { changeLook, type LookReport } from '../../src/obs/setup/look-change.js';
import { readLastLook, takeBackLook, type BeforeLook } from '../../src/obs/setup/look-undo.js';
import { DEFAULT_LOOK, type LookChoice } from '../../src/show/look.js';
import { MARK } from '../../src/scenes/mark.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { EMPTY_SNAPSHOT } from '../../src/show/empty-snapshot.js';
import { project } from '../../src/show/project.js';
import { collectionFileName } from '../../src/lib/obs-platforms.js';
import { GAME_SCENE } from '../../src/scenes/items.js';
import { POP_SCENE } from '../../src/scenes/pop.js';
import { COLLECTION_NAME } from '../../src/scenes/collection.js';
import { differingPixels } from './picture-difference.js';
import { decodePng, type Picture } from './png.js';
import type { ObsBuild } from './real-obs-builds.js';
import { startRealObs, type RealObs, type RealObsOptions } from './real-obs.js';

/** The shipped collection of that look that OBS on this machine opens. */
export function collectionFile(look?: string): string {
  return fileURLToPath(new URL(`../../scenes/${collectionFileName('linux', look)}`, import.meta.url));
}
export const LINUX_COLLECTION = collectionFile();

/** Our five scenes as a viewer sees them. */
export const SHOWN_SCENES = [
  'Tarkov Lobby',
  'Tarkov Queue',
  'Tarkov In Raid',
  'Tarkov Survived',
  'Tarkov Death',
] as const;

/** What an evening looks like. */
export const ORDINARY_TEXTS: Readonly<Record<string, string>> = {
  'Tarkov Status': 'KILLED IN ACTION',
  'Tarkov Outcome': 'KILLED IN ACTION',
  'Tarkov Outcome Map': 'Customs',
  'Tarkov Next Map': 'Customs',
  'Tarkov Next Character': 'PMC',
  'Tarkov Session Label': 'TODAY',
  'Tarkov Map': 'Customs',
  'Tarkov Character': 'PMC',
  'Tarkov Raid Kills': '4',
  'Tarkov Raid Time': '17:42',
  'Tarkov Queue Time': '1:34',
  'Tarkov Queue Map': 'Customs',
  'Tarkov Queue Character': 'PMC',
  'Tarkov Last Raid': 'Customs · survived · 4 kills',
  'Tarkov Session Raids': '11',
  'Tarkov Session Kills': '21',
  'Tarkov Session Deaths': '4',
  'Tarkov Session KD': '5.25',
  'Tarkov Survival Rate': '63.6%',
  'Tarkov Average Queue': '2:14',
  'Tarkov Streak': '3',
  'Tarkov Total Raids': '1,204',
  'Tarkov Total Kills': '3,377',
  'Tarkov KD': '5.10',
  'Tarkov Favorite Map': 'Customs',
  'Tarkov PMC Scav': '812 : 392',
  'Tarkov Raid Time Label': 'TIME',
  'Tarkov Raid Detail': '3 PMC · 1 BOSS',
  'Tarkov Outcome Detail': '3 PMC · 1 BOSS',
  'Tarkov Mode': '',
  'Tarkov Queue Time Label': 'IN QUEUE · AVERAGE 2:14',
  'Tarkov Figures Label': 'THIS STREAM',
  'Tarkov Figures Line': 'THIS STREAM · RAIDS 11 · KILLS 21 · K/D 5.25 · SURVIVAL 63.6%',
  'Tarkov Last Line': 'LAST RAID  Customs · survived · 4 kills',
  'Tarkov Next Line': 'NEXT RAID  Customs · PMC',
  'Tarkov Figure 1': '11',
  'Tarkov Figure 1 Label': 'RAIDS',
  'Tarkov Figure 2': '21',
  'Tarkov Figure 2 Label': 'KILLS',
  'Tarkov Figure 3': '5.25',
  'Tarkov Figure 3 Label': 'K/D',
  'Tarkov Figure 4': '63.6%',
  'Tarkov Figure 4 Label': 'SURVIVAL',
};

/** The longest that each can be expected to get. */
export const LONGEST_TEXTS: Readonly<Record<string, string>> = {
  'Tarkov Status': 'MISSING IN ACTION',
  'Tarkov Outcome': 'MISSING IN ACTION',
  'Tarkov Outcome Map': 'Streets of Tarkov · Cardinal Apartment Complex',
  'Tarkov Next Map': 'Streets of Tarkov',
  'Tarkov Next Character': 'SCAV',
  'Tarkov Session Label': 'WWWWWWWWW…',
  'Tarkov Map': 'Streets of Tarkov',
  'Tarkov Character': 'SCAV',
  'Tarkov Raid Kills': '114',
  'Tarkov Raid Time': '12:34:56',
  'Tarkov Queue Time': '12:34:56',
  'Tarkov Queue Map': 'Streets of Tarkov',
  'Tarkov Queue Character': 'SCAV',
  'Tarkov Last Raid': 'Streets of Tarkov · survived · 14 kills',
  'Tarkov Session Raids': '1,204',
  'Tarkov Session Kills': '3,377',
  'Tarkov Session Deaths': '1,204',
  'Tarkov Session KD': '3,377.00',
  'Tarkov Survival Rate': '100.0%',
  'Tarkov Average Queue': '12:34:56',
  'Tarkov Streak': '1,204',
  'Tarkov Total Raids': '101,204',
  'Tarkov Total Kills': '103,377',
  'Tarkov KD': '3,377.00',
  'Tarkov Favorite Map': 'Streets of Tarkov',
  'Tarkov PMC Scav': '10,812 : 10,392',
  'Tarkov Raid Time Label': 'RUN-THROUGH 6:59',
  'Tarkov Raid Detail': '14 SCAV · 12 PMC · 3 BOSS · 11 RAIDER',
  'Tarkov Outcome Detail': '14 SCAV · 12 PMC · 3 BOSS · 11 RAIDER',
  'Tarkov Mode': 'SEASON',
  'Tarkov Queue Time Label': 'IN QUEUE · AVERAGE 12:34:56',
  'Tarkov Figures Label': 'WWWWWWWWW…',
  'Tarkov Figures Line': 'WWWWWWWWW… · RAIDS 1,204 · KILLS 3,377 · K/D 3,377.00 · SURVIVAL 100.0%',
  'Tarkov Last Line': 'LAST RAID  Streets of Tarkov · survived · 14 kills',
  'Tarkov Next Line': 'NEXT RAID  Streets of Tarkov · SCAV',
  'Tarkov Figure 1': '1,204',
  'Tarkov Figure 1 Label': 'BOSS KILLS',
  'Tarkov Figure 2': '12:34:56',
  'Tarkov Figure 2 Label': 'AVG QUEUE',
  'Tarkov Figure 3': '3,377.00',
  'Tarkov Figure 3 Label': 'K/D',
  'Tarkov Figure 4': '100.0%',
  'Tarkov Figure 4 Label': 'HEADSHOTS',
};

/** The least that a scene can say: the first evening, before and after its first raid. */
export const SHORTEST_TEXTS: Readonly<Record<string, string>> = {
  ...project(EMPTY_SNAPSHOT, DEFAULT_SHOW, new Date(0)).texts,
  'Tarkov Outcome': 'TRANSIT',
  'Tarkov Outcome Map': 'Woods',
  'Tarkov Map': 'Woods',
  'Tarkov Character': 'PMC',
  'Tarkov Queue Map': 'Woods',
  'Tarkov Queue Character': 'PMC',
  'Tarkov Queue Time': '0:01',
  'Tarkov Raid Time': '0:01',
};

/** Starts OBS with our scenes open. */
export function startObsWithScenes(build?: ObsBuild, options: RealObsOptions = {}): Promise<RealObs> {
  return startRealObs({
    ...options,
    ...(build === undefined ? {} : { build }),
    collection: COLLECTION_NAME,
    collectionFiles: [LINUX_COLLECTION],
  });
}

/** Writes texts as the service does: the text alone, the look stays. */
export async function setTexts(obs: RealObs, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [inputName, text] of Object.entries(texts)) {
    await obs.call('SetInputSettings', { inputName, inputSettings: { text }, overlay: true });
  }
}

/** Settles when OBS has drawn a few frames more: a text that was written before is on them. */
export async function waitForFrames(obs: RealObs, count = 3): Promise<void> {
  const from = await drawnFrames(obs);
  while ((await drawnFrames(obs)) < from + count) await sleep(50);
}

/** OBS also counts the frames for which it was too late, as often in the seconds after its start: nothing is on those. */
async function drawnFrames(obs: RealObs): Promise<number> {
  const { renderTotalFrames, renderSkippedFrames } = await obs.call('GetStats');
  return renderTotalFrames - renderSkippedFrames;
}

/** A scene as it is drawn in the end: a text that was written before may take some frames. */
export async function photograph(
  obs: RealObs,
  scene: string,
  size: { readonly width?: number } = {},
): Promise<Picture> {
  let last = await obs.screenshot(scene, size);
  for (;;) {
    await waitForFrames(obs);
    const next = await obs.screenshot(scene, size);
    if (next.equals(last)) return decodePng(next);
    last = next;
  }
}

/**
 * All of our scenes, with the words of an ordinary evening where no others are given; as large as the canvas where no
 * width is. They wait for the same frames.
 */
export async function photographAll(
  obs: RealObs,
  { width, texts = ORDINARY_TEXTS }: { width?: number; texts?: Readonly<Record<string, string>> } = {},
): Promise<Picture[]> {
  await setTexts(obs, texts);
  return Promise.all(
    SHOWN_SCENES.map((scene) => photograph(obs, scene, width === undefined ? {} : { width })),
  );
}

/** Holds the pictures of two collections against each other, scene by scene. */
export function expectSamePictures(one: readonly Picture[], other: readonly Picture[]): void {
  SHOWN_SCENES.forEach((scene, index) => {
    const [a, b] = [one[index], other[index]];
    if (a === undefined || b === undefined) throw new Error(`There is no picture of ${scene}.`);
    expect(differingPixels(a, b), scene).toEqual([]);
  });
}

/** Does it over a link of its own, as the command line does without the service. */
export async function overLink<T>({ url }: RealObs, task: (link: Link) => Promise<T>): Promise<T> {
  const link = await openLink({ url, password: null }, 5_000, new AbortController().signal);
  try {
    return await task(link);
  } finally {
    link.close();
  }
}

/** Our small pictures where this OBS sees them; the path as it sees it. */
export async function placeIcons({ home, build }: RealObs): Promise<string> {
  const folder = join(home, 'icons');
  await cp(fileURLToPath(new URL('../../scenes/icons/', import.meta.url)), folder, { recursive: true });
  return folder.slice((build.chroot ?? '').length);
}

/** Gives our picture sources their files, as the service does. */
export async function showIcons(obs: RealObs): Promise<void> {
  const folder = await placeIcons(obs);
  await overLink(obs, async (link) => {
    const { inputs } = await observeInputs(link, 5_000);
    await setIconFiles(link, inputs, folder, 5_000);
  });
}

/** Puts a picture into `Tarkov Game`, where a streamer has the game; another one takes its place. */
export async function showBackdrop(obs: RealObs, png: Buffer): Promise<void> {
  const { inputs } = await obs.call('GetInputList');
  const shown = inputs.filter(({ inputName }) => (inputName as string).startsWith('Backdrop'));
  const inputName = `Backdrop ${shown.length}`;
  const file = join(obs.home, `${inputName}.png`);
  await writeFile(file, png);
  await obs.call('CreateInput', {
    ...{ sceneName: 'Tarkov Game', inputName, inputKind: 'image_source' },
    inputSettings: { file: file.slice((obs.build.chroot ?? '').length) },
  });
}

/** Gives our scenes that look; what else differs from the default look is given. The way back is as after a restart. */
export async function giveLook(
  obs: RealObs,
  look: Partial<LookChoice>,
  { isForced = false } = {},
): Promise<{ readonly report: LookReport; readonly takeBack: () => Promise<void> }> {
  const change = { renamed: [], isForced, look: { ...DEFAULT_LOOK, ...look } };
  let before: BeforeLook | null = null;
  const report = await overLink(obs, (link) => changeLook(link, change, (one) => (before = one)));
  if (report === 'no scenes') throw new Error('There are no scenes of ours.');
  const kept = readLastLook(JSON.parse(JSON.stringify({ look: DEFAULT_LOOK, before })))?.before ?? null;
  if (kept === null) throw new Error('The way back cannot be stored.');
  return { report, takeBack: () => overLink(obs, (link) => takeBackLook(link, kept)) };
}

/** What is in our scenes and how it looks: all that a change of the look could touch. */
export async function contentsOf(obs: RealObs): Promise<unknown> {
  const { scenes: there } = await obs.call('GetSceneList');
  const ours = [...SHOWN_SCENES, POP_SCENE].filter((name) =>
    there.some(({ sceneName }) => sceneName === name),
  );
  const scenes = await Promise.all(
    ours.map(async (sceneName) => {
      const { sceneItems } = await obs.call('GetSceneItemList', { sceneName });
      return sceneItems.map((item) => ({
        source: item['sourceName'] as string,
        isShown: item['sceneItemEnabled'],
        transform: Object.fromEntries(
          Object.entries(item['sceneItemTransform'] as object).filter(
            ([name]) => !/^(?:source)?(?:width|height)$/i.test(name),
          ),
        ),
      }));
    }),
  );
  // What no scene has any more OBS drops later.
  const shown = new Set(scenes.flat().map(({ source }) => source));
  for (const nested of [GAME_SCENE, POP_SCENE]) shown.delete(nested);
  const settings = await Promise.all(
    [...shown].sort().map(async (inputName) => {
      const { inputSettings } = await obs.call('GetInputSettings', { inputName });
      // An empty mark is none: a setting cannot be taken away.
      const { [MARK]: mark, ...others } = inputSettings;
      return [inputName, mark === '' ? others : inputSettings];
    }),
  );
  return { scenes, settings };
}
