import { isDeepStrictEqual } from 'node:util';
import type { PlannedInput, ScenePlan } from '../../scenes/scene-plan.js';
import type { JsonObject, Link, ObsRequest } from '../link/link.js';
import { inputAddress, type ObservedInput } from '../observe/observed.js';
import { batchOrThrow } from './read.js';

/** A source that another plan shows otherwise, or that the streamer does. */
export interface Restyled {
  readonly name: string;
  readonly isChanged: boolean;
  /** The streamer has changed its look by hand, and that stayed. */
  readonly isByHand: boolean;
}

/** Words are written by the service, or by the streamer. */
const WORDS = 'text';

/**
 * Gives our sources the looks of another plan. A setting that is no longer as we made it is the streamer's and stays,
 * unless `isForced`; a size that he changed is changed by as much.
 */
export async function restyleInputs(
  link: Link,
  inputs: ReadonlyMap<string, ObservedInput>,
  plans: { readonly from: ScenePlan; readonly to: ScenePlan },
  {
    isForced,
    isPreview = false,
    timeoutMs,
  }: { readonly isForced: boolean; readonly isPreview?: boolean; readonly timeoutMs: number },
): Promise<readonly Restyled[]> {
  const made = new Map(plans.from.inputs.map((input) => [input.name, input]));
  const both = plans.to.inputs.flatMap((to) => {
    const [from, input] = [made.get(to.name), inputs.get(to.name)];
    return from === undefined || input === undefined ? [] : [{ from, to, input }];
  });
  const answers = await batchOrThrow(
    link,
    both.map(({ input }) => ({ requestType: 'GetInputSettings', requestData: inputAddress(input) })),
    timeoutMs,
  );
  const restyled: Restyled[] = [];
  const requests = both.flatMap(({ from, to, input }, index): ObsRequest[] => {
    const now = (answers[index]?.['inputSettings'] ?? {}) as JsonObject;
    const { after, isByHand } = changesOf(now, from, to, isForced);
    const names = Object.keys(after);
    const isChanged = names.length > 0;
    if (isByHand || isChanged) restyled.push({ name: to.name, isChanged, isByHand });
    if (!isChanged) return [];
    const requestData = { ...inputAddress(input), inputSettings: after, overlay: true };
    return [{ requestType: 'SetInputSettings', requestData }];
  });
  if (!isPreview) await batchOrThrow(link, requests, timeoutMs);
  return restyled;
}

function changesOf(
  now: JsonObject,
  { settings: from }: PlannedInput,
  { settings: to }: PlannedInput,
  isForced: boolean,
): { readonly after: JsonObject; readonly isByHand: boolean } {
  const after: Record<string, unknown> = {};
  let isByHand = false;
  for (const [key, wanted] of Object.entries(to)) {
    if (key === WORDS) continue;
    const [made, has] = [from[key], now[key]];
    // OBS leaves out what is as its own default.
    const isOurs = has === undefined || made === undefined || isSame(has, made) || isSame(has, wanted);
    if (!isOurs) isByHand = true;
    const value =
      isOurs || isForced
        ? wanted
        : key === 'font'
          ? fontByHand(made as JsonObject, has as JsonObject, wanted as JsonObject)
          : has;
    if (has === undefined ? !isSame(value, made) : !isSame(value, has)) after[key] = value;
  }
  return { after: after, isByHand };
}

/** OBS adds to a font what it knows of it. */
function isSame(has: unknown, wanted: unknown): boolean {
  if (typeof has !== 'object' || has === null || typeof wanted !== 'object' || wanted === null)
    return isDeepStrictEqual(has, wanted);
  return Object.entries(wanted).every(([key, value]) =>
    isDeepStrictEqual((has as Readonly<Record<string, unknown>>)[key], value),
  );
}

function fontByHand(made: JsonObject, has: JsonObject, wanted: JsonObject): JsonObject {
  const kept = Object.entries(wanted).map(([key, value]) => [
    key,
    isDeepStrictEqual(has[key], made[key]) ? value : has[key],
  ]);
  const size = Math.round((Number(has['size']) * Number(wanted['size'])) / Number(made['size']));
  return { ...has, ...(Object.fromEntries(kept) as JsonObject), ...(Number.isFinite(size) ? { size } : {}) };
}
