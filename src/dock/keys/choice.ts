import type { KeyListJson } from '../../client/wire.js';

const CHOICES = ['software', 'map_name', 'character_type', 'address'] as const;
/** What is chosen on the page; it is in the page's own address too, so that it can be kept as a bookmark. */
export type Choice = Readonly<Partial<Record<(typeof CHOICES)[number], string>>>;

/** @param search of the page's own address, e.g. `?map_name=Woods`. */
export function readChoice(search: string): Choice {
  const query = new URLSearchParams(search);
  return Object.fromEntries(
    CHOICES.flatMap((name) => {
      const value = query.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
}

/** The page's address with the choice in it. */
export function pagePath(choice: Choice): string {
  const query = new URLSearchParams(choice).toString();
  return `/keys${query === '' ? '' : `?${query}`}`;
}

/** The call for the keys; it answers for every deck software at once, so that choosing another one asks for nothing. */
export function listPath({ software: _software, ...choice }: Choice): string {
  return `/keys?${new URLSearchParams({ ...choice, format: 'json' }).toString()}`;
}

/** The choice in the service's words: `streets` is `Streets of Tarkov` in the list that was made for it. */
export function choiceOf(choice: Choice, list: KeyListJson): Choice {
  return {
    ...choice,
    ...('map_name' in choice ? { map_name: list.map_name } : {}),
    ...('character_type' in choice ? { character_type: list.character_type } : {}),
  };
}

/** The chosen deck software; the first one while none is chosen, or none of that name is known. */
export function chosenSoftware(
  { software }: Choice,
  list: KeyListJson,
): KeyListJson['software'][number] | undefined {
  return list.software.find(({ id }) => id === software) ?? list.software[0];
}

/** The maps to choose from, with the chosen one, which may be a map of the streamer's own. */
export function mapChoices(maps: readonly string[], chosen: string): readonly string[] {
  return maps.includes(chosen) ? maps : [chosen, ...maps];
}
