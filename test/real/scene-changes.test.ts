import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OBSWebSocket, RequestBatchExecutionType } from 'obs-websocket-js/json';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeNewestObs } from '../support/real-obs-describe.js';
import { SHOWN_SCENES, startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** Slow, so that the film has many frames of each fade. */
const FADE_MS = 1_000;

/** What was in a scene's texts in one frame, while viewers could see that scene. */
interface Frame {
  readonly scene: string;
  readonly texts: Readonly<Record<string, string>>;
}

/** Texts that tell the same in every scene, and figures that count on. */
const RUNNING = new Set(['Tarkov Raid Time', 'Tarkov Queue Time']);

describeNewestObs('every scene change, filmed with a slow fade', (build) => {
  let obs: RealObs;
  let service: ServiceProcess;
  const socket = new OBSWebSocket();
  const textsIn = new Map<string, readonly string[]>();
  let fadesEnded = 0;

  beforeAll(async () => {
    obs = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
    await socket.connect(obs.url);
    const { inputs } = await obs.call('GetInputList');
    const texts = new Set(
      inputs
        .filter(({ inputKind }) => (inputKind as string).startsWith('text_'))
        .map(({ inputName }) => inputName as string),
    );
    for (const sceneName of SHOWN_SCENES) {
      await obs.call('SetSceneSceneTransitionOverride', {
        ...{ sceneName, transitionName: 'Fade', transitionDuration: FADE_MS },
      });
      const { sceneItems } = await obs.call('GetSceneItemList', { sceneName });
      const shown = sceneItems.filter((item) => item['sceneItemEnabled'] === true);
      textsIn.set(
        sceneName,
        shown.map((item) => item['sourceName'] as string).filter((name) => texts.has(name)),
      );
    }
    socket.on('SceneTransitionEnded', () => (fadesEnded += 1));
  });
  beforeEach(async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify({ post_raid_seconds: 4 }));
    const sceneBefore = await programScene();
    const endedBefore = fadesEnded;
    service = await startServiceProcess({ folder, obsUrl: obs.url });
    await until(async () => expect((await service.get('/obs')).json).toMatchObject({ state: 'ready' }));
    await until(async () => expect(await programScene()).toBe('Tarkov Lobby'));
    // OBS names the new scene when its fade begins: the end of that is not the end of the first one that is filmed.
    if (sceneBefore !== 'Tarkov Lobby') await until(() => expect(fadesEnded).toBeGreaterThan(endedBefore));
    // Another raid before, so that what was before is seen where it does not belong.
    await service.post('/raids', {
      ...{ map_name: 'Factory', character_type: 'scav', status: 'survived', kills: '3 scav' },
      started_at: new Date(Date.now() - 7_200_000).toISOString(),
      ...{ matched_at: new Date(Date.now() - 7_000_000).toISOString() },
      ended_at: new Date(Date.now() - 6_000_000).toISOString(),
    });
    await service.post('/raid/update', { map_name: 'Shoreline', character_type: 'pmc' });
    await until(async () =>
      expect((await textsOf(['Tarkov Next Map']))['Tarkov Next Map']).toBe('Shoreline'),
    );
  });
  afterEach(() => service.kill());
  afterAll(async () => {
    await socket.disconnect();
    await obs.dispose();
  });

  async function programScene(): Promise<string> {
    return (await socket.call('GetSceneList')).currentProgramSceneName;
  }

  async function textsOf(names: readonly string[]): Promise<Record<string, string>> {
    const results = await socket.callBatch(
      names.map((inputName) => ({ requestType: 'GetInputSettings', requestData: { inputName } })),
      { executionType: RequestBatchExecutionType.SerialRealtime },
    );
    return Object.fromEntries(
      results.map((result, index) => {
        const data = result.responseData as { inputSettings?: { text?: string } } | undefined;
        return [names[index] ?? '', data?.inputSettings?.text ?? ''];
      }),
    );
  }

  /** Reads all texts of the scene that is left, from before the cause until its fade is over, as fast as OBS answers. */
  async function film(cause: () => Promise<unknown>, to: string): Promise<{ from: string; frames: Frame[] }> {
    const from = await programScene();
    const names = textsIn.get(from) ?? [];
    const frames: Frame[] = [{ scene: from, texts: await textsOf(names) }];
    const endedBefore = fadesEnded;
    const caused = cause();
    const startedAt = Date.now();
    while (fadesEnded === endedBefore && Date.now() - startedAt < 20_000) {
      const texts = await textsOf(names);
      // The end may have come while OBS answered.
      if (fadesEnded === endedBefore) frames.push({ scene: from, texts });
      await sleep(15);
    }
    await caused;
    expect(await programScene(), 'the scene that was faded to').toBe(to);
    expect(frames.length, 'frames of the fade').toBeGreaterThan((FADE_MS / 1000) * 15);
    return { from, frames };
  }

  /** No text of the scene that is left may say anything but what it said; a timer may run on, not back or away. */
  async function change(cause: () => Promise<unknown>, to: string): Promise<void> {
    const { from, frames } = await film(cause, to);
    const [first] = frames;
    for (const [index, { texts }] of frames.entries())
      for (const [name, words] of Object.entries(texts)) {
        const before = first?.texts[name] ?? '';
        const isSame = RUNNING.has(name) ? seconds(words) - seconds(before) <= 8 : words === before;
        const isShared = (textsIn.get(to) ?? []).includes(name) && name.startsWith('Tarkov Session');
        if (!isSame && !isShared && !/Survival|Streak/.test(name))
          expect.fail(
            `${from} → ${to}: "${name}" read "${before}" and then "${words}" in frame ${index + 1} of ${frames.length}`,
          );
      }
  }

  const start = (map_name: string) => () => service.post('/raid/start', { map_name, character_type: 'pmc' });
  const press =
    (address: string, fields: object = {}) =>
    () =>
      service.post(address, fields);
  const wait = () => sleep(0);
  const end = (status: string) => press('/raid/end', { status });

  test.each([
    ['survived', 'Tarkov Survived'],
    ['died', 'Tarkov Death'],
    ['mia', 'Tarkov Death'],
  ])('a raid that ends as %s, from the lobby to the lobby', async (status, outcome) => {
    await change(start('Woods'), 'Tarkov Queue');
    await change(press('/raid/matched'), 'Tarkov In Raid');
    await press('/raid/kill', { enemy_type: 'pmc' })();
    await until(async () => expect((await textsOf(['Tarkov Raid Kills']))['Tarkov Raid Kills']).toBe('1'));
    await change(end(status), outcome);
    await press('/raid/update', { map_name: 'Reserve', character_type: 'scav' })();
    await change(wait, 'Tarkov Lobby');
  });

  test('the next raid is started out of the outcome, on another map', async () => {
    await change(start('Woods'), 'Tarkov Queue');
    await change(press('/raid/matched'), 'Tarkov In Raid');
    await press('/raid/kill', { enemy_type: 'pmc' })();
    await until(async () => expect((await textsOf(['Tarkov Raid Kills']))['Tarkov Raid Kills']).toBe('1'));
    await change(end('died'), 'Tarkov Death');
    await change(start('Customs'), 'Tarkov Queue');
  });

  test('the next raid is started while one that was forgotten runs', async () => {
    await change(start('Woods'), 'Tarkov Queue');
    await change(press('/raid/matched'), 'Tarkov In Raid');
    const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
    await service.patch('/raids/last', { started_at: hoursAgo(6), matched_at: hoursAgo(5.9) });
    await until(async () => expect((await service.get('/raid')).json['stale']).toBe(true));
    // The correction has reached OBS, too.
    await sleep(1_000);
    await change(start('Customs'), 'Tarkov Queue');
    expect((await textsOf(['Tarkov Queue Map']))['Tarkov Queue Map']).toBe('Customs');
  });

  test('a queue is left, and a start and an end are undone', async () => {
    await change(start('Woods'), 'Tarkov Queue');
    await change(press('/raid/cancel'), 'Tarkov Lobby');
    await change(start('Customs'), 'Tarkov Queue');
    await change(press('/undo'), 'Tarkov Lobby');
    await change(start('Customs'), 'Tarkov Queue');
    await change(press('/raid/matched'), 'Tarkov In Raid');
    await change(press('/undo'), 'Tarkov Queue');
    await change(press('/redo'), 'Tarkov In Raid');
    await change(end('died'), 'Tarkov Death');
    await change(press('/undo'), 'Tarkov In Raid');
    await change(press('/raid/cancel'), 'Tarkov Lobby');
  });
});

function seconds(clock: string): number {
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
