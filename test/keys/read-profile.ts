import { unzipSync, type Unzipped } from 'fflate';

/** What lies on a key or a dial. */
export interface ReadAction {
  readonly controller: string;
  /** `column,row`. */
  readonly place: string;
  readonly name: string;
  readonly uuid: string;
  readonly plugin: string;
  readonly settings: Record<string, unknown>;
  readonly title: string;
  readonly showsTitle: boolean;
  /** A PNG; null: none of its own. */
  readonly picture: Uint8Array | null;
}

export interface ReadProfile {
  readonly name: string;
  readonly model: string;
  readonly version: string;
  readonly actions: readonly ReadAction[];
  /** Every UUID in it. */
  readonly ids: readonly string[];
}

interface ProfileJson {
  readonly Device: { readonly Model: string; readonly UUID: string };
  readonly Name: string;
  readonly Pages: { readonly Current: string; readonly Default: string; readonly Pages: readonly string[] };
  readonly Version: string;
}

interface ActionJson {
  readonly ActionID: string;
  readonly Name: string;
  readonly Plugin: { readonly Name: string; readonly UUID: string; readonly Version: string };
  readonly Settings: Record<string, unknown>;
  readonly State: number;
  readonly States: readonly {
    readonly Image?: string;
    readonly ShowTitle?: boolean;
    readonly Title?: string;
  }[];
  readonly UUID: string;
}

interface PageJson {
  readonly Controllers: readonly {
    readonly Type?: string;
    readonly Actions: Readonly<Record<string, ActionJson>> | null;
  }[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/**
 * Reads a `.streamDeckProfile` as the app does, in both of its published shapes (2.0 and 3.0), and is as strict: what the app
 * drops without a word throws here.
 */
export function readProfile(bytes: Uint8Array): ReadProfile {
  const files = unzipSync(bytes);
  const names = Object.keys(files);
  const isNew = names.includes('package.json');
  const folder = /^((?:Profiles\/)?[0-9A-F-]{36}\.sdProfile)\/manifest\.json$/;
  const root = names.flatMap((name) => folder.exec(name)?.[1] ?? []);
  if (root.length !== 1 || root[0] === undefined) throw new Error(`There are ${root.length} profiles in it.`);
  const profile = parse(files, `${root[0]}/manifest.json`) as ProfileJson;
  if (profile.Version !== (isNew ? '3.0' : '2.0'))
    throw new Error(`Version ${profile.Version} in the other shape.`);
  if (isNew) checkPackage(files, names, profile);
  const { Default, Pages } = profile.Pages;
  if (Pages.includes(Default))
    throw new Error('The default page is one of the pages: the app calls that a loop.');
  const folderOf = isNew ? (id: string) => id.toUpperCase() : folderInOldShape;
  const pageIds = [Default, ...Pages];
  for (const id of pageIds) if (!UUID.test(id)) throw new Error(`${id} is no UUID in small letters.`);
  const pages = pageIds.map((id) => readPage(files, `${root[0] ?? ''}/Profiles/${folderOf(id)}`));
  if (pages[0]?.length !== 0) throw new Error('There is something on the default page.');
  const actions = pages.flat();
  const ids = [...pageIds, root[0].slice(-46, -10).toLowerCase(), ...actions.map(({ id }) => id)];
  return { name: profile.Name, model: profile.Device.Model, version: profile.Version, actions, ids };
}

/** `4a…` with the letters of base32hex, without U: how the app names the folder of a page up to 7.1. */
export function folderInOldShape(id: string): string {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTVW';
  const number = BigInt(`0x${id.replaceAll('-', '')}`) << 2n;
  const name = Array.from(
    { length: 26 },
    (_, at) => letters[Number((number >> BigInt(5 * (25 - at))) & 31n)],
  );
  return `${name.join('')}Z`;
}

function checkPackage(files: Unzipped, names: readonly string[], { Device }: ProfileJson): void {
  if (names[0] !== 'package.json') throw new Error('package.json is not the first file.');
  const { FormatVersion, DeviceModel, RequiredPlugins } = parse(files, 'package.json') as Record<
    string,
    unknown
  >;
  if (FormatVersion !== 1 || DeviceModel !== Device.Model || !Array.isArray(RequiredPlugins)) {
    throw new Error('package.json does not fit the profile.');
  }
  const folders = names.filter((name) => name !== 'package.json' && !name.endsWith('/')).map(folderOfFile);
  for (const folder of folders)
    if (!names.includes(folder)) throw new Error(`${folder} has no entry of its own.`);
}

function folderOfFile(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

function readPage(files: Unzipped, folder: string): readonly (ReadAction & { readonly id: string })[] {
  const { Controllers } = parse(files, `${folder}/manifest.json`) as PageJson;
  return Controllers.flatMap(({ Type, Actions }) => {
    if (Type !== 'Keypad' && Type !== 'Encoder')
      throw new Error('A controller without its type loses its actions.');
    return Object.entries(Actions ?? {}).map(([place, action]) =>
      readAction(files, folder, Type, place, action),
    );
  });
}

function readAction(
  files: Unzipped,
  folder: string,
  controller: string,
  place: string,
  { ActionID, Name, Plugin, Settings, State, States, UUID: uuid }: ActionJson,
): ReadAction & { readonly id: string } {
  if (!/^\d,\d$/.test(place)) throw new Error(`${place} is no place.`);
  if (!UUID.test(ActionID)) throw new Error(`${ActionID} is no UUID.`);
  const { Image, ShowTitle = true, Title = '' } = States[State] ?? {};
  const picture = Image === undefined ? null : (files[`${folder}/${Image}`] ?? null);
  if (Image !== undefined && !PNG.equals((picture ?? new Uint8Array()).subarray(0, 4))) {
    throw new Error(`${Image} is no PNG in the folder of its page.`);
  }
  return {
    ...{ controller, place, name: Name, uuid, plugin: Plugin.UUID, settings: Settings },
    ...{ title: Title, showsTitle: ShowTitle, picture, id: ActionID },
  };
}

function parse(files: Unzipped, name: string): unknown {
  const bytes = files[name];
  if (bytes === undefined) throw new Error(`${name} is missing.`);
  return JSON.parse(Buffer.from(bytes).toString());
}
