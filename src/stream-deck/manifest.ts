import { ACTIONS, actionUuid, PLUGIN_UUID } from './actions/actions.js';
import type { Action } from './actions/action.js';

/** The layout of the touch strip above a dial: one picture, which is drawn by us. */
export const DIAL_LAYOUT = {
  id: 'face',
  items: [{ key: 'face', type: 'pixmap', rect: [0, 0, 200, 100] }],
};
const LAYOUT_FILE = 'layouts/face.json';

/** What tells the app of the plugin. @param version of the program, such as `0.1.0`. */
export function manifest(version: string): object {
  return {
    $schema: 'https://schemas.elgato.com/streamdeck/plugins/manifest.json',
    UUID: PLUGIN_UUID,
    Name: 'Tarkov Stream Producer',
    // The app wants four numbers.
    Version: `${version.replace(/-.*$/, '')}.0`,
    Author: 'Tarkov Stream Producer',
    Description:
      'Keys that show the raid and press it: the next step, kills, outcomes, map, undo and live figures of Tarkov Stream Producer.',
    Category: 'Tarkov Stream Producer',
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
