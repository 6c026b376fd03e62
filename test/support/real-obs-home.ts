import { copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { ObsBuild } from './real-obs-builds.js';

export interface ObsHomeOptions {
  readonly port: number;
  readonly password: string | null;
  readonly canvas: { readonly width: number; readonly height: number };
  readonly fps: number;
  readonly collectionFiles: readonly string[];
}

/** A fresh home folder for one OBS, in which it starts without any dialog and serves obs-websocket on `port`. */
export async function createObsHome(build: ObsBuild, options: ObsHomeOptions): Promise<string> {
  const home = await mkdtemp(join(build.chroot ?? '', build.chroot === null ? tmpdir() : 'tmp', 'tsp-obs-'));
  const config = join(home, '.config/obs-studio');
  await mkdir(join(home, 'run'), { mode: 0o700 });
  for (const folder of ['basic/profiles/Untitled', 'basic/scenes', 'plugin_config/obs-websocket']) {
    await mkdir(join(config, folder), { recursive: true });
  }
  await writeFile(join(config, 'global.ini'), globalIni(options));
  await writeFile(join(config, 'plugin_config/obs-websocket/config.json'), websocketJson(options));
  await writeFile(join(config, 'basic/profiles/Untitled/basic.ini'), profileIni(options));
  for (const file of options.collectionFiles) {
    await copyFile(file, join(config, 'basic/scenes', basename(file)));
  }
  return home;
}

/** OBS up to 30.1 keeps the websocket's settings here; newer ones read websocketJson. */
function globalIni({ port, password }: ObsHomeOptions): string {
  return [
    '[General]',
    'FirstRun=true',
    'LastVersion=486539266',
    'EnableAutoUpdates=false',
    '[Basic]',
    'Profile=Untitled',
    'ProfileDir=Untitled',
    'SceneCollection=Untitled',
    'SceneCollectionFile=Untitled',
    'ConfigOnNewProfile=false',
    // What it draws into its window is seen by nobody, and costs as much as the picture itself.
    '[BasicWindow]',
    'PreviewEnabled=false',
    '[OBSWebSocket]',
    'FirstLoad=false',
    'ServerEnabled=true',
    `ServerPort=${port}`,
    'AlertsEnabled=false',
    `AuthRequired=${password === null ? 'false' : 'true'}`,
    `ServerPassword=${password ?? ''}`,
    '',
  ].join('\n');
}

function websocketJson({ port, password }: ObsHomeOptions): string {
  return JSON.stringify({
    first_load: false,
    server_enabled: true,
    server_port: port,
    auth_required: password !== null,
    server_password: password ?? '',
    alerts_enabled: false,
  });
}

function profileIni({ canvas, fps }: ObsHomeOptions): string {
  return [
    '[General]',
    'Name=Untitled',
    '[Video]',
    `BaseCX=${canvas.width}`,
    `BaseCY=${canvas.height}`,
    `OutputCX=${canvas.width}`,
    `OutputCY=${canvas.height}`,
    'FPSType=1',
    `FPSInt=${fps}`,
    '',
  ].join('\n');
}
