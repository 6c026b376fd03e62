import * as z from 'zod';
import { KEY_LIST_REPLY, type KeyListJson } from '../../contract/keys.js';
import { keyUrl, type ServerAddress } from '../../keys/key-address.js';
import { oneOf } from '../call/field-types.js';
import { json, read, type CallContext, type JsonReply, type Route } from '../call/route.js';
import { ASKED_KEYS, askedKeys } from './asked-keys.js';
import { DECK_SOFTWARE } from './deck-software.js';
import { picturePath } from './key-pictures.js';

const FIELDS = z.object({
  ...ASKED_KEYS,
  software: oneOf(DECK_SOFTWARE.map(({ id }) => id)).optional(),
});

/** Stands where the streamer's own token belongs; the real one is never shown, since a stream may show the keys page. */
const TOKEN_PLACEHOLDER = 'YOUR_TOKEN';

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
  const { keys, choice, address, addresses, needsToken } = askedKeys(given, context, routes);
  const server: ServerAddress = { url: address, token: needsToken ? TOKEN_PLACEHOLDER : null };
  const software = DECK_SOFTWARE.filter(({ id }) => given.software === undefined || id === given.software);
  const list: KeyListJson = {
    ...{ address, addresses, needs_token: needsToken },
    ...choice,
    software: software.map(({ id, name, how, shows }) => ({ id, name, how, shows_replies: shows })),
    keys: keys.map((key) => ({
      ...{ id: key.id, group: key.group, name: key.name, when: key.when, method: key.method, path: key.path },
      fields: key.fields,
      picture: picturePath(key),
      picture_title: key.isTitledByChoice === true ? key.face.title : null,
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
