import { strToU8, zipSync, type Zippable } from 'fflate';
import { fillPlan, type Deck, type DialName } from './layouts.js';

/** One action of the app, as it lies on a key or a dial. */
export interface ProfileAction {
  /** As the app's list of actions names it. */
  readonly name: string;
  readonly uuid: string;
  readonly plugin: { readonly name: string; readonly uuid: string; readonly version: string };
  readonly settings: object;
  /** A PNG; without one the app draws the action's own picture. */
  readonly picture?: Uint8Array;
  /** What the app writes below the picture; without one it writes nothing. */
  readonly title?: string;
}

export interface ProfileParts {
  /** What the app lists it as. */
  readonly name: string;
  readonly deck: Deck;
  /** What lies on a key of the layout; null: this profile has no such key. */
  readonly actionOf: (keyId: string) => ProfileAction | null;
  readonly dialOf?: (dial: DialName) => ProfileAction | null;
  /** A UUID that was never used before: the app refuses a profile with one that it has seen. */
  readonly newId: () => string;
}

/** The plugin whose actions are in a profile; those of the app itself need none. */
const BUILT_IN = /^com\.elgato\.streamdeck\./;
/** Written by the app where no page is open. */
const NO_PAGE = '00000000-0000-0000-0000-000000000000';
/** A zip tells local time and knows none before 1980; one for all, so that the same ids give the same bytes. */
const WRITTEN = new Date(1980, 0, 2);

/**
 * A `.streamDeckProfile` in the shape that the app exports since 7.2 (version 3.0): a zip with one profile of one page,
 * beside the empty page that the app calls the default one.
 */
export function writeProfile(parts: ProfileParts): Uint8Array {
  const { deck, name, newId } = parts;
  const [page, defaultPage] = [newId(), newId()];
  const profile = `Profiles/${newId().toUpperCase()}.sdProfile`;
  const pageFolder = `${profile}/Profiles/${page.toUpperCase()}`;
  const keys = fillPlan(deck, parts.actionOf).map(({ column, row, made }) => ({
    place: `${column},${row}`,
    made,
  }));
  const dials = deck.dialPlan.flatMap((dial, index) => {
    const made = parts.dialOf?.(dial) ?? null;
    return made === null ? [] : [{ place: `${index},0`, made }];
  });
  const pictures = picturesOf([...keys, ...dials].map(({ made }) => made));
  const write = ({ place, made }: Placed): [string, object] => [place, actionJson(made, pictures, newId())];
  const content = {
    'package.json': json(packageJson(deck, [...keys, ...dials])),
    ...folders('Profiles', profile, `${profile}/Images`, `${profile}/Profiles`),
    [`${profile}/manifest.json`]: json({
      Device: { Model: deck.model, UUID: '' },
      Name: name,
      Pages: { Current: NO_PAGE, Default: defaultPage.toLowerCase(), Pages: [page.toLowerCase()] },
      Version: '3.0',
    }),
    ...folders(pageFolder, `${pageFolder}/Images`),
    [`${pageFolder}/manifest.json`]: json(pageJson(deck, sorted(keys.map(write)), sorted(dials.map(write)))),
    ...Object.fromEntries(
      [...pictures].map(([bytes, file]): [string, Uint8Array] => [`${pageFolder}/Images/${file}`, bytes]),
    ),
    ...emptyPage(deck, `${profile}/Profiles/${defaultPage.toUpperCase()}`),
  } satisfies Zippable;
  return zipSync(content, { level: 6, mtime: WRITTEN });
}

interface Placed {
  /** `column,row`. */
  readonly place: string;
  readonly made: ProfileAction;
}

function packageJson(deck: Deck, placed: readonly Placed[]): object {
  const plugins = new Set(placed.map(({ made }) => made.plugin.uuid).filter((uuid) => !BUILT_IN.test(uuid)));
  return {
    AppVersion: '7.2.0.22000',
    DeviceModel: deck.model,
    DeviceSettings: null,
    FormatVersion: 1,
    OSType: 'windows',
    OSVersion: '10.0.26100',
    RequiredPlugins: [...plugins].sort(),
  };
}

function pageJson({ dials }: Deck, keys: object | null, dialActions: object | null): object {
  // Without its type the app drops every action of a controller, and says nothing.
  const encoder = dials === 0 ? [] : [{ Actions: dialActions, Type: 'Encoder' }];
  return { Controllers: [{ Actions: keys, Type: 'Keypad' }, ...encoder], Icon: '', Name: '' };
}

function emptyPage(deck: Deck, folder: string): Zippable {
  return {
    ...folders(folder, `${folder}/Images`),
    [`${folder}/manifest.json`]: json(pageJson(deck, null, null)),
  };
}

function actionJson(
  { name, uuid, plugin, settings, picture, title }: ProfileAction,
  pictures: ReadonlyMap<Uint8Array, string>,
  id: string,
): object {
  const image = picture === undefined ? undefined : pictures.get(picture);
  const words =
    title === undefined
      ? { ShowTitle: false, Title: '' }
      : {
          FontSize: 10,
          FontStyle: 'Bold',
          ShowTitle: true,
          Title: title,
          TitleAlignment: 'bottom',
          TitleColor: '#e8e6de',
        };
  return {
    ActionID: id.toLowerCase(),
    LinkedTitle: true,
    Name: name,
    Plugin: { Name: plugin.name, UUID: plugin.uuid, Version: plugin.version },
    Resources: null,
    Settings: settings,
    State: 0,
    States: [{ ...(image === undefined ? {} : { Image: `Images/${image}` }), ...words }],
    UUID: uuid,
  };
}

/** Each picture once, by the name of its file. */
function picturesOf(actions: readonly ProfileAction[]): ReadonlyMap<Uint8Array, string> {
  const pictures = new Set(actions.flatMap(({ picture }) => (picture === undefined ? [] : [picture])));
  return new Map(
    [...pictures].map((bytes, index) => [bytes, `KEY${String(index + 1).padStart(2, '0')}.png`]),
  );
}

function sorted(actions: readonly [string, object][]): object {
  return Object.fromEntries([...actions].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function folders(...names: readonly string[]): Zippable {
  return Object.fromEntries(names.map((name) => [`${name}/`, new Uint8Array()]));
}

function json(content: object): Uint8Array {
  return strToU8(JSON.stringify(content));
}
