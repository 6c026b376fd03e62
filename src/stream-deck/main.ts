import process from 'node:process';
import { connectToApp, startArguments } from './app/app-link.js';
import type { AppMessage } from './app/messages.js';
import { createDeck, type Deck } from './deck/deck.js';

// The plugin: Elgato's app starts it, and it ends with the app.

const start = startArguments(process.argv);
if (start === null) {
  process.stderr.write('This is a plugin of the Stream Deck app, which starts it by itself.\n');
  process.exit(2);
}
let deck: Deck | null = null;
connectToApp(
  start,
  (app) => {
    deck = createDeck(app, () => undefined);
    app.send({ event: 'getGlobalSettings', context: start.pluginUUID });
  },
  (message: AppMessage) => {
    deck?.handle(message);
  },
  () => {
    // Whatever is open or waits: without the app there is nothing to show it on.
    process.exit(0);
  },
);
