import type { Random } from '../support/random.js';
import type { RealObs } from '../support/real-obs.js';
import type { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const BREAK_SCENE = 'BRB - back soon';
const OTHER_COLLECTION = 'Another show';
const RENAMED = ['Tarkov Map', 'Tarkov Raid Kills', 'Tarkov KD'] as const;

/** OBS as its user mistreats it, with what the user knows: which names are in use, and whether a break is on. */
export interface Stage {
  readonly service: ServiceProcess;
  /** Adds what the mishaps need. */
  prepare(): Promise<void>;
  /** One thing that a user does to OBS; tells which. */
  mishap(): Promise<string>;
  /** Name in the show → name in OBS, where they differ. */
  names(): ReadonlyMap<string, string>;
  /** Throws when the break scene was left although nobody but the program could have left it. */
  checkScene(): Promise<void>;
}

export function createStage(obs: RealObs, service: ServiceProcess, random: Random): Stage {
  const names = new Map<string, string>();
  let collection = '';
  let onBreak = false;

  async function killObs(): Promise<string> {
    await obs.kill();
    await obs.start();
    await giveNamesBack();
    // A crash forgets what OBS had not saved, such as the scene that was live.
    onBreak = (await programScene()) === BREAK_SCENE;
    return 'kills of OBS';
  }

  async function rename(): Promise<string> {
    // Where OBS has no uuids, a rename that nobody was there to see cannot be followed.
    await until(async () => {
      const { json } = await service.get('/obs');
      if (json['state'] !== 'ready') throw new Error(`OBS is ${String(json['state'])}`);
    });
    const source = random.pick(RENAMED);
    const from = names.get(source) ?? source;
    const to = from === source ? `My ${source}` : source;
    await obs.call('SetInputName', { inputName: from, newInputName: to });
    if (to === source) names.delete(source);
    else names.set(source, to);
    return 'renames';
  }

  async function switchCollection(): Promise<string> {
    await obs.call('SetCurrentSceneCollection', { sceneCollectionName: OTHER_COLLECTION });
    await obs.call('SetCurrentSceneCollection', { sceneCollectionName: collection });
    onBreak = (await programScene()) === BREAK_SCENE;
    return 'collection switches';
  }

  async function takeBreak(): Promise<string> {
    // A switch that OBS is carrying out in the same few milliseconds cannot be told from one that came after it; a
    // person needs longer than that from a press to a click.
    await new Promise((resolve) => setTimeout(resolve, 500));
    onBreak = !onBreak;
    const sceneName = onBreak ? BREAK_SCENE : 'Tarkov Lobby';
    await obs.call('SetCurrentProgramScene', { sceneName });
    return 'scenes chosen by hand';
  }

  async function editByHand(): Promise<string> {
    const inputName = names.get('Tarkov KD') ?? 'Tarkov KD';
    await obs.call('SetInputSettings', { inputName, inputSettings: { text: 'oops' } });
    return 'texts edited by hand';
  }

  async function programScene(): Promise<string> {
    return (await obs.call('GetSceneList')).currentProgramSceneName;
  }

  /** A new run of OBS knows nothing of the old names: the user reads "missing" and gives them back. */
  async function giveNamesBack(): Promise<void> {
    const { inputs } = await obs.call('GetInputList');
    const present = new Set(inputs.map((input) => input['inputName']));
    for (const [source, renamed] of names) {
      if (present.has(renamed)) {
        await obs.call('SetInputName', { inputName: renamed, newInputName: source });
      }
    }
    names.clear();
  }

  return {
    service,
    async prepare() {
      collection = (await obs.call('GetSceneCollectionList')).currentSceneCollectionName;
      await obs.call('CreateScene', { sceneName: BREAK_SCENE });
      await obs.call('CreateSceneCollection', { sceneCollectionName: OTHER_COLLECTION });
      await obs.call('SetCurrentSceneCollection', { sceneCollectionName: collection });
    },
    mishap: () => random.pick([killObs, rename, rename, switchCollection, takeBreak, editByHand])(),
    names: () => names,
    async checkScene() {
      const scene = await programScene();
      if (onBreak && scene !== BREAK_SCENE) throw new Error(`The break scene was left for "${scene}".`);
    },
  };
}
