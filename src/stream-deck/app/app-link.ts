import WebSocket from 'ws';
import type { AppMessage, PluginMessage, StartArguments } from './messages.js';

/** The socket to Elgato's app. */
export interface AppLink {
  send(message: PluginMessage): void;
  /** A line in the app's own log. */
  log(message: string): void;
}

/**
 * The plugin belongs to the app that has started it: where the app cannot be reached or goes, `onEnd` is called, once.
 * @param onMessage called for everything that the app says.
 */
export function connectToApp(
  { port, pluginUUID, registerEvent }: StartArguments,
  onReady: (link: AppLink) => void,
  onMessage: (message: AppMessage) => void,
  onEnd: () => void,
): void {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const write = (message: object): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const link: AppLink = {
    send: write,
    log(message) {
      link.send({ event: 'logMessage', payload: { message } });
    },
  };
  socket.on('open', () => {
    write({ event: registerEvent, uuid: pluginUUID });
    onReady(link);
  });
  socket.on('message', (data) => {
    const message = parse((data as Buffer).toString());
    if (message !== null) onMessage(message);
  });
  // An error is always followed by the close.
  socket.on('error', () => undefined);
  socket.once('close', onEnd);
}

/** A message that this plugin does not know passes by. */
function parse(text: string): AppMessage | null {
  try {
    const message: unknown = JSON.parse(text);
    const isMessage = typeof message === 'object' && message !== null && 'event' in message;
    return isMessage ? (message as AppMessage) : null;
  } catch {
    return null;
  }
}

/** `-port N -pluginUUID U -registerEvent registerPlugin -info JSON`; null where something is missing. */
export function startArguments(argv: readonly string[]): StartArguments | null {
  const valueOf = (name: string): string | undefined => {
    const at = argv.indexOf(name);
    return at === -1 ? undefined : argv[at + 1];
  };
  const [port, pluginUUID, registerEvent] = [
    valueOf('-port'),
    valueOf('-pluginUUID'),
    valueOf('-registerEvent'),
  ];
  if (port === undefined || pluginUUID === undefined || registerEvent === undefined) return null;
  return { port: Number(port), pluginUUID, registerEvent };
}
