import { lookFrom, type LookChoice } from '../show/look.js';

/** The name of the setting. */
export const MARK = 'tarkov_look';

/** What the panel's own settings keep beside its colour, so that a collection tells by which look it was made. */
export function markOf(look: LookChoice): Readonly<Record<string, string>> {
  // As text: OBS keeps no lists of words.
  return { [MARK]: JSON.stringify(look) };
}

/** The look by which a collection was made, from the settings of its panel; null: it was made before there were looks. */
export function lookOfMark(panelSettings: Readonly<Record<string, unknown>>): LookChoice | null {
  const mark = panelSettings[MARK];
  if (typeof mark !== 'string') return null;
  try {
    return lookFrom(JSON.parse(mark) as unknown);
  } catch {
    return null;
  }
}
