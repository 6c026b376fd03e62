import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeEachObs } from '../support/real-obs-describe.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { startStandIn, type StandIn, type StandInKey } from '../stream-deck/stand-in.js';

describeEachObs("keys of Elgato's app", (build) => {
  let obs: RealObs;
  let service: ServiceProcess;
  let app: StandIn;

  beforeAll(async () => {
    obs = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
    service = await startServiceProcess({ obsUrl: obs.url });
    app = await startStandIn({ address: service.url });
  });
  afterAll(async () => {
    await app.stop();
    await service.stop();
    await obs.dispose();
  });

  const shows = (key: StandInKey, words: RegExp): Promise<void> =>
    until(() => {
      expect(key.words()).toMatch(words);
    });

  const showsText = (inputName: string, text: string): Promise<void> =>
    until(async () => {
      const { inputSettings } = (await obs.call('GetInputSettings', { inputName })) as {
        inputSettings: { text?: string };
      };
      expect(inputSettings.text).toBe(text);
    });

  it('bring a raid on the air', async () => {
    const lamp = app.appear('obs-lamp');
    const next = app.appear('next-step');
    const kill = app.appear('kill', { settings: { enemy_type: 'scav' } });
    const map = app.appear('map', { settings: { map_name: 'Woods', press: 'queue' } });
    const character = app.appear('character', { settings: { character_type: 'scav' } });
    await shows(lamp, /ready|scene/i);
    character.press();
    await shows(character, /Next raid Scav/);
    map.press();
    await showsText('Tarkov Status', 'QUEUE');
    await showsText('Tarkov Map', 'Woods');
    // For 0.7 s after a step its keys ignore presses.
    await new Promise((resolve) => setTimeout(resolve, 800));
    next.press();
    await shows(next, /^In raid/);
    kill.press();
    await shows(kill, /^1 Scav kill$/);
    await showsText('Tarkov Raid Kills', '1');
    lamp.press();
    await until(() => {
      expect(lamp.count('showOk')).toBe(1);
    });
    await new Promise((resolve) => setTimeout(resolve, 800));
    next.press();
    await showsText('Tarkov Status', 'SURVIVED');
  });
});
