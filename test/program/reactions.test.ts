import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ReactionEntry } from '../../src/show/reactions/reaction.js';
import { startServiceHere, type ServiceHere } from '../support/service-here.js';
import { makeFolder } from '../support/database.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { until } from '../support/until.js';

const SHOW: readonly ReactionEntry[] = [
  { on: 'kill', show: { source: 'Kill Pop', for_seconds: 0.2 } },
  { on: 'kill', if: { enemy_type: 'boss' }, save_replay: { after_seconds: 0 } },
  { on: ['survived', 'died', 'mia'], chapter: '{{last_raid.line}}' },
  { on: 'matched', mute: { input: 'Music', muted: true } },
  { on: 'kill', send: { to: 'bot', body: { enemy: '{{kill.enemy_type}}', kills: '{{raid.kill_count}}' } } },
];

interface Stage {
  readonly app: ServiceHere;
  readonly fake: FakeObs;
  readonly folder: string;
  /** What the other program was sent. */
  readonly sent: readonly unknown[];
  /** From now on. */
  answerWith(status: number): void;
  obs(): Promise<Record<string, unknown>>;
  press(route: string, fields?: object): Promise<Record<string, unknown>>;
}

/** The files of what is to be switched back. */
function keptOf(folder: string): readonly string[] {
  return fs.readdirSync(folder).filter((name) => name.includes('.held'));
}

/** The whole program, an OBS with what the show needs, and another program. */
async function stage(): Promise<Stage> {
  const fake = await startFakeObs();
  onTestFinished(() => fake.stop());
  for (const scene of ['Tarkov Lobby', 'Tarkov In Raid']) fake.model.addScene(scene);
  fake.model.addInput('Tarkov Raid Kills');
  fake.model.addInput('Kill Pop', 'image_source');
  fake.model.putInto('Tarkov In Raid', 'Kill Pop');
  fake.model.addInput('Music', 'ffmpeg_source');
  fake.model.muted.set('Music', false);
  Object.assign(fake.model, { replayBuffer: 'on', recording: true, recordFormat: 'hybrid_mp4' });
  const sent: unknown[] = [];
  let status = 204;
  const other = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      sent.push(JSON.parse(body));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const folder = makeFolder();
  const { port } = other.address() as AddressInfo;
  fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify({ reactions: SHOW }));
  fs.writeFileSync(
    path.join(folder, 'settings.json'),
    JSON.stringify({ targets: { bot: `http://127.0.0.1:${port}/` } }),
  );
  const app = await start(folder, fake);
  return {
    ...{ app, fake, folder, sent },
    answerWith: (next) => {
      status = next;
    },
    obs: async () => (await app.call('GET', '/obs')).json,
    press: async (route, fields) => (await app.call('POST', route, fields)).json,
  };
}

async function start(folder: string, fake: FakeObs): Promise<ServiceHere> {
  const app = await startServiceHere({ folder, obsUrl: fake.url });
  onTestFinished(() => app.stop());
  await until(async () => expect((await app.call('GET', '/obs')).json['state']).toBe('ready'));
  return app;
}

const START_RAID = { map_name: 'Customs', character_type: 'pmc' };

describe('reactions of the whole program', () => {
  it('come with presses alone, once, after the texts, and OBS may go and come meanwhile', async () => {
    const { app, fake, folder, sent, press } = await stage();
    await press('/raid/start', START_RAID);
    await press('/raid/matched');
    await until(() => expect(fake.model.muted.get('Music')).toBe(true));
    const before = fake.messages.length;
    await press('/raid/kill', { enemy_type: 'pmc' });
    await until(() => expect(sent).toEqual([{ enemy: 'pmc', kills: '1' }]));
    await until(() => expect(fake.requests('SetSceneItemEnabled').length).toBe(2));
    const order = fake.messages.slice(before).flatMap(({ requests }) => requests.map(({ type }) => type));
    expect(order.indexOf('SetInputSettings')).toBeGreaterThanOrEqual(0);
    expect(order.indexOf('SetInputSettings')).toBeLessThan(order.indexOf('SetSceneItemEnabled'));

    for (const route of ['/undo', '/redo', '/obs/resync']) await press(route);
    await press('/raids/last/kills', { kills: [{ enemy_type: 'boss' }] });
    const all = await (await fetch(new URL('/raids/export.json', app.url))).text();
    await fetch(new URL('/raids/import', app.url), { method: 'POST', body: all });
    fake.drop(1006);
    await until(async () => expect((await app.call('GET', '/obs')).json['state']).toBe('ready'));
    await app.stop();
    const again = await start(folder, fake);
    await again.call('POST', '/raid/end', { status: 'died' });
    await until(() => expect(fake.model.chapters.length).toBe(1));
    expect(fake.model.chapters).toEqual(['Customs · died · 2 kills']);
    expect(sent.length).toBe(1);
    expect(fake.requests('SetInputMute').length).toBe(1);
    expect(fake.requests('SaveReplayBuffer').length).toBe(0);
  });

  it('say in /obs, the events and the doctor how they stand and how they went', async () => {
    const { app, fake, obs, press } = await stage();
    await press('/raid/start', START_RAID);
    await press('/raid/kill', { enemy_type: 'boss' });
    await until(() => expect(fake.requests('SaveReplayBuffer').length).toBe(1));
    fake.model.saveReplay('D:/Videos/Replay 1.mp4');
    await until(async () =>
      expect((await obs())['reactions']).toMatchObject([
        { number: 1, problem: null, last: { ok: true, message: '"Kill Pop" shown for 0.2 s.' } },
        { number: 2, last: { ok: true, file: 'D:/Videos/Replay 1.mp4' } },
        { number: 3, last: null },
        { number: 4, last: null },
        { number: 5, last: { ok: true, message: 'Sent to "bot".' } },
      ]),
    );
    const events = await fetch(new URL('/events', app.url));
    const part = (await events.body?.getReader().read())?.value as Uint8Array | undefined;
    const first = new TextDecoder().decode(part);
    expect(first).toContain('"last_replay":{"file":"D:/Videos/Replay 1.mp4"');

    fake.model.replayBuffer = 'off';
    fake.model.saveReplay('D:/Videos/Replay 2.mp4');
    fake.emit('ReplayBufferStateChanged', {});
    await until(async () =>
      expect((await obs())['problems']).toContainEqual({
        ...{ code: 'replay_off', severity: 'attention', names: [], word: 'The replay buffer is off' },
        finding: 'The replay buffer of OBS does not run, so no replay can be saved.',
        remedy: 'Press "Start replay buffer" in Set-up.',
      }),
    );
    const { checks } = (await app.call('GET', '/doctor')).json as { checks: { check: string }[] };
    expect(checks.find(({ check }) => check === 'reactions')).toMatchObject({
      state: 'warning',
      remedy: 'Press "Start replay buffer" in Set-up.',
    });
    expect(await press('/obs/replay/start')).toMatchObject({
      changed: true,
      message: 'The replay buffer runs.',
    });
    expect(await press('/obs/replay/start')).toMatchObject({ changed: false });
    fake.model.replayBuffer = null;
    expect((await press('/obs/replay/start'))['message']).toContain('tick "Enable Replay Buffer"');
    Object.assign(fake.model.output, { mode: 'Advanced', recType: 'FFmpeg' });
    expect((await press('/obs/replay/start'))['message']).toContain('choose the type "Standard"');
  });

  const RAID_IS_OVER = ['over', 'survived', 'died', 'mia', 'run_through', 'transit', 'left'] as const;
  const UNTIL_THE_END: readonly ReactionEntry[] = [
    { on: 'in_progress', mute: { input: 'Music', muted: true } },
    { on: RAID_IS_OVER, mute: { input: 'Music', muted: false } },
    { on: 'queuing', filter: { source: 'Music', name: 'Quiet', enabled: true } },
    { on: ['survived', 'died', 'mia'], filter: { source: 'Music', name: 'Quiet', enabled: false } },
  ];

  it.each<[string, (app: ServiceHere) => Promise<unknown>, (boolean | undefined)[]]>([
    ['is undone', (app) => app.call('POST', '/undo'), [false, true]],
    [
      'and its queue are undone',
      async (app) => [await app.call('POST', '/undo'), await app.call('POST', '/undo')],
      [false, false],
    ],
    ['is discarded', (app) => app.call('POST', '/raid/cancel'), [false, false]],
    ['is deleted', (app) => app.call('DELETE', '/raids/last'), [false, false]],
    [
      'is corrected to one that is over',
      (app) => app.call('PATCH', '/raids/last', { status: 'left' }),
      [false, false],
    ],
    ['ends', (app) => app.call('POST', '/raid/end', { status: 'died' }), [false, false]],
    ['is over', (app) => app.call('POST', '/raid/over'), [false, true]],
  ])('switch back what they have switched until the raid ends when it %s', async (_how, end, expected) => {
    const { app, fake, press } = await stage();
    fake.model.addFilter('Music', 'Quiet');
    await app.call('PATCH', '/show', { reactions: UNTIL_THE_END });
    const switched = () => [fake.model.muted.get('Music'), fake.model.filters.get('Music')?.get('Quiet')];
    await press('/raid/start', START_RAID);
    await press('/raid/matched');
    await until(() => expect(switched()).toEqual([true, true]));
    await press('/raid/kill', { enemy_type: 'pmc' });
    await press('/undo');
    expect(switched()).toEqual([true, true]);
    await end(app);
    await until(() => expect(switched()).toEqual(expected));
    // Once, whoever has asked for it.
    await press('/reactions/try', { reaction: 2 });
    expect(fake.requests('SetInputMute').map((data) => data['inputMuted'])).toEqual([true, false, false]);
  });

  it('switch it back, too, when the raid is gone while OBS is away, or after a restart', async () => {
    const { app, fake, folder, press } = await stage();
    await app.call('PATCH', '/show', { reactions: UNTIL_THE_END.slice(0, 2) });
    const isMuted = () => fake.model.muted.get('Music');
    await press('/raid/start', START_RAID);
    await press('/raid/matched');
    await until(() => expect(isMuted()).toBe(true));
    await app.stop();
    const again = await start(folder, fake);
    // It is the same raid still, so that nothing is to be done.
    await again.call('POST', '/reactions/try', { reaction: 1 });
    expect(isMuted()).toBe(true);
    await fake.stop();
    await until(async () => expect((await again.call('GET', '/obs')).json['state']).not.toBe('ready'));
    await again.call('POST', '/raid/cancel');
    await again.stop();
    await fake.listen();
    await start(folder, fake);
    await until(() => expect(isMuted()).toBe(false));
    expect(keptOf(folder)).toEqual([]);
  });

  const DISCARDED_OR_ENDED: [string, (app: ServiceHere) => Promise<unknown>][] = [
    ['is discarded', (app) => app.call('POST', '/raid/cancel')],
    ['ends', (app) => app.call('POST', '/raid/end', { status: 'died' })],
  ];

  it.each(DISCARDED_OR_ENDED)(
    'switch it back in its own scene collection when the raid %s in another one',
    async (_how, end) => {
      const { app, fake, folder, press } = await stage();
      const { model } = fake;
      model.addFilter('Music', 'Quiet');
      const filters = model.filters.get('Music') ?? new Map<string, boolean>();
      const item = model.items.get('Tarkov In Raid')?.[0];
      await app.call('PATCH', '/show', {
        reactions: [
          ...UNTIL_THE_END,
          { on: 'matched', show: { source: 'Kill Pop' } },
          { on: ['survived', 'died', 'mia'], show: { source: 'Kill Pop', visible: false } },
        ],
      });
      const switched = () => [model.muted.get('Music'), filters.get('Quiet'), item?.enabled];
      await press('/raid/start', START_RAID);
      await press('/raid/matched');
      await until(() => expect(switched()).toEqual([true, true, true]));
      const [first, inputs, scenes, items] = [
        ...[model.collection, [...model.inputs], [...model.scenes], new Map(model.items)],
      ] as const;
      const open = async (name: string, fill: () => void) => {
        model.switchCollection(name, fill);
        await until(async () => {
          const { state, scene_collection } = (await app.call('GET', '/obs')).json;
          expect([state, scene_collection]).toEqual(['ready', name]);
        });
      };
      model.items.clear();
      model.filters.clear();
      await open('Another', () => {
        model.addScene('Break');
        model.chooseScene('Break');
      });
      await end(app);
      // Its own reactions are through.
      await press('/reactions/try', { reaction: 2 });
      expect(switched()).toEqual([true, true, true]);
      await open(first, () => {
        model.inputs.push(...inputs);
        model.scenes.push(...scenes);
        for (const [scene, there] of items) model.items.set(scene, there);
        model.filters.set('Music', filters);
        model.chooseScene('Tarkov Lobby');
      });
      await until(() => expect(switched()).toEqual([false, false, false]));
      await until(() => expect(keptOf(folder)).toEqual([]));
    },
  );

  it.each(DISCARDED_OR_ENDED)(
    'switch it back as soon as OBS takes it, without another press, when the raid %s',
    async (_how, end) => {
      const { app, fake, press } = await stage();
      await app.call('PATCH', '/show', { reactions: UNTIL_THE_END.slice(0, 2) });
      await press('/raid/start', START_RAID);
      await press('/raid/matched');
      await until(() => expect(fake.model.muted.get('Music')).toBe(true));
      let refusals = 0;
      fake.manners.answer = (type) => {
        if (type !== 'SetInputMute' || refusals === 2) return null;
        refusals += 1;
        return { code: 207, comment: 'OBS is not ready to perform the request.' };
      };
      await end(app);
      await until(() => expect(fake.model.muted.get('Music')).toBe(false));
      expect(refusals).toBe(2);
    },
  );

  it('give up what is to be switched back when it is gone from its scene collection', async () => {
    const { app, fake, folder, press } = await stage();
    await app.call('PATCH', '/show', { reactions: UNTIL_THE_END.slice(0, 2) });
    await press('/raid/start', START_RAID);
    await press('/raid/matched');
    await until(() => expect(fake.model.muted.get('Music')).toBe(true));
    expect(keptOf(folder).length).toBe(1);
    fake.model.inputs.splice(0);
    await press('/raid/cancel');
    await until(() => expect(keptOf(folder)).toEqual([]));
  });

  it('can be tried by a call and by its GET alias, and say why not', async () => {
    const { app, fake, press, sent } = await stage();
    expect(await press('/reactions/try', { reaction: 4 })).toMatchObject({
      ok: true,
      message: '"Music" muted.',
    });
    expect((await app.call('GET', '/deck/reactions/try?reaction=5')).json).toMatchObject({
      message: 'Sent to "bot".',
    });
    expect(sent).toEqual([{ enemy: 'pmc', kills: '0' }]);
    fake.model.recording = false;
    expect(await app.call('POST', '/reactions/try', { reaction: 3 })).toMatchObject({
      status: 409,
      json: { code: 'reaction-failed', message: expect.stringContaining('OBS is not recording') as string },
    });
    expect((await app.call('POST', '/reactions/try', { reaction: 6 })).status).toBe(404);
    expect((await app.call('POST', '/reactions/try', {})).status).toBe(400);
  });

  it('are taken from an edited show at once, and a faulty edit keeps those that were there', async () => {
    const { app, fake, obs } = await stage();
    const reactions = [{ on: 'kill', save_replay: {} }];
    fake.model.replayBuffer = null;
    const changed = await app.call('PATCH', '/show', { reactions });
    expect(changed).toMatchObject({ status: 200, json: { changed: true } });
    await until(async () =>
      expect((await obs())['reactions']).toMatchObject([
        { problem: { finding: 'The replay buffer of OBS is not enabled, so no replay can be saved.' } },
      ]),
    );
    const bad = await app.call('PATCH', '/show', { reactions: [{ on: 'kil', save_replay: {} }] });
    expect([bad.status, bad.json['message']]).toEqual([400, expect.stringContaining('(did you mean kill?)')]);
    expect((await app.call('GET', '/show')).json['reactions']).toEqual(reactions);
    await app.call('PATCH', '/show', { reactions: [] });
    expect((await obs())['reactions']).toEqual([]);
  });

  it('may send as much as fifty of them can, and more is refused with what to do', async () => {
    const { app } = await stage();
    const body = 'x'.repeat(7_900);
    const reactions = Array.from({ length: 50 }, () => ({ on: 'kill', send: { to: 'bot', body } }));
    expect(await app.call('PATCH', '/show', { reactions })).toMatchObject({
      status: 200,
      json: { changed: true },
    });
    expect((await app.call('GET', '/show')).json['reactions']).toEqual(reactions);
    const tooMuch = { reactions: reactions.map((entry) => ({ ...entry, more: 'y'.repeat(20_000) })) };
    expect(await app.call('PATCH', '/show', tooMuch)).toMatchObject({
      status: 413,
      json: {
        message: 'The body is larger than 1024 kB: shorten what the reactions send, or remove some of them.',
      },
    });
  });

  it('tell in /obs, the doctor and the list of targets what a target says that takes nothing', async () => {
    const { app, answerWith, obs, press } = await stage();
    answerWith(404);
    expect(await press('/reactions/try', { reaction: 5 })).toMatchObject({ code: 'reaction-failed' });
    const finding = '"bot" answered with 404.';
    const remedy = 'Check its address and what is sent in Set-up, then press "Try" there.';
    const problem = {
      ...{ code: 'target_silent', severity: 'attention', names: ['bot'], word: 'bot answers 404' },
      ...{ finding, remedy },
    };
    expect((await obs())['problems']).toContainEqual(problem);
    expect((await obs())['reactions']).toContainEqual(
      expect.objectContaining({ number: 5, problem: { finding, remedy } }),
    );
    expect((await app.call('GET', '/targets')).json['targets']).toMatchObject([
      { problem: { finding, remedy } },
    ]);
    const { checks } = (await app.call('GET', '/doctor')).json as { checks: { check: string }[] };
    expect(checks.find(({ check }) => check === 'reactions')).toMatchObject({ state: 'warning', finding });
    answerWith(200);
    await press('/reactions/try', { reaction: 5 });
    expect(JSON.stringify(await obs())).not.toContain(finding);
  });

  it('tell in /obs and the doctor of a target that is not there or not known, and it is mended by a call', async () => {
    const { app, folder, obs } = await stage();
    const address = JSON.parse(fs.readFileSync(path.join(folder, 'settings.json'), 'utf8')) as {
      targets: { bot: string };
    };
    const body = { on: 'kill', send: { to: 'bott', body: {} } };
    await app.call('PATCH', '/show', { reactions: [body] });
    const words = 'A reaction sends to "bott", and there is no target of that name.';
    await until(async () =>
      expect((await obs())['problems']).toContainEqual({
        ...{ code: 'target_silent', severity: 'attention', names: ['bott'], word: 'No target bott' },
        ...{ finding: words, remedy: 'Did you mean "bot"? Correct the reaction in Set-up.' },
      }),
    );
    const doctor = async (): Promise<unknown> =>
      ((await app.call('GET', '/doctor')).json['checks'] as { check: string }[]).find(
        ({ check }) => check === 'reactions',
      );
    expect(await doctor()).toMatchObject({ state: 'warning', finding: words });

    const add = (fields: object) => app.call('POST', '/targets', fields);
    expect(await add({ name: 'bott', address: 'ftp://127.0.0.1' })).toMatchObject({
      status: 409,
      json: { message: 'That is no address to send to: type one such as http://127.0.0.1:7474/DoAction.' },
    });
    // Port 9 of this PC: nobody is there.
    expect((await add({ name: 'bott', address: '127.0.0.1:9/DoAction' })).json).toMatchObject({
      changed: true,
      message: 'Saved: reactions can send to "bott".',
      targets: [
        { name: 'bot', reactions: 0, problem: null },
        {
          ...{ name: 'bott', address: 'http://127.0.0.1:9/DoAction', reactions: 1 },
          problem: { finding: 'Nothing answers at the address of "bott".' },
        },
      ],
    });
    await until(async () =>
      expect(await doctor()).toMatchObject({
        finding: 'Nothing answers at the address of "bott".',
      }),
    );
    await add({ name: 'bott', address: address.targets.bot });
    await until(async () => expect(await doctor()).toMatchObject({ state: 'ok' }));
    expect((await app.call('POST', '/targets/remove', { name: 'bott' })).json).toMatchObject({
      message: '"bott" is removed. 1 reaction still sends to it.',
      targets: [{ name: 'bot' }],
    });
    expect((await app.call('POST', '/targets/remove', { name: 'bott' })).json['changed']).toBe(false);
    expect(JSON.parse(fs.readFileSync(path.join(folder, 'settings.json'), 'utf8'))).toEqual(address);
  });
});
