import process from 'node:process';
import { connectToApp, startArguments } from './app/app-link.js';
import type { AppMessage } from './app/messages.js';
import { createDeck, type Deck } from './deck/deck.js';
import { createInspectorLink, type InspectorLink } from './deck/inspector-link.js';
import { thisPcAddress } from './service/this-pc-address.js';

// The plugin: Elgato's app starts it, and it ends with the app.

const start = startArguments(process.argv);
if (start === null) {
  process.stderr.write('This is a plugin of the Stream Deck app, which starts it by itself.\n');
  process.exit(2);
}
let parts: { readonly deck: Deck; readonly inspector: InspectorLink } | null = null;
connectToApp(
  start,
  (app) => {
    const inspector = createInspectorLink(app, start, () => deck);
    const deck = createDeck(app, thisPcAddress, inspector.update);
    parts = { deck, inspector };
    app.send({ event: 'getGlobalSettings', context: start.pluginUUID });
  },
  (message: AppMessage) => {
    parts?.deck.handle(message);
    parts?.inspector.handle(message);
  },
  () => {
    // Whatever is open or waits: without the app there is nothing to show it on.
    process.exit(0);
  },
);
