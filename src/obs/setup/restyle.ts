import { isDeepStrictEqual } from 'node:util';
import type { FormerItem } from '../../scenes/earlier/former-items.js';
import type { InputSettings } from '../../scenes/input-settings.js';
import { MARK } from '../../scenes/mark.js';
import type { PlannedInput, ScenePlan } from '../../scenes/scene-plan.js';
import type { JsonObject, Link, ObsRequest } from '../link/link.js';
import { inputAddress, type ObservedInput } from '../observe/observed.js';
import { batchOrThrow, readSettings, type SettingsOfInput, type ObsInventory } from './read.js';

/** A source that another plan shows otherwise, or that the streamer does. */
export interface Restyled {
  readonly name: string;
  /** The settings that are written. */
  readonly written: readonly string[];
  /** The streamer has changed its look by hand, and that stayed. */
  readonly isByHand: boolean;
}

/** Words are written by the service, or by the streamer. */
const WORDS = 'text';

/** By our name of each source of ours that is in OBS: how it is now. */
export type SettingsNow = ReadonlyMap<string, SettingsOfInput>;

/** Of those sources of the plan that are there. */
export async function readSettingsNow(
  link: Link,
  { inputs }: Pick<ObsInventory, 'inputs'>,
  plan: ScenePlan,
  timeoutMs: number,
): Promise<SettingsNow> {
  const ourNames = new Map(
    plan.inputs.flatMap(({ name }): [ObservedInput, string][] => {
      const input = inputs.get(name);
      return input === undefined ? [] : [[input, name]];
    }),
  );
  const read = await readSettings(link, [...ourNames.keys()], timeoutMs);
  return new Map(read.map((one) => [ourNames.get(one.input) ?? one.input.name, one]));
}

/**
 * Gives our sources the looks of another plan. A setting that is no longer as we made it is the streamer's and stays,
 * unless `isForced`; a size that he changed is changed by as much.
 */
export async function restyleInputs(
  link: Link,
  inputs: SettingsNow,
  plans: { readonly from: ScenePlan; readonly to: ScenePlan; readonly former?: readonly FormerItem[] },
  {
    isForced,
    isPreview = false,
    timeoutMs,
  }: { readonly isForced: boolean; readonly isPreview?: boolean; readonly timeoutMs: number },
): Promise<readonly Restyled[]> {
  const made = new Map(plans.from.inputs.map((input) => [input.name, input]));
  const restyled: Restyled[] = [];
  const requests = plans.to.inputs.flatMap((to): ObsRequest[] => {
    const [from, read] = [made.get(to.name), inputs.get(to.name)];
    if (from === undefined || read === undefined) return [];
    const { input, settings: now } = read;
    const former = (plans.former ?? []).flatMap(({ source, settings }) =>
      source === to.name && settings !== undefined ? [settings] : [],
    );
    const { after, isByHand } = changesOf(now, { from, to, former }, isForced);
    const written = Object.keys(after);
    if (isByHand || written.length > 0) restyled.push({ name: to.name, written, isByHand });
    if (written.length === 0) return [];
    const requestData = { ...inputAddress(input), inputSettings: after, overlay: true };
    return [{ requestType: 'SetInputSettings', requestData }];
  });
  if (!isPreview) await batchOrThrow(link, requests, timeoutMs);
  return restyled;
}

function changesOf(
  now: JsonObject,
  {
    from: { settings: from },
    to: { settings: to },
    former,
  }: { readonly from: PlannedInput; readonly to: PlannedInput; readonly former: readonly InputSettings[] },
  isForced: boolean,
): { readonly after: JsonObject; readonly isByHand: boolean } {
  const after: Record<string, unknown> = {};
  let isByHand = false;
  for (const [key, wanted] of Object.entries(to)) {
    if (key === WORDS) continue;
    const [made, has] = [from[key], now[key]];
    // OBS leaves out what is as its own default.
    // The mark is no look, and another version may have written it.
    const isOurs =
      key === MARK ||
      has === undefined ||
      made === undefined ||
      [made, wanted, ...former.map((settings) => settings[key])].some((one) => isSame(has, one));
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
export function isSame(has: unknown, wanted: unknown): boolean {
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
