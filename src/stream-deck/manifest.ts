import { ACTIONS, actionUuid, PLUGIN_UUID } from './actions/actions.js';
import type { Action } from './actions/action.js';
import { DECKS } from '../keys/layouts.js';
import { profilePath } from './profile-path.js';

/** The layout of the touch strip above a dial: one picture, which is drawn by us. */
export const DIAL_LAYOUT = {
  id: 'face',
  items: [{ key: 'face', type: 'pixmap', rect: [0, 0, 200, 100] }],
};
const LAYOUT_FILE = 'layouts/face.json';

export const PLUGIN_NAME = 'Tarkov Stream Producer';

/** The app wants four numbers. */
export function pluginVersion(version: string): string {
  return `${version.replace(/-.*$/, '')}.0`;
}

/** What tells the app of the plugin. @param version of the program, such as `0.1.0`. */
export function manifest(version: string): object {
  return {
    $schema: 'https://schemas.elgato.com/streamdeck/plugins/manifest.json',
    UUID: PLUGIN_UUID,
    Name: PLUGIN_NAME,
    Version: pluginVersion(version),
    Author: PLUGIN_NAME,
    Description:
      'Keys that show the raid and press it: the next step, kills, outcomes, map, undo and live figures of Tarkov Stream Producer.',
    Category: PLUGIN_NAME,
    CategoryIcon: 'icons/category',
    Icon: 'icons/plugin',
    SDKVersion: 3,
    Software: { MinimumVersion: '6.9' },
    Nodejs: { Version: '20' },
    OS: [
      { Platform: 'windows', MinimumVersion: '10' },
      { Platform: 'mac', MinimumVersion: '12' },
    ],
    CodePath: 'bin/plugin.js',
    PropertyInspectorPath: 'inspector/inspector.html',
    Actions: ACTIONS.map(describe),
    // Offered by a button in the settings of a key: who has a deck of his own wants no other one by surprise.
    Profiles: DECKS.map((deck) => ({
      ...{ Name: profilePath(deck), DeviceType: deck.deviceType },
      ...{ AutoInstall: false, DontAutoSwitchWhenInstalled: true },
    })),
  };
}

function describe(action: Action): object {
  const { id, name, tooltip, controllers, triggers } = action;
  return {
    UUID: actionUuid(action),
    Name: name,
    Tooltip: tooltip,
    Icon: `icons/${id}`,
    Controllers: controllers,
    ...(controllers.includes('Encoder')
      ? { Encoder: { layout: LAYOUT_FILE, TriggerDescription: triggers ?? {} } }
      : {}),
    // The faces say it all, and a title would stand on top of them.
    States: [{ Image: `icons/${id}-key`, ShowTitle: false }],
    UserTitleEnabled: false,
    DisableAutomaticStates: true,
    SupportedInMultiActions: controllers.includes('Keypad'),
  };
}
