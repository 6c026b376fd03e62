import { EventSubscription, OBSWebSocket } from 'obs-websocket-js/json';
import { codeOf } from '../../lib/error-code.js';

/** The groups of events that OBS sends us. Never the volume meters: they flood. */
export const EVENT_SUBSCRIPTIONS =
  EventSubscription.General |
  EventSubscription.Config |
  EventSubscription.Scenes |
  EventSubscription.Inputs |
  EventSubscription.Transitions |
  EventSubscription.Outputs |
  EventSubscription.Filters |
  EventSubscription.SceneItems |
  EventSubscription.Ui;

/** obs-websocket-js, with the two things that it keeps to itself: why connecting failed, and a way to hang up at once. */
export class ObsSocket extends OBSWebSocket {
  /** The system's error code of a failed connect (`ECONNREFUSED`), where there is one. */
  errorCode: string | null = null;

  protected override onError(event: { readonly error?: unknown; readonly message: string }): void {
    this.errorCode = codeOf(event.error) ?? this.errorCode;
    super.onError(event);
  }

  /** Hangs up without the closing handshake, which a dead peer never answers. */
  terminate(): void {
    // Its type is a browser's socket; in Node it is one of `ws`, which can.
    const { socket } = this as unknown as { socket?: { terminate(): void } };
    socket?.terminate();
  }
}
