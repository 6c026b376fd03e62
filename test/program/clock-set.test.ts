import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { startServiceHere, type ServiceHere } from '../support/service-here.js';
import { startFakeObs } from '../support/fake-obs.js';
import { temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

const SCENES = ['Tarkov Lobby', 'Tarkov Queue', 'Tarkov In Raid', 'Tarkov Survived', 'Tarkov Death'];
const HOUR = 3600;
const DAY = 24 * HOUR;
/** Short enough to wait for. */
const POST_RAID_SECONDS = 3;
/** A timer that goes on, and measures what has passed and not what the clock was set by. */
const SECONDS = /^0:(?:0[2-9]|[1-5]\d)$/;

/** The whole program with OBS's stand-in, on a PC whose clock is ahead by so much. */
async function begin(ending: TestContext['onTestFinished'], aheadSeconds = 0) {
  const obs = await startFakeObs();
  ending(() => obs.stop());
  for (const scene of SCENES) obs.model.addScene(scene);
  for (const text of ['Tarkov Raid Time', 'Tarkov Queue Time', 'Tarkov Status']) obs.model.addInput(text);
  let ahead = aheadSeconds;
  let shown = 0;
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify({ post_raid_seconds: POST_RAID_SECONDS }));
  const startService = async (): Promise<ServiceHere> => {
    const started = await startServiceHere({ folder, obsUrl: obs.url, aheadSeconds: () => ahead });
    await until(async () =>
      expect((await started.call('GET', '/obs')).json).toMatchObject({ state: 'ready' }),
    );
    return started;
  };
  let service = await startService();
  ending(() => service.stop());
  obs.model.programScene = 'Tarkov Lobby';

  const get = (route: string) => service.call('GET', route);
  const post = (route: string, fields?: object) => service.call('POST', route, fields);
  const queue = (map_name: string) => post('/raid/start', { map_name, character_type: 'pmc' });
  const matched = () => post('/raid/matched');
  const end = (status: string) => post('/raid/end', { status });
  return {
    ...{ get, post, queue, matched, end },
    patch: (route: string, fields: object) => service.call('PATCH', route, fields),
    pmcKill: () => post('/raid/kill', { enemy_type: 'pmc' }),
    current: async () => (await get('/raid')).json,
    play: async (map: string, status: string) => {
      expect((await queue(map)).status).toBe(201);
      await matched();
      expect((await end(status)).status).toBe(200);
    },
    setClock: (aheadSeconds: number) => (ahead = aheadSeconds),
    /** The program ends, `meanwhile` happens, and it starts again. */
    restart: async (meanwhile?: () => void) => {
      await service.stop();
      meanwhile?.();
      service = await startService();
    },
    /** OBS was asked for that scene, after the one that was waited for before. */
    shows: (scene: string) =>
      until(() => {
        const names = new Map(obs.model.scenes.map(({ name, uuid }) => [uuid, name]));
        const asked = obs
          .requests('SetCurrentProgramScene')
          .map(({ sceneUuid }) => names.get(String(sceneUuid)));
        expect(asked.slice(shown)).toContain(scene);
        shown = asked.indexOf(scene, shown) + 1;
      }),
    text: (name: string) => obs.model.text(name),
  };
}

// Side by side, because most of their time is waiting for seconds to pass.
describe.concurrent.each([
  ['20 seconds', 20],
  ['five hours', 5 * HOUR],
  ['forty days', 40 * DAY],
])('a PC clock that was %s ahead and is put right', (_words, aheadSeconds) => {
  it('between raids: the next raid has its scenes, its late kill and its true times', async ({
    onTestFinished,
  }) => {
    const { pmcKill, current, play, setClock, shows } = await begin(onTestFinished, aheadSeconds);
    await play('Customs', 'survived');
    await shows('Tarkov Survived');
    setClock(0);
    await play('Woods', 'died');
    await shows('Tarkov Death');
    expect(await pmcKill()).toMatchObject({ status: 201, json: { raid: { map_name: 'Woods' } } });
    const raid = await current();
    expect(raid).toMatchObject({ map_name: 'Woods', status: 'died', kill_count: 1 });
    expect(Math.abs(Date.parse(String(raid['ended_at'])) - Date.now())).toBeLessThan(15_000);
    await shows('Tarkov Lobby');
  });

  it('in a raid: the outcome has its scene, and the raid its real length', async ({ onTestFinished }) => {
    const { queue, matched, end, pmcKill, current, setClock, shows } = await begin(
      onTestFinished,
      aheadSeconds,
    );
    await queue('Woods');
    await matched();
    await shows('Tarkov In Raid');
    setClock(0);
    await pmcKill();
    await end('died');
    await shows('Tarkov Death');
    const raid = await current();
    expect(raid).toMatchObject({ status: 'died', kill_count: 1 });
    expect(raid['time_in_raid_seconds']).toBeLessThan(60);
    await shows('Tarkov Lobby');
  });

  it('in the queue: the timers go on', async ({ onTestFinished }) => {
    const { queue, matched, current, setClock, text } = await begin(onTestFinished, aheadSeconds);
    await queue('Woods');
    setClock(0);
    await until(() => expect(text('Tarkov Queue Time')).toMatch(SECONDS));
    await matched();
    await until(() => expect(text('Tarkov Raid Time')).toMatch(SECONDS));
    expect((await current())['queue_time_seconds']).toBeGreaterThan(0);
  });

  it('while the outcome is shown: it is over as ever', async ({ onTestFinished }) => {
    const { get, play, setClock, shows } = await begin(onTestFinished, aheadSeconds);
    await play('Woods', 'died');
    await shows('Tarkov Death');
    setClock(0);
    await until(async () => expect((await get('/raid')).status).toBe(200));
    await shows('Tarkov Lobby');
  });

  it('while the program is not running: an open raid goes on, and the next one is the last', async ({
    onTestFinished,
  }) => {
    const { queue, matched, end, current, play, setClock, restart, shows, text } = await begin(
      onTestFinished,
      aheadSeconds,
    );
    await queue('Woods');
    await matched();
    await restart(() => setClock(0));
    await until(() => expect(text('Tarkov Raid Time')).toMatch(SECONDS));
    await end('died');
    await shows('Tarkov Death');
    await shows('Tarkov Lobby');
    await play('Factory', 'survived');
    await shows('Tarkov Survived');
    expect(await current()).toMatchObject({ map_name: 'Factory' });
  });
});

describe.concurrent.each([
  ['five hours', -5 * HOUR],
  ['forty days', -40 * DAY],
])('a PC clock that was %s behind and is put right', (_words, aheadSeconds) => {
  it('in a raid leaves the raid, its scenes and the session as they are', async ({ onTestFinished }) => {
    const { get, post, queue, matched, end, current, play, setClock, shows, text } = await begin(
      onTestFinished,
      aheadSeconds,
    );
    await post('/session/start', { name: 'Raid night' });
    await queue('Woods');
    await matched();
    setClock(0);
    await until(() => expect(text('Tarkov Raid Time')).toMatch(SECONDS));
    expect(await current()).toMatchObject({ active: true, stale: false });
    await end('died');
    await shows('Tarkov Death');
    await play('Factory', 'survived');
    expect((await get('/stats/session')).json).toMatchObject({ name: 'Raid night', total_raids: 1 });
    // Not one of the presses is too old, although the clock has moved on by hours since.
    for (let steps = 0; steps < 7; steps += 1) expect((await post('/undo')).status).toBe(200);
  });
});

describe.concurrent('a raid that lies in the future', () => {
  it('is named by the doctor and to the pages, moved back by one press, and undo takes that back', async ({
    onTestFinished,
  }) => {
    const { get, post, queue, matched, end, patch, pmcKill, setClock, restart } = await begin(
      onTestFinished,
      5 * HOUR,
    );
    await queue('Customs');
    await matched();
    await pmcKill();
    await end('survived');
    await restart();
    expect((await get('/doctor')).json['checks']).toContainEqual(
      expect.objectContaining({ check: 'raid_times', state: 'ok' }),
    );
    await restart(() => setClock(0));
    const message = '1 raid lies in the future: the clock of this PC was ahead when it was played.';
    const doctor = (await get('/doctor')).json;
    expect(doctor['checks']).toContainEqual(
      expect.objectContaining({ check: 'raid_times', state: 'warning', finding: message }),
    );
    // Other corrections of it are not in the way.
    expect((await patch('/raids/1', { map_name: 'Woods' })).status).toBe(200);
    const before = (await get('/raids/1')).json;
    const moved = await post('/raids/move-back');
    expect(moved).toMatchObject({
      status: 200,
      json: { changed: true, message: '1 raid moved back by 5 hours. Press Undo if that is wrong.' },
    });
    const raid = (await get('/raids/1')).json;
    expect(Date.parse(String(raid['ended_at']))).toBeLessThanOrEqual(Date.now());
    expect(raid).toMatchObject({ queue_time_seconds: before['queue_time_seconds'], kill_count: 1 });
    const shift = (key: string): number => Date.parse(String(before[key])) - Date.parse(String(raid[key]));
    expect(shift('started_at')).toBe(shift('ended_at'));
    expect(shift('matched_at')).toBe(shift('ended_at'));
    expect(await post('/raids/move-back')).toMatchObject({ json: { changed: false } });
    await post('/undo');
    expect((await get('/raids/1')).json).toEqual(before);
  });
});
