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

/**
 * The folders in which OBS keeps its settings on such a system, each once; on Linux there can be a Flatpak and a snap
 * beside it, and a portable OBS for Windows keeps them in its own folder.
 */
export function obsConfigFolders({ platform, env, home }: HostSystem): readonly string[] {
  if (platform === 'win32')
    return [
      path.join(env['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'obs-studio'),
      ...programFolders(env).flatMap((folder) =>
        PORTABLE_FOLDERS.map((parts) => path.join(folder, ...parts, 'config', 'obs-studio')),
      ),
    ];
  if (platform === 'darwin') return [path.join(home, 'Library', 'Application Support', 'obs-studio')];
  const folders = [
    path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'obs-studio'),
    // XDG_CONFIG_HOME as this program sees it need not be the one that OBS was started with.
    path.join(home, '.config', 'obs-studio'),
    path.join(home, '.var', 'app', 'com.obsproject.Studio', 'config', 'obs-studio'),
    path.join(home, 'snap', 'obs-studio', 'current', '.config', 'obs-studio'),
  ];
  return [...new Set(folders)];
}

/** Where an OBS in portable mode usually lies: as it installs itself, and as Steam does. */
const PORTABLE_FOLDERS = [['obs-studio'], ['Steam', 'steamapps', 'common', 'OBS Studio']] as const;

function programFolders(env: HostSystem['env']): readonly string[] {
  const names = ['ProgramFiles', 'ProgramW6432', 'ProgramFiles(x86)'] as const;
  const folders = names.flatMap((name) => env[name] || []);
  return [...new Set(folders)];
}

/** The same for people: the home folder, which has a name in it, as `~`. */
export function shownFolders(system: HostSystem): readonly string[] {
  const { home } = system;
  return obsConfigFolders(system).map((folder) =>
    home !== '' && folder.startsWith(home) ? `~${folder.slice(home.length)}` : folder,
  );
}
