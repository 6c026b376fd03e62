import { inputKind } from '../../src/scenes/input-kind.js';
import { fitTransform } from '../../src/scenes/item-transform.js';
import type { ScenePlan } from '../../src/scenes/scene-plan.js';
import type { RealObs } from './real-obs.js';

/** Makes everything of the plan in the collection that is open, by obs-websocket alone. */
export async function createByPlan(obs: RealObs, plan: ScenePlan): Promise<void> {
  const { inputKinds } = await obs.call('GetInputKindList');
  const { baseWidth, baseHeight } = await obs.call('GetVideoSettings');
  const made = new Set<string>();
  for (const { name } of plan.scenes) {
    await obs.call('CreateScene', { sceneName: name });
    made.add(name);
  }
  for (const { name: sceneName, items } of plan.scenes) {
    for (const { source, transform, visible } of items) {
      const sceneItemId = made.has(source)
        ? (await obs.call('CreateSceneItem', { sceneName, sourceName: source })).sceneItemId
        : await createInput(obs, plan, { sceneName, source, inputKinds });
      made.add(source);
      const { scale, ...rest } = fitTransform(transform, { width: baseWidth, height: baseHeight });
      const sceneItemTransform = { ...rest, scaleX: scale, scaleY: scale };
      await obs.call('SetSceneItemTransform', { sceneName, sceneItemId, sceneItemTransform });
      await obs.call('SetSceneItemEnabled', { sceneName, sceneItemId, sceneItemEnabled: visible });
    }
  }
}

async function createInput(
  obs: RealObs,
  plan: ScenePlan,
  { sceneName, source, inputKinds }: { sceneName: string; source: string; inputKinds: string[] },
): Promise<number> {
  const input = plan.inputs.find(({ name }) => name === source);
  if (input === undefined) throw new Error(`The plan does not name ${source}.`);
  const kind = inputKind(input.family, inputKinds);
  if (kind === null) throw new Error(`OBS ${obs.build.name} has no ${input.family}.`);
  const { sceneItemId } = await obs.call('CreateInput', {
    sceneName,
    inputName: source,
    inputKind: kind,
    inputSettings: { ...input.settings } as Record<string, string>,
  });
  return sceneItemId;
}
