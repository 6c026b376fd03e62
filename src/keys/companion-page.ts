import { addressOf, type ServerAddress } from './key-address.js';
import type { DeckKey } from './key-list.js';
import { fillPlan, type Deck } from './layouts.js';

export interface CompanionParts {
  readonly deck: Deck;
  readonly keys: readonly DeckKey[];
  readonly server: ServerAddress;
  /** A key's picture, as a PNG in base64; null: there is none, and its name is written instead. */
  readonly pictureOf: (key: DeckKey) => string | null;
}

/** A name in letters, digits, `_` and `-`, as Companion wants it. */
const CONNECTION = 'tarkov';
/** The module's newest upgrade that these options were written for. */
const UPGRADE_INDEX = 1;

/**
 * A page for Bitfocus Companion to import (`.companionconfig`), its buttons calling by the connection "Generic: HTTP
 * Requests", which the file brings along. In format version 9, that of Companion 4.1: newer ones take it up to their own
 * when they read it, and an older Companion refuses a newer format.
 */
export function writeCompanionPage({ deck, keys, server, pictureOf }: CompanionParts): object {
  const byId = new Map(keys.map((key) => [key.id, key]));
  const controls: Record<number, Record<number, object>> = {};
  for (const { column, row, made } of fillPlan(deck, (id) => byId.get(id) ?? null)) {
    (controls[row] ??= {})[column] = button(made, server, pictureOf(made));
  }
  return {
    version: 9,
    type: 'page',
    companionBuild: '4.1.0',
    page: {
      id: 'tarkov-keys',
      name: 'Tarkov',
      controls,
      gridSize: { minColumn: 0, maxColumn: deck.columns - 1, minRow: 0, maxRow: deck.rows - 1 },
    },
    instances: {
      [CONNECTION]: {
        moduleInstanceType: 'connection',
        instance_type: 'generic-http',
        label: CONNECTION,
        // Paths alone stand in the buttons: who moves the service changes one field.
        config: { prefix: server.url, proxyAddress: '', rejectUnauthorized: true },
        ...{ isFirstInit: false, lastUpgradeIndex: UPGRADE_INDEX, enabled: true, sortOrder: 0 },
      },
    },
    connectionCollections: [],
    oldPageNumber: 1,
  };
}

function button(key: DeckKey, server: ServerAddress, picture: string | null): object {
  const words = picture === null || key.isTitledByChoice === true ? (key.face.title ?? key.name) : '';
  return {
    type: 'button',
    style: {
      ...{ text: words, textExpression: false, size: '14', color: 0xe8e6de, bgcolor: 0x1d1f26 },
      ...{ alignment: 'center:bottom', pngalignment: 'center:center', png64: picture, show_topbar: false },
    },
    options: { stepProgression: 'auto', stepExpression: '', rotaryActions: false },
    feedbacks: [],
    steps: {
      0: { action_sets: { down: [action(key, server)], up: [] }, options: { runWhileHeld: [] } },
    },
    localVariables: [],
  };
}

function action(key: DeckKey, server: ServerAddress): object {
  const isPost = key.method === 'POST';
  // The token goes into a header, where no log of addresses keeps it.
  const header = server.token === null ? '' : JSON.stringify({ Authorization: `Bearer ${server.token}` });
  return {
    type: 'action',
    id: `tarkov-${key.id}`,
    definitionId: isPost ? 'post' : 'get',
    connectionId: CONNECTION,
    options: {
      url: isPost ? key.path : addressOf({ url: '', token: null }, key.path, key.fields),
      ...(isPost ? { body: JSON.stringify(key.fields), contenttype: 'application/json' } : {}),
      ...{ header, jsonResultDataVariable: '', result_stringify: true, statusCodeVariable: '' },
    },
    upgradeIndex: UPGRADE_INDEX,
  };
}
