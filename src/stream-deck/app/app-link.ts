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
    if (message !== null && 'event' in message) onMessage(message as AppMessage);
  });
  // An error is always followed by the close.
  socket.on('error', () => undefined);
  socket.once('close', onEnd);
}

/** null: no object, which says nothing to us. */
function parse(text: string): object | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' ? json : null;
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
  const { devices = [] } = (parse(valueOf('-info') ?? '') ?? {}) as Partial<StartArguments>;
  return { port: Number(port), pluginUUID, registerEvent, devices };
}
