import * as z from 'zod';
import { KEY_LIST_REPLY, type KeyListJson } from '../../contract/keys.js';
import { isUrlOfThisPc } from '../../lib/this-pc.js';
import { CHARACTERS } from '../../raid/game/characters.js';
import { canonicalMapName } from '../../raid/game/map-names.js';
import { oneOf, shortText, wordOf } from '../call/field-types.js';
import { HttpError } from '../call/problem.js';
import { json, read, type CallContext, type JsonReply, type Route } from '../call/route.js';
import { DECK_SOFTWARE, keyUrl, type ServerAddress } from './deck-software.js';
import { listKeys } from './key-list.js';

const FIELDS = z.object({
  map_name: shortText().optional(),
  character_type: wordOf(CHARACTERS).optional(),
  software: oneOf(DECK_SOFTWARE.map(({ id }) => id)).optional(),
  address: shortText().optional(),
});

/** `GET /keys`: for programs, and for the keys page; a browser that opens the address gets that page. */
export function createKeyRoute(routes: () => readonly Route[]): Route {
  return read({
    path: '/keys',
    summary: 'Every key, with what to paste into which deck software.',
    fields: FIELDS,
    reply: KEY_LIST_REPLY,
    handle: (fields, context) => Promise.resolve(answerKeys(fields, context, routes())),
  });
}

function answerKeys(
  given: z.output<typeof FIELDS>,
  context: CallContext,
  routes: readonly Route[],
): JsonReply<KeyListJson> {
  const choices = addressChoices(context);
  const server = serverAddress(given.address ?? choices[0] ?? '', choices);
  const choice = {
    map_name: given.map_name === undefined ? 'Customs' : canonicalMapName(given.map_name),
    character_type: given.character_type ?? 'pmc',
  };
  const keys = listKeys(choice, routes);
  const software = DECK_SOFTWARE.filter(({ id }) => given.software === undefined || id === given.software);
  const list: KeyListJson = {
    address: server.url,
    addresses: choices,
    needs_token: server.needsToken,
    ...choice,
    software: software.map(({ id, name, how, shows }) => ({ id, name, how, shows_replies: shows })),
    keys: keys.map((key) => ({
      ...{ group: key.group, name: key.name, when: key.when, method: key.method, path: key.path },
      fields: key.fields,
      url: keyUrl(key, server),
      settings: Object.fromEntries(
        software.map(({ id, settings }) => [
          id,
          settings(key, server).map(({ field, value, isByHand = false }) => ({
            ...{ field, value, by_hand: isByHand },
          })),
        ]),
      ),
    })),
  };
  const text = keys.map((key) => `${key.name}: ${keyUrl(key, server)}`).join('\n');
  return json(list, text);
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

function serverAddress(url: string, choices: readonly string[]): ServerAddress {
  if (choices.includes(url)) return { url, needsToken: !isUrlOfThisPc(url) };
  throw new HttpError(
    'bad-input',
    `This PC does not answer keys at ${url}: choose ${choices.join(' or ')} as the address.`,
    { fields: { address: `must be one of ${choices.join(', ')}` } },
  );
}
