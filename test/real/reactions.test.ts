import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReactionEntry } from '../../src/show/reactions/reaction.js';
import { describeEachObs } from '../support/real-obs-describe.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import { NO_FFMPEG } from '../support/rtmp-sink.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const REPLAY_DELAY_S = 2;
const SHOW: readonly ReactionEntry[] = [
  { on: 'kill', save_replay: { after_seconds: REPLAY_DELAY_S } },
  { on: 'survived', chapter: '{{last_raid.line}}' },
  { on: 'kill', show: { source: 'Kill Pop', for_seconds: 3 } },
  { on: 'died', media: { source: 'Sting' } },
  { on: 'in_progress', filter: { source: 'Kill Pop', name: 'Grey', enabled: false } },
  { on: 'matched', mute: { input: 'Sting', muted: true } },
  { on: 'queuing', record: 'start' },
  { on: 'died', record: 'stop' },
  { on: 'died', send: { to: 'bot', body: { map: '{{outcome.map_name}}' } } },
  // What cannot be done with a source that is there.
  { on: 'mia', media: { source: 'Kill Pop' } },
  { on: 'mia', mute: { input: 'Kill Pop', muted: true } },
];
/** Of the ones that cannot be done, whatever else there is. */
const NEVER: readonly unknown[] = [
  expect.stringContaining('"Kill Pop", which is no media source (color_source_v3)'),
  expect.stringContaining('"Kill Pop", which has no sound'),
];
/** Shorter than the time to the next regular look: what OBS tells of itself must be enough. */
const AT_ONCE_MS = 5_000;

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
  const sent: unknown[] = [];
  const bot = http.createServer((request, response) => {
    request.on('data', (part: Buffer) => sent.push(JSON.parse(part.toString())));
    request.on('end', () => response.writeHead(204).end());
  });
  let obs: RealObs;
  let service: ServiceProcess;
  let videos: string;

  const statuses = async (): Promise<readonly StatusJson[]> =>
    (await service.get('/obs')).json['reactions'] as readonly StatusJson[];
  const problems = async (): Promise<readonly (string | null)[]> =>
    (await statuses()).map(({ problem }) => problem && `${problem.finding} ${problem.remedy}`);
  const message = async (number: number): Promise<string | undefined> =>
    (await statuses())[number - 1]?.last?.message;
  const tried = async (reaction: number): Promise<unknown> =>
    (await service.post('/reactions/try', { reaction })).json['message'];
  const isShown = async (): Promise<boolean> => {
    const place = { sceneName: 'Tarkov In Raid', sourceName: 'Kill Pop' };
    const { sceneItemId } = await obs.call('GetSceneItemId', place);
    return (await obs.call('GetSceneItemEnabled', { ...place, sceneItemId })).sceneItemEnabled;
  };
  const setOutput = (parameterName: string, parameterValue: string): Promise<unknown> =>
    obs.call('SetProfileParameter', { parameterCategory: 'SimpleOutput', parameterName, parameterValue });
  const replays = (): readonly string[] => fs.readdirSync(videos).filter((name) => name.startsWith('Replay'));

  async function startService(folder = temporaryFolder()): Promise<void> {
    const { port } = bot.address() as AddressInfo;
    const targets = { bot: `http://127.0.0.1:${port}/` };
    fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify({ reactions: SHOW }));
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ targets }));
    service = await startServiceProcess({ folder, obsUrl: obs.url });
    await isReady();
  }
  const isReady = (): Promise<void> =>
    until(async () => expect((await service.get('/obs')).json).toMatchObject({ state: 'ready' }));

  beforeAll(async () => {
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
    obs = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
    videos = path.join(obs.home, 'videos');
    fs.mkdirSync(videos);
    // The default of OBS 32 takes chapters.
    await setOutput('RecFormat2', 'mkv');
    await startService();
  });
  afterAll(async () => {
    bot.close();
    await service.kill();
    await obs.dispose();
  });

  it('are told as impossible, with what to do, while OBS has nothing of what they need', async () => {
    await until(async () =>
      expect(await problems()).toEqual([
        expect.stringContaining('tick "Enable Replay Buffer"'),
        expect.stringContaining(hasChapters ? 'choose the format "Hybrid MP4"' : 'Install OBS 30.2 or newer'),
        expect.stringContaining('the source "Kill Pop", and OBS has none'),
        expect.stringContaining('the media source "Sting", and OBS has none'),
        expect.stringContaining('the source "Kill Pop", and OBS has none'),
        expect.stringContaining('the input "Sting", and OBS has none'),
        ...[null, null, null],
        expect.stringContaining('the media source "Kill Pop", and OBS has none'),
        expect.stringContaining('the input "Kill Pop", and OBS has none'),
      ]),
    );
    expect(await tried(1)).toContain('tick "Enable Replay Buffer"');
    expect(await tried(2)).toContain(hasChapters ? 'OBS is not recording' : 'Install OBS 30.2 or newer');
    for (const reaction of [3, 4, 5, 6]) expect(await tried(reaction)).toContain('OBS has none');
    expect(await tried(8)).toBe('OBS was not recording.');
  });

  it('are possible as soon as the sources and the filter are made in OBS', async () => {
    spawnSync('ffmpeg', ['-f', 'lavfi', '-i', 'sine=duration=1', path.join(obs.home, 'sting.wav')]);
    const place = { sceneName: 'Tarkov In Raid', sceneItemEnabled: false };
    await obs.call('CreateInput', {
      ...{ ...place, inputName: 'Kill Pop', inputKind: 'color_source_v3' },
      inputSettings: { width: 20, height: 20 },
    });
    const any: unknown = expect.anything();
    const noFilter: unknown = expect.stringContaining('"Kill Pop", which has no filter of that name');
    const soon = (expected: readonly unknown[]): Promise<void> =>
      until(async () => expect((await problems()).slice(2)).toEqual(expected), AT_ONCE_MS);
    await soon([null, any, noFilter, any, null, null, null, ...NEVER]);
    await obs.call('CreateInput', {
      ...{ ...place, inputName: 'Sting', inputKind: 'ffmpeg_source' },
      inputSettings: { local_file: path.join(obs.home, 'sting.wav').slice(chroot.length) },
    });
    await soon([null, null, noFilter, null, null, null, null, ...NEVER]);
    await obs.call('CreateSourceFilter', {
      ...{ sourceName: 'Kill Pop', filterName: 'Grey', filterKind: 'color_filter_v2' },
    });
    await soon([null, null, null, null, null, null, null, ...NEVER]);
    for (const reaction of [10, 11]) expect(await tried(reaction)).toContain('Choose');
  });

  it('save replays once the replay buffer is set up in OBS and started by a call', async () => {
    await setOutput('FilePath', videos.slice(chroot.length));
    await setOutput('RecRB', 'true');
    await setOutput('RecRBTime', '10');
    // A key frame every second: a replay begins at one, so that it is as long as it is set to be.
    await setOutput('UseAdvanced', 'true');
    await setOutput('x264Settings', 'keyint=10');
    await setOutput('RecFormat2', hasChapters ? 'hybrid_mp4' : 'mkv');
    // The replay buffer is made at the start.
    await obs.stop();
    await obs.start();
    await isReady();
    await until(async () =>
      expect((await problems()).slice(0, 2)).toEqual([
        expect.stringContaining('Press "Start replay buffer" in Set-up.'),
        hasChapters ? null : expect.any(String),
      ]),
    );
    expect(await tried(1)).toContain('does not run');
    expect(await tried(2)).toContain(hasChapters ? 'OBS is not recording' : 'Install OBS 30.2 or newer');
    expect((await service.post('/obs/replay/start')).json['message']).toBe('The replay buffer runs.');
    await until(async () => expect((await problems())[0]).toBeNull(), AT_ONCE_MS);
  });

  it('hide what they have shown, also after a crash of this program', async () => {
    expect(await tried(3)).toBe('"Kill Pop" shown for 3 s.');
    const { folder } = service;
    await service.kill();
    expect(await isShown()).toBe(true);
    await startService(folder);
    await until(async () => expect(await isShown()).toBe(false));
  });

  it('each do their work at a press', async () => {
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await until(async () => expect((await obs.call('GetRecordStatus')).outputActive).toBe(true));
    await service.post('/raid/matched');
    await until(async () =>
      expect(await obs.call('GetInputMute', { inputName: 'Sting' })).toEqual({ inputMuted: true }),
    );
    await until(async () =>
      expect(await obs.call('GetSourceFilter', { sourceName: 'Kill Pop', filterName: 'Grey' })).toMatchObject(
        { filterEnabled: false },
      ),
    );

    // The buffer is full by then.
    await until(async () => {
      const { outputDuration } = await obs.call('GetOutputStatus', { outputName: 'Replay Buffer' });
      expect(outputDuration).toBeGreaterThan(11_000);
    }, 20_000);
    const beganMs = performance.now();
    for (let kills = 0; kills < 200; kills += 1) await service.post('/raid/kill', { enemy_type: 'pmc' });
    const burstSeconds = (performance.now() - beganMs) / 1000;
    expect(await isShown()).toBe(true);
    await until(async () => expect(await message(1)).toMatch(/^Replay saved: /), 20_000);
    await until(async () => expect(await isShown()).toBe(false));
    const [own] = await statuses();
    const file = own?.last?.file ?? '';
    expect(await message(1)).toBe(`Replay saved: ${path.basename(file)}.`);
    expect(Math.abs(probe(path.join(chroot, file)).seconds - 10)).toBeLessThan(2);

    await service.post('/raid/end', { status: 'survived' });
    const chapterSet = hasChapters ? 'Chapter "Customs · survived · 200 kills" set.' : /cannot set chapters/;
    await until(async () => expect(await message(2)).toMatch(chapterSet));
    // A chapter that begins with the end of the recording is none.
    const { outputDuration: atChapter } = await obs.call('GetRecordStatus');
    await until(async () =>
      expect((await obs.call('GetRecordStatus')).outputDuration).toBeGreaterThan(atChapter + 3_000),
    );
    await service.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await service.post('/raid/end', { status: 'died' });
    await until(async () => expect(await message(4)).toBe('"Sting" plays.'));
    await until(() => expect(sent).toEqual([{ map: 'Woods' }]));
    await until(async () => expect((await obs.call('GetRecordStatus')).outputActive).toBe(false));
    expect(replays().length).toBeLessThanOrEqual(1 + Math.floor(burstSeconds / REPLAY_DELAY_S));
    const recording = fs.readdirSync(videos).find((name) => !name.startsWith('Replay')) ?? '';
    if (hasChapters)
      await until(() =>
        expect(probe(path.join(videos, recording)).chapters).toContain('Customs · survived · 200 kills'),
      );
  });

  it('tell at once of studio mode, in which OBS keeps what they show from viewers', async () => {
    const shown = async (): Promise<string> => (await problems())[2] ?? '';
    await obs.call('SetStudioModeEnabled', { studioModeEnabled: true });
    await until(async () => expect(await shown()).toContain('only after the next transition'), AT_ONCE_MS);
    await obs.call('SetStudioModeEnabled', { studioModeEnabled: false });
    await until(async () => expect(await shown()).toBe(''), AT_ONCE_MS);
  });

  it('tell of a replay that the streamer saves in OBS', async () => {
    const before = replays();
    await obs.call('SaveReplayBuffer');
    await until(() => expect(replays().length).toBe(before.length + 1), 20_000);
    const name = replays().find((other) => !before.includes(other)) ?? '';
    await until(async () =>
      expect((await service.get('/obs')).json['last_replay']).toMatchObject({
        file: path.join(videos, name).slice(chroot.length),
      }),
    );
  });

  it('hide what they have shown, also after a crash of OBS', async () => {
    expect(await tried(3)).toBe('"Kill Pop" shown for 3 s.');
    await obs.kill();
    await obs.start();
    await until(async () => expect(await isShown()).toBe(false));
  });
});

/** How long a video is, and the names of its chapters. */
function probe(file: string): { readonly seconds: number; readonly chapters: readonly string[] } {
  const { stdout } = spawnSync(
    'ffprobe',
    ['-v', 'error', '-show_entries', 'format=duration:chapter_tags=title', '-of', 'json', file],
    { encoding: 'utf8' },
  );
  const { format, chapters = [] } = JSON.parse(stdout) as {
    readonly format?: { readonly duration?: string };
    readonly chapters?: readonly { readonly tags?: { readonly title?: string } }[];
  };
  return { seconds: Number(format?.duration), chapters: chapters.flatMap(({ tags }) => tags?.title ?? []) };
}
