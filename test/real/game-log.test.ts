import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { writeGameLog, type LogStep } from '../support/game-log.js';
import { createGameLogFolder, type GameLogFolder } from '../support/game-log-folder.js';
import { describeNewestObs } from '../support/real-obs-describe.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** As fast as the game writes its lines one after the other. */
const BETWEEN_LINES_MS = 15;

describeNewestObs('the log of the game on the air', (build) => {
  let obs: RealObs;
  let service: ServiceProcess | undefined;
  let logs: GameLogFolder;
  const took: string[] = [];

  beforeAll(async () => {
    obs = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
  });
  afterEach(async () => {
    await service?.kill();
    service = undefined;
  });
  afterAll(async () => {
    process.stdout.write(`From the line to OBS: ${took.join(', ')}.\n`);
    await obs.dispose();
  });

  async function startService(): Promise<ServiceProcess> {
    const folder = temporaryFolder();
    logs = createGameLogFolder(folder);
    const settings = { game_log: { enabled: true, folder: logs.folder } };
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
    const on = await startServiceProcess({ folder, obsUrl: obs.url });
    service = on;
    await until(async () => expect((await on.get('/obs')).json).toMatchObject({ state: 'ready' }));
    return on;
  }

  /** Line by line, each in two pieces, into files that the program reads meanwhile. */
  async function write(steps: readonly LogStep[]): Promise<void> {
    for (const step of steps) {
      if (step.type === 'text') {
        const bytes = Buffer.from(step.text);
        const middle = Math.floor(bytes.length / 2);
        fs.appendFileSync(logs.fileOf(step.kind), bytes.subarray(0, middle));
        await sleep(BETWEEN_LINES_MS);
        fs.appendFileSync(logs.fileOf(step.kind), bytes.subarray(middle));
      } else logs.append(step);
    }
  }

  async function textOf(inputName: string): Promise<unknown> {
    const { inputSettings } = (await obs.call('GetInputSettings', { inputName })) as {
      inputSettings: { text?: string };
    };
    return inputSettings.text;
  }

  /** The line has just been written. */
  async function shows(texts: Readonly<Record<string, string>>, scene: string): Promise<void> {
    const wroteAt = performance.now();
    for (const [source, text] of Object.entries(texts))
      await until(async () => expect(await textOf(source), source).toBe(text));
    took.push(`${texts['Tarkov Status'] ?? ''} ${Math.round(performance.now() - wroteAt)} ms`);
    await until(async () =>
      expect(await obs.call('GetSceneList')).toMatchObject({ currentProgramSceneName: scene }),
    );
  }

  it('shows queue, map, raid and its end with no press at all, and only the outcome waits', async () => {
    const on = await startService();
    const log = writeGameLog();
    const written = (say: () => void): Promise<void> => {
      say();
      return write(log.steps.splice(0));
    };
    await written(log.menu);
    await until(async () => expect((await on.get('/game-log')).json).toMatchObject({ state: 'watching' }));
    await written(() => {
      log.queue();
      log.scene('customs_preset');
    });
    await shows({ 'Tarkov Status': 'QUEUE', 'Tarkov Map': 'Customs' }, 'Tarkov Queue');
    await written(() => {
      log.loaded();
      log.matchingCompleted();
      log.cancelled();
    });
    await shows({ 'Tarkov Status': 'IN THE LOBBY' }, 'Tarkov Lobby');
    await written(() => {
      log.queue();
      log.scene('woods_preset');
    });
    await shows({ 'Tarkov Status': 'QUEUE', 'Tarkov Map': 'Woods' }, 'Tarkov Queue');
    await written(() => {
      log.confirmed('5H5YBT', 'Woods');
      log.trace('5H5YBT', 'Woods');
      log.connect();
      log.started();
    });
    await shows({ 'Tarkov Status': 'IN RAID', 'Tarkov Character': 'PMC' }, 'Tarkov In Raid');
    // The connection is lost, and the same raid is joined again by a new launch of the game.
    await written(() => {
      log.timeout();
      log.menu();
      log.queue();
      log.scene('woods_preset');
      log.trace('5H5YBT', 'Woods');
      log.started();
    });
    await until(async () =>
      expect((await on.get('/game-log')).json).toMatchObject({ last: { sentence: 'The raid has begun.' } }),
    );
    expect(await textOf('Tarkov Status')).toBe('IN RAID');
    await written(() => {
      log.outOfRaid('5H5YBT', 'Woods');
    });
    await shows({ 'Tarkov Status': 'RAID OVER' }, 'Tarkov In Raid');
    await on.post('/raid/end', { status: 'survived' });
    await shows({ 'Tarkov Status': 'SURVIVED' }, 'Tarkov Survived');
    expect((await on.get('/raids')).json['raids']).toMatchObject([
      { map_name: 'Woods', outcome: 'survived', from_game_log: ['start', 'matched', 'over'] },
    ]);
  });
});
