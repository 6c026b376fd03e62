import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { startStandIn, type StandIn } from './stand-in.js';

let service: ServiceProcess;
let app: StandIn;

// One service and one plugin for all: starting them takes longer than the tests, which go on where the last one ended.
beforeAll(async () => {
  service = await startServiceProcess();
  app = await startStandIn({ address: service.url });
});
afterAll(async () => {
  await app.stop();
  await service.stop();
});

const seen = (look: () => unknown) => expect.poll(look, { timeout: 10_000 });

describe('every key', () => {
  it('shows the raid and presses it, from the queue to Undo', async () => {
    const next = app.appear('next-step');
    const map = app.appear('map', { settings: { map_name: 'Woods' } });
    const character = app.appear('character', { settings: { character_type: 'scav' } });
    const mode = app.appear('mode');
    const kill = app.appear('kill', { settings: { enemy_type: 'boss', weapon_used: 'M4A1' } });
    const headshot = app.appear('headshot', { settings: { enemy_type: 'boss' } });
    const outcome = app.appear('outcome', { settings: { status: 'died' } });
    const undo = app.appear('undo');
    const redo = app.appear('redo');
    const discard = app.appear('discard');
    const session = app.appear('session', { settings: { name: 'Friday' } });
    const lamp = app.appear('obs-lamp');
    const other = app.appear('any-key', { settings: { key: 'last-kill-headshot' } });

    await seen(next.words).toBe('Queue Choose map');
    next.press();
    await seen(next.words).toContain('Choose a map and PMC or Scav first');
    expect(next.count('showAlert')).toBe(1);
    await seen(next.words).toBe('Queue Choose map');

    map.press();
    await seen(map.words).toBe('Next raid Woods');
    character.press();
    await seen(character.words).toBe('Next raid Scav');
    mode.press();
    await seen(mode.words).toBe('Next raid PvE');
    await seen(next.words).toBe('Queue Scav Woods');
    await seen(() => [map, character, mode].map((key) => key.count('showOk'))).toEqual([1, 1, 1]);

    await seen(kill.words).toBe('No raid Boss kill');
    // A doubled press is one: the key is another one by then.
    next.press();
    next.press();
    await seen(next.words).toMatch(/^In queue \d:\d\d Matched$/);
    await seen(discard.words).toBe('Woods Leave the queue');
    // For 0.7 s after the step a press does nothing: the key is another one now.
    await new Promise((resolve) => setTimeout(resolve, 800));
    next.press();
    await seen(next.words).toMatch(/^In raid \d:\d\d Survived$/);

    await seen(kill.words).toBe('0 Boss kill');
    kill.press();
    await seen(kill.words).toBe('1 Boss kill');
    headshot.press();
    await seen(headshot.words).toBe('1 Boss head');
    await seen(kill.words).toBe('2 Boss kill');
    await seen(undo.words).toMatch(/Boss headshot.* Undo$/);
    undo.press();
    await seen(kill.words).toBe('1 Boss kill');
    await seen(redo.words).toMatch(/Boss headshot.* Redo$/);
    redo.press();
    await seen(kill.words).toBe('2 Boss kill');
    other.press();
    await seen(() => other.count('showOk')).toBe(1);

    session.press();
    await seen(session.words).toBe('Friday 0 End session');
    await seen(lamp.words).toBe('OBS is not running');
    lamp.press();
    await seen(() => lamp.count('showOk') + lamp.count('showAlert')).toBe(1);

    await new Promise((resolve) => setTimeout(resolve, 800));
    outcome.press();
    await seen(outcome.words).toBe('Last raid Died');
    await seen(next.words).toBe('Queue Scav Woods');
    const { json } = await service.get('/raids/last');
    expect(json).toMatchObject({ status: 'died', kill_count: 2, game_mode: 'pve', character_type: 'scav' });
    expect(json['kills']).toMatchObject([{ weapon_used: 'M4A1' }, { headshot: true }]);
    await new Promise((resolve) => setTimeout(resolve, 800));
    discard.press();
    await seen(() => discard.count('showAlert')).toBe(1);
    await seen(discard.words).toBe('No raid Discard');
  });

  it('of the touch strip turns, pushes and taps', async () => {
    await service.post('/raid/update', { map_name: 'Customs', character_type: 'pmc' });
    const map = app.appear('map-dial', { controller: 'Encoder', device: 'PLUS' });
    const kills = app.appear('kill-dial', { controller: 'Encoder', device: 'PLUS' });
    const readout = app.appear('readout', {
      ...{ controller: 'Encoder', device: 'PLUS' },
      settings: { label: 'Raid time' },
    });
    await seen(map.words).toBe('Next raid Customs');
    map.rotate(1);
    await seen(map.words).not.toBe('Next raid Customs');
    const passed = map.words();
    map.rotate(1);
    await seen(map.words).not.toBe(passed);
    const chosen = map.words().replace('Next raid ', '');
    // Nothing is said of a tap on this one.
    map.touch();
    map.push();
    await seen(async () => (await service.get('/raid')).json).toMatchObject({
      status: 'queuing',
      map_name: chosen,
    });
    await service.post('/raid/matched');
    await seen(readout.words).toMatch(/^\d:\d\d Raid time$/);
    await seen(() => readout.svg().match(/<rect/g)?.length).toBe(3);
    await seen(kills.words).toBe('0 PMC kill');
    kills.rotate(-1);
    await seen(kills.words).toBe('0 Boss kill');
    kills.push();
    await seen(async () => (await service.get('/raid')).json['kill_count']).toBe(1);
    await seen(kills.words).toBe('1 Boss kill');
    kills.touch();
    await seen(async () => (await service.get('/raid')).json['kill_count']).toBe(0);
    expect(app.of('setSettings', kills.context).at(-1)?.payload).toEqual({ enemy_type: 'boss' });
    await service.post('/raid/cancel');
  });

  it('of a readout shows any variable, as the show says it', async () => {
    const key = app.appear('readout', { settings: { variable: 'raid.kill_count', label: 'Kills' } });
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await seen(key.words).toBe('0 Kills');
    await service.post('/raid/kill', { enemy_type: 'pmc' });
    await seen(key.words).toBe('1 Kills');
    key.set({ variable: 'last_raid.line' });
    await seen(key.words).toMatch(/^Woods · died · 2 kills/);
    key.press();
    await seen(() => key.count('showOk')).toBe(1);
  });

  it('inside a multi action is pressed, and nothing is drawn on it', async () => {
    const key = app.appear('kill', { isInMultiAction: true, settings: { enemy_type: 'scav' } });
    key.press();
    await seen(() => key.count('showOk')).toBe(1);
    expect((await service.get('/raid')).json).toMatchObject({ kill_count: 2 });
    expect(key.count('setImage')).toBe(0);
  });
});

describe('a multi action', () => {
  it('goes through the raid step by step, though the key was never seen, and none of it is a doubled press', async () => {
    const next = app.appear('next-step');
    await service.post('/raid/end', { status: 'died' });
    await seen(next.words).toBe('Queue PMC Customs');
    const raids = async () => (await service.get('/raids?limit=1')).json['raids'];
    const queue = app.appear('next-step', { isUnseen: true });
    const matched = app.appear('next-step', { isUnseen: true });
    const kill = app.appear('kill', { isUnseen: true, settings: { enemy_type: 'raider' } });
    const left = app.appear('outcome', { isUnseen: true, settings: { status: 'left' } });
    for (const key of [queue, matched, kill, left]) key.press();
    for (const key of [queue, matched, kill, left]) await seen(() => key.count('showOk')).toBe(1);
    expect(await raids()).toMatchObject([{ outcome: 'left', kill_count: 1 }]);
    // What was never seen is never drawn.
    expect([queue, matched, kill, left].map((key) => key.count('setImage'))).toEqual([0, 0, 0, 0]);
  });
});

describe('a property inspector', () => {
  it('gets what can be picked, and installs the layout of the deck', async () => {
    const key = app.appear('map', { device: 'PLUS' });
    await seen(key.words).toContain('raid');
    const about = { action: 'com.tarkov-stream-producer.deck.map', context: key.context, device: 'PLUS' };
    app.send({ event: 'propertyInspectorDidAppear', ...about });
    app.send({ event: 'sendToPlugin', ...about, payload: { ask: 'facts' } });
    await seen(() => app.of('sendToPropertyInspector').at(-1)?.payload?.['maps']).toContain('Customs');
    const facts = app.of('sendToPropertyInspector').at(-1)?.payload;
    expect(facts).toMatchObject({ address: service.url, isLive: true, hasProfile: true });
    expect(facts?.['variables']).toContainEqual({ name: 'raid.kill_count', reads: '1' });
    app.send({ event: 'sendToPlugin', ...about, payload: { ask: 'profile' } });
    await seen(() => app.of('switchToProfile').at(-1)).toMatchObject({
      ...{ device: 'PLUS', context: 'PLUGIN' },
      payload: { profile: 'profiles/plus' },
    });
  });
});
