import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { writeCompanionPage } from '../../keys/companion-page.js';
import { keyUrl, type ServerAddress } from '../../keys/key-address.js';
import type { DeckKey } from '../../keys/key-list.js';
import { DECKS, type Deck } from '../../keys/layouts.js';
import { writeProfile, type ProfileAction } from '../../keys/stream-deck-profile.js';
import { oneOf } from '../call/field-types.js';
import { file, type CallContext, type Route } from '../call/route.js';
import type { PageFile } from '../pages/page-files.js';
import { ASKED_KEYS, askedKeys } from './asked-keys.js';
import { findPicture } from './key-pictures.js';

const FIELDS = z.object({
  ...ASKED_KEYS,
  deck: oneOf(DECKS.map(({ id }) => id))
    .optional()
    .describe('for which the layout is; without it one with 15 keys'),
});

export interface LayoutParts {
  readonly routes: () => readonly Route[];
  /** What other devices must know now. */
  readonly token: () => string | null;
  readonly pageFiles: readonly PageFile[];
}

/** Ready layouts of keys as files that decks import. */
export function layoutRoutes({ routes, token, pageFiles }: LayoutParts): readonly Route[] {
  const pictureOf = findPicture(pageFiles);
  const asked = (given: z.output<typeof FIELDS>, context: CallContext) => {
    const { keys, address, needsToken } = askedKeys(given, context, routes());
    // Who gets this far from another device has shown the token; the file is kept, not shown, so the real one is in it.
    const server: ServerAddress = { url: address, token: needsToken ? token() : null };
    return { keys, server, deck: DECKS.find(({ id }) => id === given.deck) ?? DEFAULT_DECK };
  };
  return [
    file({
      path: '/keys/stream-deck-profile',
      summary: 'A profile for the Stream Deck app with its own Website actions, to import.',
      fields: FIELDS,
      description: 'A `.streamDeckProfile`; from another address than this PC it holds the token.',
      handle: (given, context) => {
        const { keys, server, deck } = asked(given, context);
        const byId = new Map(keys.map((key) => [key.id, key]));
        const bytes = writeProfile({
          name: 'Tarkov',
          deck,
          actionOf: (id) => {
            const key = byId.get(id);
            return key === undefined ? null : websiteAction(key, server, pictureOf(key));
          },
          newId: randomUUID,
        });
        return { name: `tarkov-${deck.id}.streamDeckProfile`, bytes };
      },
    }),
    file({
      path: '/keys/companion-page',
      summary: 'A page of buttons for Bitfocus Companion, to import.',
      fields: FIELDS,
      description: 'A `.companionconfig`; from another address than this PC it holds the token.',
      handle: (given, context) => {
        const page = writeCompanionPage({
          ...asked(given, context),
          pictureOf: (key) => pictureOf(key)?.toString('base64') ?? null,
        });
        return { name: 'tarkov.companionconfig', bytes: Buffer.from(`${JSON.stringify(page, null, 2)}\n`) };
      },
    }),
  ];
}

const DEFAULT_DECK = DECKS[0] as Deck;

const WEBSITE = { name: 'Website', uuid: 'com.elgato.streamdeck.system.website', version: '1.0' };

/** The app's own action that opens an address; here in the background, so that nothing opens and the call counts. */
function websiteAction(key: DeckKey, server: ServerAddress, picture: Buffer | undefined): ProfileAction {
  return {
    ...{ name: WEBSITE.name, uuid: WEBSITE.uuid, plugin: WEBSITE },
    settings: { openInBrowser: false, path: keyUrl(key, server) },
    ...(picture === undefined ? {} : { picture }),
    ...(picture === undefined || key.isTitledByChoice === true ? { title: key.face.title ?? key.name } : {}),
  };
}
