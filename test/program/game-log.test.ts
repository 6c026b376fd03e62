import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { startServiceHere, type ServiceHere } from '../support/service-here.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { PMC, SCAV, writeGameLog } from '../support/game-log.js';
import { createGameLogFolder, type GameLogFolder } from '../support/game-log-folder.js';
import { runToExit, startServiceProcess, temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

type Json = Record<string, unknown>;
type Ending = TestContext['onTestFinished'];

interface Stage {
  readonly folder: string;
  readonly logs: GameLogFolder;
  readonly fake: FakeObs;
  start(settings?: object): Promise<ServiceHere>;
}

/** The whole program, an OBS with a few texts, and a game that writes its log. @param aheadSeconds of the PC's clock. */
async function stage(ending: Ending, aheadSeconds: () => number = () => 0): Promise<Stage> {
  const fake = await startFakeObs();
  ending(() => fake.stop());
  fake.model.addScene('Tarkov Lobby');
  for (const source of ['Tarkov Status', 'Tarkov Map', 'Tarkov Character']) fake.model.addInput(source);
  fake.model.addInput('Music', 'ffmpeg_source');
  fake.model.muted.set('Music', false);
  const folder = temporaryFolder();
  const logs = createGameLogFolder(folder);
  const reactions = [{ on: 'matched', mute: { input: 'Music', muted: true } }];
  fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify({ reactions }));
  return {
    ...{ folder, logs, fake },
    async start(settings = { enabled: true, folder: logs.folder }) {
      fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ game_log: settings }));
      const app = await startServiceHere({ folder, obsUrl: fake.url, aheadSeconds });
      ending(() => app.stop());
      return app;
    },
  };
}

const raid = async (app: ServiceHere): Promise<Json> => (await app.call('GET', '/raid')).json;
const gameLog = async (app: ServiceHere): Promise<Json> => (await app.call('GET', '/game-log')).json;
const raidIs = (app: ServiceHere, fields: object) =>
  until(async () => expect(await raid(app)).toMatchObject(fields));
const logIs = (app: ServiceHere, fields: object) =>
  until(async () => expect(await gameLog(app)).toMatchObject(fields));
const isRead = (app: ServiceHere) => logIs(app, { state: 'watching', problem: null });

/** A raid on Customs, in pieces. */
function customs(profile?: string) {
  const log = writeGameLog();
  const piece = (write: () => void) => {
    write();
    return log.steps.splice(0);
  };
  return {
    menu: piece(log.menu),
    queue: piece(() => {
      log.queue();
      log.scene('customs_preset');
    }),
    matched: piece(() => {
      log.confirmed('5H5YBT', 'bigmap', profile);
      log.trace('5H5YBT', 'bigmap', profile);
      log.started();
    }),
    over: piece(() => {
      log.outOfRaid('5H5YBT', 'bigmap');
    }),
  };
}

// Side by side, because most of their time is waiting for the next look at the log.
describe.concurrent('the log of the game', () => {
  it('puts a raid on the air with no press at all, and only its outcome waits', async ({
    onTestFinished: ending,
  }) => {
    const { logs, fake, start } = await stage(ending);
    const app = await start();
    await logIs(app, {
      state: 'no_log',
      problem: { remedy: expect.stringContaining('Start the game once') as unknown },
    });
    const { menu, queue, matched, over } = customs();
    logs.play(menu);
    await isRead(app);
    logs.play(queue);
    await raidIs(app, { status: 'queuing', map_name: 'Customs', from_game_log: ['start'] });
    await until(() => expect(fake.model.text('Tarkov Map')).toBe('Customs'));
    logs.play(matched);
    await raidIs(app, { status: 'in_progress', character_type: 'pmc' });
    await until(() => expect(fake.model.text('Tarkov Status')).toBe('IN RAID'));
    logs.play(over);
    await until(() => expect(fake.model.text('Tarkov Status')).toBe('RAID OVER'));
    expect(await raid(app)).toMatchObject({
      ...{ active: true, outcome: null, kill_count: 0 },
      from_game_log: ['start', 'matched', 'over'],
    });
    // Undo is for what people press.
    expect((await app.call('POST', '/undo')).json).toMatchObject({ code: 'nothing-to-undo' });
    await app.call('POST', '/raid/end', { status: 'died' });
    await raidIs(app, { outcome: 'died', from_game_log: ['start', 'matched', 'over'] });
    const file = await fetch(new URL('/export/raids.json', app.url));
    expect(await file.text()).toContain('"from_game_log":["start","matched","over"]');
    const { json } = await app.call('POST', '/undo');
    expect(json).toMatchObject({ undone: 'Died on Customs', raid: { outcome: null, active: true } });
    expect(await gameLog(app)).toMatchObject({
      last: { sentence: expect.stringMatching(/raid|menu/) as unknown, is_old: false },
    });
  });

  it('lets a press win, and what the streamer has cancelled stays cancelled', async ({
    onTestFinished: ending,
  }) => {
    const { logs, start } = await stage(ending);
    const app = await start();
    const { menu, queue, matched, over } = customs(SCAV);
    logs.play(menu);
    await isRead(app);
    await app.call('POST', '/raid/start', { map_name: 'Customs', character_type: 'pmc', game_mode: 'pve' });
    logs.play(queue);
    await logIs(app, { last: { sentence: 'Customs is loaded.' } });
    expect(await raid(app)).toMatchObject({ character_type: 'pmc', game_mode: 'pve' });
    logs.play(matched);
    await raidIs(app, { status: 'in_progress', character_type: 'pmc', from_game_log: ['matched'] });
    // The press of the queue cannot be taken back by itself any more.
    const refused = await app.call('POST', '/undo');
    expect(refused.status).toBe(409);
    expect(refused.json['message']).toMatch(/^The game's log has gone on with this raid since: Queue for/);
    await app.call('POST', '/raid/cancel');
    logs.play(over);
    await logIs(app, { last: { sentence: 'You are in the menu.' } });
    expect(await raid(app)).toMatchObject({ raid_id: null });
    const brought = await app.call('POST', '/undo');
    expect(brought.json['message']).toBe('Undone: Cancel of Customs as PMC in PvE.');
  });

  it('is named by an undo that passes it by, and by one for which the next raid leaves no place', async ({
    onTestFinished: ending,
  }) => {
    const { logs, start } = await stage(ending);
    const app = await start();
    const { menu, queue, matched, over } = customs();
    logs.play(menu);
    await isRead(app);
    await app.call('POST', '/raid/start', { map_name: 'Woods', character_type: 'scav' });
    await app.call('POST', '/raid/end', { status: 'survived' });
    logs.play(queue);
    await raidIs(app, { map_name: 'Customs' });
    const { json } = await app.call('POST', '/undo');
    expect(json).toMatchObject({
      code: 'undo-conflict',
      message:
        "By the game's log the next raid has begun since: Survived on Woods. Correct the earlier raid in History instead.",
    });
    await app.call('POST', '/raid/kill', { enemy_type: 'scav' });
    logs.play([...matched, ...over]);
    await raidIs(app, { over_at: expect.any(String) as unknown });
    await app.call('POST', '/raid/kill', { enemy_type: 'pmc' });
    await app.call('POST', '/raid/end', { status: 'died' });
    const next = customs();
    logs.play([...next.menu, ...next.queue]);
    await raidIs(app, { status: 'queuing' });
    await app.call('POST', '/raid/cancel');
    expect((await app.call('POST', '/undo')).json['message']).toMatch(/^Undone: Cancel of Customs/);
  });

  it('begins the next queue, and an outcome and a kill that are pressed late are of the raid before', async ({
    onTestFinished: ending,
  }) => {
    const { logs, start } = await stage(ending);
    const app = await start();
    const { menu, queue, matched, over } = customs();
    logs.play(menu);
    await isRead(app);
    logs.play([...queue, ...matched, ...over]);
    await raidIs(app, { over_at: expect.any(String) as unknown });
    const next = writeGameLog();
    next.queue();
    next.scene('woods_preset');
    logs.play(next.steps);
    await raidIs(app, { map_name: 'Woods', status: 'queuing' });
    const end = async () => (await app.call('POST', '/raid/end', { status: 'survived' })).json;
    expect(await end()).toMatchObject({
      message: 'Survived: Customs as PMC, your last raid. You are still in the queue for the next one.',
      raid: { map_name: 'Customs', outcome: 'survived' },
    });
    expect(await end()).toMatchObject({ changed: false, raid: { map_name: 'Customs' } });
    const kill = await app.call('POST', '/raid/kill', { enemy_type: 'boss' });
    expect(kill.json['message']).toBe('Boss kill added to the last raid (Customs), which has ended.');
    expect(await raid(app)).toMatchObject({ map_name: 'Woods', status: 'queuing', kill_count: 0 });
    await app.call('POST', '/undo');
    await app.call('POST', '/undo');
    const { raids } = (await app.call('GET', '/raids')).json as { raids: Json[] };
    expect(raids.map(({ outcome, kill_count }) => [outcome, kill_count])).toEqual([
      [null, 0],
      ['unknown', 0],
    ]);
  });

  it('causes reactions like a press, and none of what is old', async ({ onTestFinished: ending }) => {
    const { logs, fake, start } = await stage(ending);
    const { menu, queue, matched, over } = customs();
    logs.play([...menu, ...queue]);
    const app = await start();
    await app.call('POST', '/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await isRead(app);
    await until(async () => expect((await app.call('GET', '/obs')).json['state']).toBe('ready'));
    logs.play(matched);
    await until(() => expect(fake.model.muted.get('Music')).toBe(true));
    await app.stop();
    fake.model.muted.set('Music', false);
    logs.play(over);
    const again = await start();
    await raidIs(again, { over_at: expect.any(String) as unknown });
    await again.call('POST', '/raid/end', { status: 'survived' });
    const next = customs();
    logs.play(next.queue);
    await raidIs(again, { status: 'queuing' });
    await again.stop();
    // Matched while the program was away: the raid is on, and its reaction would come late.
    const log = writeGameLog();
    log.confirmed('7K7YBT', 'bigmap');
    log.started();
    logs.play(log.steps);
    const third = await start();
    await raidIs(third, { status: 'in_progress', map_name: 'Customs' });
    await until(async () => expect((await third.call('GET', '/obs')).json['state']).toBe('ready'));
    expect(fake.model.muted.get('Music')).toBe(false);
  });

  it('is gone on with after a start in the middle of a raid, and makes no raid of what is old', async ({
    onTestFinished: ending,
  }) => {
    const { logs, start } = await stage(ending);
    const { menu, queue, matched, over } = customs();
    logs.play([...menu, ...queue, ...matched]);
    const app = await start();
    await logIs(app, { state: 'watching', last: { is_old: true } });
    expect(await raid(app)).toMatchObject({ raid_id: null });
    await app.call('POST', '/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await app.call('POST', '/raid/matched');
    logs.play(over);
    await logIs(app, { last: { is_old: false } });
    // Another raid than the one that the log knows.
    expect(await raid(app)).toMatchObject({ status: 'in_progress', over_at: null });
  });

  it('ends a queue that it has begun, also after a start of the program, and none that a press has said something of', async ({
    onTestFinished: ending,
  }) => {
    const { logs, start } = await stage(ending);
    const cancelled = writeGameLog();
    cancelled.cancelled();
    const { menu, queue } = customs();
    let app = await start();
    const restart = async (meanwhile: () => unknown = () => undefined) => {
      await app.stop();
      await meanwhile();
      app = await start();
      await isRead(app);
    };
    logs.play(menu);
    await isRead(app);
    logs.play(queue);
    await raidIs(app, { status: 'queuing', from_game_log: ['start'] });
    await restart();
    expect(await raid(app)).toMatchObject({ status: 'queuing' });
    logs.play(cancelled.steps);
    await raidIs(app, { raid_id: null });
    logs.play(queue);
    await raidIs(app, { status: 'queuing' });
    await restart(() => logs.play(cancelled.steps));
    await raidIs(app, { raid_id: null });
    logs.play(queue);
    await raidIs(app, { status: 'queuing' });
    await app.call('POST', '/raid/update', { character_type: 'scav' });
    await restart();
    logs.play(cancelled.steps);
    await logIs(app, { last: { sentence: 'The queue was left.', is_old: false } });
    expect(await raid(app)).toMatchObject({ status: 'queuing', character_type: 'scav' });
  });

  it('leaves a queue cancelled that a press has cancelled, also after a start of the program, and begins the next', async ({
    onTestFinished: ending,
  }) => {
    const { logs, start } = await stage(ending);
    const { menu, queue, matched, over } = customs();
    let app = await start();
    logs.play(menu);
    await isRead(app);
    logs.play(queue);
    await raidIs(app, { status: 'queuing', from_game_log: ['start'] });
    await app.call('POST', '/raid/cancel');
    await app.stop();
    app = await start();
    await isRead(app);
    logs.play(matched);
    logs.play(over);
    await logIs(app, { last: { sentence: 'You are in the menu.', is_old: false } });
    expect(await raid(app)).toMatchObject({ raid_id: null });
    expect((await app.call('GET', '/raids')).json['raids']).toEqual([]);
    logs.play(queue);
    await raidIs(app, { status: 'queuing', from_game_log: ['start'] });
  });

  it('is followed through a new launch, a folder that goes and comes back, and a clock that is set', async ({
    onTestFinished: ending,
  }) => {
    let ahead = 0;
    const { logs, start } = await stage(ending, () => ahead);
    const app = await start();
    const { menu, queue, matched, over } = customs();
    logs.play(menu);
    await isRead(app);
    logs.play(queue);
    await raidIs(app, { status: 'queuing' });
    fs.renameSync(logs.folder, `${logs.folder} away`);
    await logIs(app, { state: 'no_log', problem: { finding: `The folder ${logs.folder} is not there.` } });
    const checks = (await app.call('GET', '/doctor')).json['checks'] as Json[];
    expect(checks.find(({ check }) => check === 'game_log')).toMatchObject({
      ...{ state: 'warning', title: "Game's log" },
      finding: `The folder ${logs.folder} is not there.`,
    });
    fs.renameSync(`${logs.folder} away`, logs.folder);
    await isRead(app);
    ahead = -4 * 3600;
    logs.play(matched);
    await raidIs(app, { status: 'in_progress' });
    // The game crashes, and joins the same raid again.
    logs.newLaunch();
    await logIs(app, { launch: 'log_2026.07.11_10-38-37_1.0.6.0.46010' });
    expect(await raid(app)).toMatchObject({ status: 'in_progress', over_at: null });
    logs.play(over);
    await raidIs(app, {
      over_at: expect.any(String) as unknown,
      from_game_log: ['start', 'matched', 'over'],
    });
  });

  it('leaves nothing of its lines in what the program keeps', async () => {
    const folder = temporaryFolder();
    const logs = createGameLogFolder(temporaryFolder());
    const settings = { game_log: { enabled: true, folder: logs.folder } };
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
    logs.newLaunch();
    const service = await startServiceProcess({ folder, env: { TSP_LOG_LEVEL: 'trace' } });
    await until(async () =>
      expect((await service.get('/game-log')).json).toMatchObject({ state: 'watching' }),
    );
    const { menu, queue, matched, over } = customs();
    for (const piece of [menu, queue, matched, over])
      for (const step of piece) if (step.type === 'text') logs.append(step);
    await until(async () => expect((await service.get('/raid')).json['over_at']).toEqual(expect.any(String)));
    await service.stop();
    const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const files = names.map((name) => path.join(folder, name)).filter((file) => fs.statSync(file).isFile());
    const kept = [service.output(), ...files.map((file) => fs.readFileSync(file, 'latin1'))].join('\n');
    expect(kept).toContain("By the game's log: Raid over: Customs as PMC.");
    for (const ofLine of ['5H5YBT', PMC, '203.0.113.7', '1234567', 'ProfileId', 'customs_preset'])
      expect(kept, ofLine).not.toContain(ofLine);
  });

  it('is switched, and its folder chosen, on the page of this PC', async ({ onTestFinished: ending }) => {
    const { folder, logs, start } = await stage(ending);
    const app = await start({ enabled: false });
    expect(await gameLog(app)).toMatchObject({ state: 'off', enabled: false, folder: null });
    const set = async (fields: object): Promise<Json> => (await app.call('POST', '/game-log', fields)).json;
    const stored = () => JSON.parse(fs.readFileSync(path.join(folder, 'settings.json'), 'utf8')) as Json;
    expect(await set({ folder: 'Logs' })).toMatchObject({ ok: false, code: 'settings-refused' });
    expect(await set({})).toMatchObject({ ok: false, code: 'bad-input' });
    logs.newLaunch();
    // As people type it: the folder of the game, in the quotes of Windows.
    await set({ enabled: true, folder: `"${path.dirname(logs.folder)}"` });
    expect(stored()).toEqual({ game_log: { enabled: true, folder: logs.folder } });
    await logIs(app, { state: 'watching', folder: logs.folder, folder_is_set: true });
    await set({ find_folder: true });
    expect(stored()).toEqual({ game_log: { enabled: true, folder: null } });
    await logIs(app, { state: 'no_folder', folder_is_set: false });
    await set({ enabled: false });
    await logIs(app, { state: 'off', enabled: false });
    fs.writeFileSync(
      path.join(folder, 'settings.json'),
      JSON.stringify({ game_log: { enabled: true, folder: path.join(folder, 'nowhere') } }),
    );
    await logIs(app, {
      state: 'no_log',
      problem: { finding: expect.stringContaining('nowhere') as unknown },
    });
  });

  describe.runIf(process.platform === 'linux')('when a read hangs, as at a share whose PC is gone,', () => {
    /** Who opens this file waits until somebody writes to it. */
    function hang(logs: GameLogFolder, ending: Ending): void {
      logs.newLaunch();
      const file = logs.fileOf('application');
      execFileSync('mkfifo', [file]);
      ending(() => {
        fs.closeSync(fs.openSync(file, 'r+'));
      });
    }
    const silent = (logs: GameLogFolder) => ({
      state: 'no_log',
      problem: { finding: `The folder ${logs.folder} does not answer.` },
    });

    it('never holds up a press, nor the next folder', async ({ onTestFinished: ending }) => {
      const { folder, logs, start } = await stage(ending);
      hang(logs, ending);
      const app = await start();
      await logIs(app, silent(logs));
      const pressed = await app.call('POST', '/raid/start', { map_name: 'Woods', character_type: 'pmc' });
      expect(pressed.status).toBe(201);
      const other = createGameLogFolder(path.join(folder, 'other'));
      other.newLaunch();
      await app.call('POST', '/game-log', { folder: other.folder });
      await logIs(app, { state: 'watching', folder: other.folder });
      await app.stop();
    });

    it('does not keep the program, nor the doctor, from ending', async ({ onTestFinished: ending }) => {
      const folder = temporaryFolder();
      const logs = createGameLogFolder(folder);
      const settings = { game_log: { enabled: true, folder: logs.folder } };
      fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
      hang(logs, ending);
      const { output } = await runToExit({ folder, args: ['doctor'] });
      expect(output.replaceAll(/\s+/g, ' ')).toContain('does not answer.');
      const service = await startServiceProcess({ folder });
      await until(async () => expect((await service.get('/game-log')).json).toMatchObject(silent(logs)));
      await service.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
      // Ended by its own signal, after all else was closed.
      expect(await service.stop()).toBeNull();
      expect(service.output()).toContain('Stopping.');
      expect(fs.readdirSync(folder).filter((name) => name.endsWith('-wal'))).toEqual([]);
    });
  });
});
