import {
  COLOR,
  DEFAULT_LOOK,
  FIGURE_NAMES,
  LOOK_NAMES,
  MOST_FIGURES,
  SIDES,
  type FigureName,
  type LookChoice,
} from '../show/look.js';

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

/** A look that was stored. A later version, or a hand, may have written it: what is not known is as the default has it. */
export function lookFrom(stored: unknown): LookChoice | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const given = stored as Readonly<Record<string, unknown>>;
  const name = LOOK_NAMES.find((known) => known === given['name']);
  if (name === undefined) return null;
  const figures = Array.isArray(given['figures'])
    ? given['figures'].filter((figure): figure is FigureName => FIGURE_NAMES.includes(figure as FigureName))
    : [];
  const { accent } = given;
  return {
    name,
    accent: typeof accent === 'string' && COLOR.test(accent) ? accent : DEFAULT_LOOK.accent,
    side: SIDES.find((side) => side === given['side']) ?? DEFAULT_LOOK.side,
    figures: figures.length > 0 ? figures.slice(0, MOST_FIGURES) : DEFAULT_LOOK.figures,
    split: given['split'] !== false,
    motion: given['motion'] !== false,
  };
}
