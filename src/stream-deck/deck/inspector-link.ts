import type { AppLink } from '../app/app-link.js';
import type { AppMessage, StartArguments } from '../app/messages.js';
import type { InspectorAsks, InspectorFacts } from '../inspector-facts.js';
import { DECKS, type Deck as DeckKind } from '../../keys/layouts.js';
import { profilePath } from '../profile-path.js';
import type { LinkState } from '../service/service-link.js';
import type { Deck } from './deck.js';

/** Tells the open property inspector what it needs, and does what it asks. */
export interface InspectorLink {
  handle(message: AppMessage): void;
  /** Something has changed that it shows. */
  update(): void;
}

export function createInspectorLink(
  app: AppLink,
  { pluginUUID, devices }: StartArguments,
  deck: () => Deck,
): InspectorLink {
  /** The key whose settings are open; there is one at most. */
  let open: { readonly action: string; readonly context: string; readonly device: string } | null = null;
  const deviceTypes = new Map(devices.map(({ id, type }) => [id, type]));

  function update(): void {
    if (open === null) return;
    app.send({
      event: 'sendToPropertyInspector',
      action: open.action,
      context: open.context,
      payload: factsFor(open.device),
    });
  }

  function factsFor(device: string): InspectorFacts {
    const { address, link, fault } = deck().connection();
    const { maps, readings } = deck().state();
    const isLive = link.kind === 'live';
    return {
      address,
      isLive,
      // What is wrong stands beside the field.
      message: fault === null ? linkSentence(link, address) : 'Not connected.',
      maps: maps.map(({ name }) => name),
      variables: [...readings].map(([name, reads]) => ({ name, reads })),
      hasProfile: kindOf(device) !== undefined,
    };
  }

  /** The kind of deck, where the plugin brings a layout for it. */
  function kindOf(device: string): DeckKind | undefined {
    return DECKS.find(({ deviceType }) => deviceType === deviceTypes.get(device));
  }

  function install(device: string): void {
    const kind = kindOf(device);
    if (kind === undefined) return;
    const profile = profilePath(kind);
    app.send({ event: 'switchToProfile', context: pluginUUID, device, payload: { profile } });
  }

  return {
    update,
    handle(message) {
      if (message.event === 'deviceDidConnect') {
        deviceTypes.set(message.device, message.deviceInfo.type);
      } else if (message.event === 'propertyInspectorDidAppear') {
        open = message;
        update();
      } else if (message.event === 'propertyInspectorDidDisappear') {
        if (open?.context === message.context) open = null;
      } else if (message.event === 'sendToPlugin') {
        open = { device: open?.device ?? '', action: message.action, context: message.context };
        const { ask } = message.payload as unknown as InspectorAsks;
        if (ask === 'profile') install(open.device);
        else void deck().readAll().then(update);
      }
    },
  };
}

function linkSentence(link: LinkState, address: string): string {
  if (link.kind === 'live') return `Connected to ${address}.`;
  return link.kind === 'connecting' ? `Connecting to ${address}…` : `${link.word}: ${address}.`;
}
