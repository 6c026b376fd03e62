import { inputKind, isOfFamily } from '../../scenes/input-kind.js';
import type { PlannedInput, PlannedScene } from '../../scenes/scene-plan.js';
import type { Link } from '../link/link.js';
import { sceneAddress, type ObservedInput, type ObservedSource } from '../observe/observed.js';
import { readItems, type ObsInventory } from './read.js';

/** Notes why a name of ours cannot be had; the reason is a sentence that says what to do. */
export type Refuse = (name: string, reason: string) => void;

/** Which planned inputs are there, and which can be made, with the kind that this OBS offers for it. */
export function usableInputs(
  { inputs, scenes, groups, kinds }: ObsInventory,
  planned: readonly PlannedInput[],
  refuse: Refuse,
): { present: Map<string, ObservedInput>; missing: Map<string, string> } {
  const present = new Map<string, ObservedInput>();
  const missing = new Map<string, string>();
  for (const { name, family } of planned) {
    const input = inputs.get(name);
    const kind = inputKind(family, kinds);
    if (scenes.has(name)) refuse(name, takenReason(name, 'a scene'));
    else if (groups.has(name)) refuse(name, takenReason(name, 'a group'));
    else if (input !== undefined && !isOfFamily(input.kind, family))
      refuse(name, takenReason(name, `a source of the kind ${input.kind}`));
    else if (input !== undefined && !kinds.includes(input.kind))
      refuse(
        name,
        `The source "${name}" is of the kind ${input.kind}, which this OBS cannot draw: delete it in OBS and set up again.`,
      );
    else if (input !== undefined) present.set(name, input);
    else if (kind !== null) missing.set(name, kind);
    else if (family === 'text')
      refuse(
        name,
        `This OBS has no text sources, so "${name}" cannot be made: install OBS with all its plugins.`,
      );
  }
  return { present, missing };
}

/** Whether a scene of that name can be made; scenes, sources and groups share one name space. */
export function isFree({ scenes, inputs, groups }: ObsInventory, name: string, refuse: Refuse): boolean {
  const input = inputs.get(name);
  if (input !== undefined) refuse(name, takenReason(name, `a source of the kind ${input.kind}`));
  else if (groups.has(name)) refuse(name, takenReason(name, 'a group'));
  else return !scenes.has(name);
  return false;
}

export function takenReason(name: string, by: string): string {
  return `The name "${name}" is taken by ${by}: rename that in OBS and set up again.`;
}

/**
 * Our scenes that are there, into which a missing source may be put. Not the streamer's own
 * ground, and none that holds nothing of ours: it only happens to have the name.
 */
export async function scenesToComplete(
  link: Link,
  { scenes, ourName }: ObsInventory,
  planned: readonly PlannedScene[],
  { refuse, timeoutMs }: { readonly refuse: Refuse; readonly timeoutMs: number },
): Promise<{ scene: PlannedScene; place: ObservedSource }[]> {
  const found: { scene: PlannedScene; place: ObservedSource }[] = [];
  for (const scene of planned) {
    const place = scenes.get(scene.name);
    if (place === undefined || scene.isGround) continue;
    const listing = { requestType: 'GetSceneItemList', requestData: sceneAddress(place) } as const;
    const shown = readItems(await link.call(listing, timeoutMs), ourName);
    if (shown.some(({ source }) => scene.items.some((item) => item.source === source)))
      found.push({ scene, place });
    else
      refuse(
        scene.name,
        `There is a scene "${scene.name}" with nothing of ours in it, and it was left alone: to get ours, rename or delete it in OBS and set up again.`,
      );
  }
  return found;
}
