import type { Memory } from '../sync/memory.js';
import { remember, resolve } from './bindings.js';
import type { Observed, ObservedInput } from './observed.js';
import { isTextKind } from './text-kind.js';

/** The text sources in OBS that the show's texts go to, by their names in the show. */
export function boundTexts(memory: Memory, observed: Observed): ReadonlyMap<string, ObservedInput> {
  const names = Object.keys(memory.desired?.overlay.texts ?? {});
  const { found } = resolve(names, observed.inputs, memory.inputBindings);
  memory.inputBindings = remember(memory.inputBindings, found);
  return new Map([...found].filter(([, input]) => isTextKind(input.kind)));
}
