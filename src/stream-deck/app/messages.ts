// What Elgato's app and a plugin say to each other: JSON over one web socket.

/** What the app starts a plugin with. */
export interface StartArguments {
  readonly port: number;
  readonly pluginUUID: string;
  readonly registerEvent: string;
  /** Decks that are connected already. */
  readonly devices: readonly { readonly id: string; readonly type: number }[];
}

export type Settings = Readonly<Record<string, unknown>>;
export type Controller = 'Keypad' | 'Encoder';

/** A key or dial that the plugin is asked to serve. */
interface Place {
  /** The action's UUID, as in the manifest. */
  readonly action: string;
  /** Names this one key or dial as long as it is seen. */
  readonly context: string;
  readonly device: string;
}

/** A key or dial as it is. */
export interface KeyMessage extends Place {
  readonly event: 'willAppear' | 'willDisappear' | 'keyDown' | 'dialDown' | 'didReceiveSettings';
  readonly payload: {
    readonly settings: Settings;
    readonly controller: Controller;
    /** Part of a multi action: it has no place on a deck, and nothing can be drawn on it. */
    readonly isInMultiAction?: boolean;
  };
}

/** What the app says; there is more, which no part of ours needs. */
export type AppMessage =
  | KeyMessage
  | (Place & {
      readonly event: 'dialRotate';
      readonly payload: { readonly settings: Settings; readonly ticks: number; readonly pressed: boolean };
    })
  | (Place & {
      readonly event: 'touchTap';
      readonly payload: { readonly settings: Settings; readonly hold: boolean };
    })
  | { readonly event: 'didReceiveGlobalSettings'; readonly payload: { readonly settings: Settings } }
  | (Place & { readonly event: 'propertyInspectorDidAppear' | 'propertyInspectorDidDisappear' })
  | {
      readonly event: 'sendToPlugin';
      readonly action: string;
      readonly context: string;
      readonly payload: Readonly<Record<string, unknown>>;
    }
  | {
      readonly event: 'deviceDidConnect';
      readonly device: string;
      readonly deviceInfo: { readonly type: number };
    }
  | { readonly event: 'systemDidWakeUp' };

/** What the plugin says. */
export type PluginMessage =
  | { readonly event: 'setImage'; readonly context: string; readonly payload: { readonly image: string } }
  | {
      readonly event: 'setFeedback';
      readonly context: string;
      readonly payload: Readonly<Record<string, string>>;
    }
  | { readonly event: 'showOk' | 'showAlert'; readonly context: string }
  | { readonly event: 'setSettings'; readonly context: string; readonly payload: Settings }
  | { readonly event: 'setGlobalSettings'; readonly context: string; readonly payload: Settings }
  | { readonly event: 'getGlobalSettings'; readonly context: string }
  | { readonly event: 'logMessage'; readonly payload: { readonly message: string } }
  | {
      readonly event: 'switchToProfile';
      readonly context: string;
      readonly device: string;
      readonly payload: { readonly profile: string };
    }
  | {
      readonly event: 'sendToPropertyInspector';
      readonly action: string;
      readonly context: string;
      readonly payload: object;
    };
