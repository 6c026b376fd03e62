import type { Kill } from '../../raid/model.js';
import { UNKNOWN } from '../formats.js';
import { knownNames, renderTemplate, templateFault, VARIABLES } from '../template.js';
import type { View } from '../view.js';
import type { ReactionEvent } from './events.js';

/** What a reaction's templates may name besides the variables of texts. */
const OWN_VARIABLES = ['event', 'kill.enemy_type', 'kill.weapon_used', 'kill.headshot'] as const;
export const REACTION_VARIABLES: readonly string[] = [...OWN_VARIABLES, ...VARIABLES];
const KNOWN = knownNames(REACTION_VARIABLES);

/** What is wrong with a template of a reaction, one plain sentence without its beginning; null when it is good. */
export function reactionTemplateFault(template: string): string | null {
  return templateFault(template, KNOWN);
}

/** Whether it reads the same whatever happens. */
export function isPlainText(template: string): boolean {
  return !template.includes('{{');
}

/** The variables of one event: those of the texts, as they were when it happened, and its own. */
export function reactionView(view: View, event: ReactionEvent, kill: Kill | null): View {
  // Over the view, not a copy of it: some of its figures are worded only when a template asks for them.
  return Object.create(view, {
    event: { value: event, enumerable: true },
    kill: { value: killView(kill), enumerable: true },
  }) as View;
}

function killView(kill: Kill | null): Readonly<Record<string, string>> {
  return {
    // As in the API, for programs: `boss`, not "Boss".
    enemy_type: kill?.enemy_type ?? UNKNOWN,
    weapon_used: kill?.weapon_used ?? UNKNOWN,
    headshot: kill?.headshot == null ? UNKNOWN : String(kill.headshot),
  };
}

/** JSON as it may stand in a show file. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The same JSON with every template in its texts filled in. */
export function renderJson(value: Json, view: View): Json {
  if (typeof value === 'string') return renderTemplate(value, view);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((entry) => renderJson(entry, view));
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, renderJson(entry, view)]));
}

/** Every text in it. */
export function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return (isList(value) ? value : Object.values(value)).flatMap(textsIn);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
