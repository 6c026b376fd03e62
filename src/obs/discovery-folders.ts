import os from 'node:os';
import path from 'node:path';

/** What decides where programs keep their settings; tests make one up. */
export interface HostSystem {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** This PC, with the environment that it is given. */
export function hostSystem(env: NodeJS.ProcessEnv): HostSystem {
  return { platform: process.platform, env, home: os.homedir() };
}

/** The folders in which OBS keeps its settings on such a system, each once; on Linux there can be a Flatpak beside it. */
export function obsConfigFolders({ platform, env, home }: HostSystem): readonly string[] {
  if (platform === 'win32')
    return [path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'obs-studio')];
  if (platform === 'darwin') return [path.join(home, 'Library', 'Application Support', 'obs-studio')];
  const folders = [
    path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'obs-studio'),
    // XDG_CONFIG_HOME as this program sees it need not be the one that OBS was started with.
    path.join(home, '.config', 'obs-studio'),
    path.join(home, '.var', 'app', 'com.obsproject.Studio', 'config', 'obs-studio'),
  ];
  return [...new Set(folders)];
}
