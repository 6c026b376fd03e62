import { inputAddress, keyOf, type ObservedInput } from '../observe/observed.js';
import type { ObsRequest } from '../link/link.js';

/** One text that OBS does not show yet. */
export interface TextChange {
  readonly input: ObservedInput;
  readonly text: string;
}

/** The most texts that go into one batch; the rest follows in the next. */
export const BATCH_LIMIT = 100;

/** The texts whose words differ from what OBS has; `held` are keys of inputs that are left alone for now. */
export function diffTexts(
  desired: Readonly<Record<string, string>>,
  found: ReadonlyMap<string, ObservedInput>,
  texts: ReadonlyMap<string, string | null>,
  held: ReadonlySet<string>,
): readonly TextChange[] {
  const changes = new Map<string, TextChange>();
  for (const [name, input] of found) {
    const text = desired[name];
    const key = keyOf(input);
    if (text === undefined || held.has(key) || texts.get(key) === text) continue;
    changes.set(key, { input, text });
  }
  return [...changes.values()];
}

/** Only `text`, laid over the rest: without `overlay` OBS would wipe font and colour. */
export function setTextRequest({ input, text }: TextChange): ObsRequest {
  return {
    requestType: 'SetInputSettings',
    requestData: { ...inputAddress(input), inputSettings: { text }, overlay: true },
  };
}
