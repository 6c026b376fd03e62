import { listKeys, type DeckKey, type RaidChoice } from '../../keys/key-list.js';
import { isUrlOfThisPc } from '../../lib/this-pc.js';
import { CHARACTERS } from '../../raid/game/characters.js';
import { canonicalMapName } from '../../raid/game/map-names.js';
import { shortText, wordOf } from '../call/field-types.js';
import { HttpError } from '../call/problem.js';
import type { CallContext, Route } from '../call/route.js';

/** What keys are asked for; each of these has a default. */
export const ASKED_KEYS = {
  map_name: shortText().optional(),
  character_type: wordOf(CHARACTERS).optional(),
  address: shortText().optional(),
};

interface Given {
  readonly map_name?: string | undefined;
  readonly character_type?: RaidChoice['character_type'] | undefined;
  readonly address?: string | undefined;
}

export interface AskedKeys {
  readonly choice: RaidChoice;
  readonly keys: readonly DeckKey[];
  /** Where they call. */
  readonly address: string;
  /** Where they could call. */
  readonly addresses: readonly string[];
  readonly needsToken: boolean;
}

/** The keys for what is played and where they call; refuses an address at which the service does not answer. */
export function askedKeys(given: Given, context: CallContext, routes: readonly Route[]): AskedKeys {
  const addresses = addressChoices(context);
  const address = given.address ?? addresses[0] ?? '';
  if (!addresses.includes(address)) {
    throw new HttpError(
      'bad-input',
      `This PC does not answer keys at ${address}: choose ${addresses.join(' or ')} as the address.`,
      { fields: { address: `must be one of ${addresses.join(', ')}` } },
    );
  }
  const choice = {
    map_name: given.map_name === undefined ? 'Customs' : canonicalMapName(given.map_name),
    character_type: given.character_type ?? 'pmc',
  };
  const calls = routes.filter((route) => isForKeys(route) && needsNothing(route));
  return { choice, keys: listKeys(choice, calls), address, addresses, needsToken: !isUrlOfThisPc(address) };
}

/** Under which addresses keys may call: as this caller did, then `localhost`, then those for other devices. */
function addressChoices({ calledAs, addresses }: CallContext): readonly string[] {
  const beyond = addresses.filter((url) => !isUrlOfThisPc(url));
  const port = new URL(addresses[0] ?? calledAs).port;
  return [
    ...new Set([
      isUrlOfThisPc(calledAs) ? `http://localhost:${port}` : calledAs,
      `http://localhost:${port}`,
      ...beyond,
    ]),
  ];
}

/** A key knows no ids, so of what is stored it corrects the last one alone; the settings of this PC are for pages. */
function isForKeys({ kind, method, path, hasAlias, isLocalOnly, aliasOf }: Route): boolean {
  const isCall = kind === 'press' && method === 'POST' && aliasOf === undefined;
  return isCall && !path.includes(':') && hasAlias !== false && isLocalOnly !== true;
}

/** A call that needs fields cannot be a generated key. */
function needsNothing(route: Route): boolean {
  return route.fields.safeParse({}).success;
}
