import type { Field } from '../actions/action.js';
import type { InspectorFacts } from '../inspector-facts.js';

/** As the service takes them. */
const MAX_CHARS = 64;

/** What can be picked; what is picked already is among it, though the service may not know it. */
export function optionsOf(
  { options, none }: Field,
  value: string,
  facts: InspectorFacts | null,
): readonly (readonly [value: string, words: string])[] {
  if (typeof options === 'object') return options;
  const known =
    options === 'maps'
      ? (facts?.maps ?? []).map((name) => [name, name] as const)
      : (facts?.variables ?? []).map(({ name, reads }) => [name, `${name}  (now ${reads})`] as const);
  const first = none === undefined ? [] : [['', none] as const];
  const all = [...first, ...known];
  return all.some(([name]) => name === value) ? all : [...first, [value, value], ...known];
}

/** What is wrong with a field, one plain sentence; null: nothing. */
export function fieldFault({ options }: Field, value: string, facts: InspectorFacts | null): string | null {
  if (options === undefined) {
    return value.trim().length > MAX_CHARS ? `At most ${MAX_CHARS} characters: it would be refused.` : null;
  }
  // Only the service knows what there is.
  if (facts?.isLive !== true) return null;
  const isUnknown = options === 'variables' && !facts.variables.some(({ name }) => name === value);
  return isUnknown ? `The program knows no value ${value}. Pick another one.` : null;
}
