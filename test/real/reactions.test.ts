import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReactionEntry } from '../../src/show/reactions/reaction.js';
import { describeEachObs } from '../support/real-obs-describe.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import { NO_FFMPEG } from '../support/rtmp-sink.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const SHOW: readonly ReactionEntry[] = [
  { on: 'kill', save_replay: { after_seconds: 1 } },
  { on: 'survived', chapter: '{{last_raid.line}}' },
  { on: 'kill', show: { source: 'Kill Pop', for_seconds: 3 } },
  { on: 'died', media: { source: 'Sting' } },
  { on: 'in_progress', filter: { source: 'Kill Pop', name: 'Grey', enabled: false } },
  { on: 'matched', mute: { input: 'Sting', muted: true } },
  { on: 'queuing', record: 'start' },
  { on: ['survived', 'died'], record: 'stop' },
];

interface StatusJson {
  readonly problem: { readonly finding: string; readonly remedy: string } | null;
  readonly last: { readonly ok: boolean; readonly message: string; readonly file: string | null } | null;
}

describeEachObs('reactions in OBS', (build) => {
  if (NO_FFMPEG) {
    it.skip('needs ffmpeg to look at recordings');
    return;
  }
  const hasChapters = Number(build.name.split('.').slice(0, 2).join('.')) >= 30.2;
  const chroot = build.chroot ?? '';
  let obs: RealObs;
  let service: ServiceProcess;
  let videos: string;

  const statuses = async (): Promise<readonly StatusJson[]> =>
    (await service.get('/obs')).json['reactions'] as readonly StatusJson[];
  const problems = async (): Promise<readonly (string | null)[]> =>
    (await statuses()).map(({ problem }) => problem && `${problem.finding} ${problem.remedy}`);
  const tried = async (reaction: number): Promise<unknown> =>
    (await service.post('/reactions/try', { reaction })).json['message'];
  const isShown = async (): Promise<boolean> => {
    const place = { sceneName: 'Tarkov In Raid', sourceName: 'Kill Pop' };
    const { sceneItemId } = await obs.call('GetSceneItemId', place);
    const { sceneItemEnabled } = await obs.call('GetSceneItemEnabled', { ...place, sceneItemId });
    return sceneItemEnabled;
  };
  const setOutput = (parameterName: string, parameterValue: string): Promise<unknown> =>
    obs.call('SetProfileParameter', { parameterCategory: 'SimpleOutput', parameterName, parameterValue });

  async function startService(folder = temporaryFolder()): Promise<void> {
    fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify({ reactions: SHOW }));
    service = await startServiceProcess({ folder, obsUrl: obs.url });
    await until(async () => expect((await service.get('/obs')).json).toMatchObject({ state: 'ready' }));
  }

  beforeAll(async () => {
    obs = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
    videos = path.join(obs.home, 'videos');
    fs.mkdirSync(videos);
    // The default of OBS 32 takes chapters.
    await setOutput('RecFormat2', 'mkv');
    await startService();
  });
  afterAll(async () => {
    await service.kill();
    await obs.dispose();
  });

  it('are told as impossible, with what to do, until OBS has what they need', async () => {
    await until(async () =>
      expect(await problems()).toEqual([
        expect.stringContaining('tick "Enable Replay Buffer"'),
        expect.stringContaining(hasChapters ? 'choose the format "Hybrid MP4"' : 'Install OBS 30.2 or newer'),
        expect.stringContaining('the source "Kill Pop", and OBS has none'),
        expect.stringContaining('the media source "Sting", and OBS has none'),
        expect.stringContaining('the source "Kill Pop", and OBS has none'),
        expect.stringContaining('the input "Sting", and OBS has none'),
        ...[null, null],
      ]),
    );
    expect(await tried(1)).toContain('tick "Enable Replay Buffer"');
    expect(await tried(2)).toContain(hasChapters ? 'OBS is not recording' : 'Install OBS 30.2 or newer');
    for (const reaction of [3, 4, 5, 6]) expect(await tried(reaction)).toContain('OBS has none');
    expect(await tried(8)).toBe('OBS was not recording.');
  });

  it('are all possible once OBS has it, and the replay buffer is started by a call', async () => {
    spawnSync('ffmpeg', ['-f', 'lavfi', '-i', 'sine=duration=1', path.join(obs.home, 'sting.wav')]);
    const place = { sceneName: 'Tarkov In Raid', sceneItemEnabled: false };
    await obs.call('CreateInput', {
      ...{ ...place, inputName: 'Kill Pop', inputKind: 'color_source_v3' },
      inputSettings: { width: 20, height: 20 },
    });
    await obs.call('CreateInput', {
      ...{ ...place, inputName: 'Sting', inputKind: 'ffmpeg_source' },
      inputSettings: { local_file: path.join(obs.home, 'sting.wav').slice(chroot.length) },
    });
    await setOutput('FilePath', videos.slice(chroot.length));
    await setOutput('RecRB', 'true');
    await setOutput('RecRBTime', '10');
    // A key frame every second: a replay is saved at the next one.
    await setOutput('RecQuality', 'Stream');
    await setOutput('UseAdvanced', 'true');
    await setOutput('x264Settings', 'keyint=10');
    await setOutput('RecFormat2', hasChapters ? 'hybrid_mp4' : 'mkv');
    // The replay buffer is made at the start.
    await obs.stop();
    await obs.start();
    await obs.call('CreateSourceFilter', {
      ...{ sourceName: 'Kill Pop', filterName: 'Grey', filterKind: 'color_filter_v2' },
    });
    await until(async () => expect((await service.get('/obs')).json).toMatchObject({ state: 'ready' }));
    await until(async () =>
      expect(await problems()).toEqual([
        expect.stringContaining('Press "Start replay buffer" in Set-up.'),
        hasChapters ? null : expect.any(String),
        ...[null, null, null, null, null, null],
      ]),
    );
    expect(await tried(1)).toContain('does not run');
    expect((await service.post('/obs/replay/start')).json['message']).toBe('The replay buffer runs.');
    await until(async () => expect((await problems())[0]).toBeNull());
  });

  it('hide what they have shown, also after a crash of either side', async () => {
    for (const crash of ['program', 'OBS'] as const) {
      expect(await tried(3)).toBe('"Kill Pop" shown for 3 s.');
      expect(await isShown()).toBe(true);
      if (crash === 'program') {
        const { folder } = service;
        await service.kill();
        expect(await isShown()).toBe(true);
        await startService(folder);
      } else {
        await obs.kill();
        await obs.start();
      }
      await until(async () => expect(await isShown()).toBe(false));
    }
  });
});
