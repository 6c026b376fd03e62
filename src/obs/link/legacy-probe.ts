import { OBSWebSocket } from 'obs-websocket-js/json';

/** A question in the protocol of obs-websocket 4, which OBS 27 and older speak. */
const QUESTION = JSON.stringify({ 'request-type': 'GetVersion', 'message-id': 'are-you-old' });

/** Speaks to a server that has no subprotocol, which obs-websocket-js takes for an error. */
class LegacySocket extends OBSWebSocket {
  // None is asked for: the old server knows none.
  override protocol = [] as unknown as string;
  onAnswer: (text: string) => void = () => undefined;

  protected override onOpen(): void {
    this.underlying()?.send(QUESTION);
  }

  protected override onMessage(event: { readonly data: unknown }): Promise<void> {
    this.onAnswer(String(event.data));
    return Promise.resolve();
  }

  terminate(): void {
    this.underlying()?.terminate();
  }

  private underlying(): { send(text: string): void; terminate(): void } | undefined {
    return (this as unknown as { socket?: { send(text: string): void; terminate(): void } }).socket;
  }
}

/** Whether the server is obs-websocket 4; false when it says nothing of the kind within `timeoutMs`. Never rejects. */
export async function isLegacyServer(url: string, timeoutMs: number): Promise<boolean> {
  const socket = new LegacySocket();
  const answer = await new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve(''), timeoutMs);
    const settle = (text: string): void => {
      clearTimeout(timer);
      resolve(text);
    };
    socket.onAnswer = settle;
    // It never gets as far as "identified": it fails, or is cut off below.
    socket.connect(url).then(
      () => settle(''),
      () => settle(''),
    );
  });
  socket.terminate();
  return answer.includes('"obs-websocket-version"');
}
