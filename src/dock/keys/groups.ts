import type { DeckKeyJson, KeyListJson, KeySettingJson } from '../../client/wire.js';
import { chosenSoftware, type Choice } from './choice.js';

export interface KeyGroup {
  readonly title: string;
  readonly cards: readonly KeyCard[];
}

export interface KeyCard {
  readonly name: string;
  /** The address of its picture. */
  readonly picture: string;
  /** What belongs below it, where that is not in the picture. */
  readonly pictureTitle: string | null;
  /** A sentence: when to press it, or what it shows. */
  readonly when: string;
  readonly settings: readonly (KeySettingJson & { readonly id: string })[];
}

/** What to fill in for each key, group by group; keys that only show something where the software can show it. */
export function groupKeys(list: KeyListJson, choice: Choice): readonly KeyGroup[] {
  const software = chosenSoftware(choice, list);
  if (software === undefined) return [];
  const keys = list.keys.filter(({ group }) => group !== 'Show' || software.shows_replies);
  return [...new Set(keys.map(({ group }) => group))].map((group) => ({
    title: group === 'Show' ? 'On the key itself' : group,
    cards: keys.filter((key) => key.group === group).map((key) => cardOf(key, software.id)),
  }));
}

function cardOf(key: DeckKeyJson, softwareId: string): KeyCard {
  const settings = key.settings[softwareId] ?? [];
  return {
    name: key.name,
    picture: key.picture,
    pictureTitle: key.picture_title,
    when: `${WHEN[key.group] ?? 'Press it when'} ${key.when}.`,
    settings: settings.map((setting) => ({ ...setting, id: `${key.name}/${setting.field}` })),
  };
}

/** What `when` completes, where it is not a moment of the raid. */
const WHEN: Readonly<Record<string, string>> = { Show: 'Shows', More: 'To' };
