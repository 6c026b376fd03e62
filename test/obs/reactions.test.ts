import { describe, expect, it } from 'vitest';
import type { Obs } from '../../src/obs/obs.js';
import type { ShownItem, ShownStore } from '../../src/obs/react/shown-items.js';
import type { ReactionResult } from '../../src/obs/react/reaction-lane.js';
import { isObsAction, type ObsAction } from '../../src/obs/react/verbs.js';
import { actionOf, type ReactionEntry } from '../../src/show/reactions/reaction.js';
import type { FakeObs } from '../support/fake-obs.js';
import { until } from '../support/until.js';
import { becomes, desired, fakeObs, startedObs } from './harness.js';

type What = Omit<ReactionEntry, 'on'>;

function action(what: What): ObsAction {
  const found = actionOf({ on: 'kill', ...what });
  if (!isObsAction(found)) throw new Error('is sent elsewhere');
  return found;
}

function keeper(): ShownStore & { items: readonly ShownItem[] } {
  const kept = {
    items: [] as readonly ShownItem[],
    read: () => kept.items,
    write: (items: readonly ShownItem[]) => {
      kept.items = items;
    },
  };
  return kept;
}

async function connected(
  options: { version?: string; shown?: ShownStore } = {},
): Promise<{ fake: FakeObs; obs: Obs; react: (what: What) => Promise<ReactionResult> }> {
  const fake = await fakeObs(['Kills'], options.version);
  const obs = startedObs(fake, { shown: options.shown ?? keeper() });
  await becomes(obs.state, 'ready');
  return { fake, obs, react: (what) => obs.reactions.push(action(what), Infinity) };
}

/** The message, or what is wrong and what to do. */
function said(result: ReactionResult): string {
  return result.ok ? result.message : `${result.fault.finding} ${result.fault.remedy}`;
}

describe('a reaction in OBS', () => {
  it('saves the replay, and says so when OBS has saved it, with the file', async () => {
    const { fake, obs, react } = await connected();
    fake.model.replayBuffer = 'on';
    const saving = react({ save_replay: {} });
    await becomes(() => fake.requests('SaveReplayBuffer').length, 1);
    expect(obs.reactions.lastReplay()).toBeNull();
    fake.model.saveReplay('/videos/Replay 1.mp4');
    expect(await saving).toEqual({
      ok: true,
      message: 'Replay saved: Replay 1.mp4.',
      file: '/videos/Replay 1.mp4',
    });
    expect(obs.reactions.lastReplay()?.file).toBe('/videos/Replay 1.mp4');
  });

  it('is told of its own replay, also when one before it was refused', async () => {
    const { fake, react } = await connected();
    fake.model.replayBuffer = 'off';
    expect((await react({ save_replay: {} })).ok).toBe(false);
    fake.model.replayBuffer = 'on';
    const saving = react({ save_replay: {} });
    await becomes(() => fake.requests('SaveReplayBuffer').length, 2);
    fake.model.saveReplay('/videos/Replay 2.mp4');
    expect(await saving).toMatchObject({ ok: true, file: '/videos/Replay 2.mp4' });
  });

  it('whose replay OBS never tells of is told as not saved, and the next ones go on meanwhile', async () => {
    const { fake, react } = await connected();
    fake.model.replayBuffer = 'on';
    fake.model.addInput('Sting', 'ffmpeg_source');
    const saving = react({ save_replay: {} });
    await until(async () => expect(said(await react({ media: { source: 'Sting' } }))).toBe('"Sting" plays.'));
    expect(said(await saving)).toContain('did not say that it is saved');
  });

  it('shows a source in each scene and group that has it, and hides it where it was hidden', async () => {
    const shown = keeper();
    const { fake, react } = await connected({ shown });
    fake.model.addInput('Pop', 'image_source');
    fake.model.groups.push('Camera group');
    const [lobby, raid, group] = ['Lobby', 'In Raid', 'Camera group'].map((scene, index) =>
      fake.model.putInto(scene, 'Pop', index === 1),
    );
    expect(said(await react({ show: { source: 'Pop', for_seconds: 0.2 } }))).toBe('"Pop" shown for 0.2 s.');
    expect([lobby?.enabled, group?.enabled]).toEqual([true, true]);
    expect(shown.items.map(({ scene, enabledThen }) => [scene, enabledThen])).toEqual([
      ...[
        ['Lobby', false],
        ['Camera group', false],
      ],
    ]);
    await becomes(() => [lobby?.enabled, raid?.enabled, group?.enabled], [false, true, false]);
    await becomes(() => shown.items, []);
  });

  it('that comes again while its source is shown shows it longer, and hides it once', async () => {
    const { fake, react } = await connected();
    const item = fake.model.putInto('Lobby', 'Pop');
    await react({ show: { source: 'Pop', for_seconds: 0.3 } });
    await react({ show: { source: 'Pop', for_seconds: 0.3 } });
    await becomes(() => item.enabled, false);
    const sent = fake.requests('SetSceneItemEnabled').map((data) => data['sceneItemEnabled']);
    expect(sent).toEqual([true, false]);
  });

  it('is hidden at the later of both ends where it is to be shown again, and for shorter', async () => {
    const shown = keeper();
    const { fake, react } = await connected({ shown });
    const item = fake.model.putInto('Lobby', 'Pop');
    await react({ show: { source: 'Pop', for_seconds: 60 } });
    const [first] = shown.items;
    await react({ show: { source: 'Pop', for_seconds: 0.1 } });
    expect(shown.items).toEqual([first]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await react({ record: 'start' });
    expect(item.enabled).toBe(true);
    await react({ show: { source: 'Pop', for_seconds: 90 } });
    expect(shown.items[0]?.untilMs).toBeGreaterThan(first?.untilMs ?? Infinity);
  });

  it.each([
    ['shown', false, {}],
    ['hidden', true, { visible: false }],
  ])('puts back at the stop of the program what is %s for a while', async (_how, before, how) => {
    const shown = keeper();
    const { fake, obs, react } = await connected({ shown });
    const item = fake.model.putInto('Lobby', 'Pop', before);
    await react({ show: { source: 'Pop', for_seconds: 60, ...how } });
    expect(item.enabled).toBe(!before);
    await obs.stop();
    expect(item.enabled).toBe(before);
    expect(shown.items).toEqual([]);
  });

  it('leaves to the next start what a silent OBS does not put back at the stop, and stops all the same', async () => {
    const shown = keeper();
    const { fake, obs, react } = await connected({ shown });
    const item = fake.model.putInto('Lobby', 'Pop');
    await react({ show: { source: 'Pop', for_seconds: 0.1 } });
    fake.manners.silent = true;
    await obs.stop();
    expect(shown.items.length).toBe(1);
    fake.manners.silent = false;
    startedObs(fake, { shown });
    await becomes(() => item.enabled, false);
  });

  it('hides a source for a while, and shows it again', async () => {
    const { fake, react } = await connected();
    const item = fake.model.putInto('Lobby', 'Map', true);
    await react({ show: { source: 'Map', visible: false, for_seconds: 0.1 } });
    expect(item.enabled).toBe(false);
    await becomes(() => item.enabled, true);
  });

  it('leaves alone what the streamer has made visible, or wants to stay', async () => {
    const shown = keeper();
    const { fake, react } = await connected({ shown });
    const item = fake.model.putInto('Lobby', 'Pop', true);
    expect(said(await react({ show: { source: 'Pop', for_seconds: 0.1 } }))).toBe('"Pop" was shown already.');
    expect(shown.items).toEqual([]);
    expect(item.enabled).toBe(true);
  });

  it('hides after a crash of OBS what it had shown', async () => {
    const { fake, obs, react } = await connected();
    const item = fake.model.putInto('Lobby', 'Pop');
    await react({ show: { source: 'Pop', for_seconds: 0.2 } });
    await fake.stop();
    await becomes(() => obs.state() === 'ready', false);
    expect(item.enabled).toBe(true);
    await fake.listen();
    await becomes(() => item.enabled, false);
  });

  it('hides what it had shown also when the scene or the source was renamed meanwhile', async () => {
    const shown = keeper();
    const { fake, react } = await connected({ shown });
    fake.model.addInput('Pop', 'image_source');
    const item = fake.model.putInto('Lobby', 'Pop');
    await react({ show: { source: 'Pop', for_seconds: 0.3 } });
    fake.model.renameScene('Lobby', 'Foyer');
    fake.model.renameInput('Pop', 'Bang');
    await becomes(() => shown.items.map(({ scene, source }) => [scene, source]), [['Foyer', 'Bang']]);
    await becomes(() => item.enabled, false);
  });

  it('hides in time after a restart, where no reaction needs OBS any more', async () => {
    const shown = keeper();
    const fake = await fakeObs();
    const item = fake.model.putInto('Lobby', 'Pop', true);
    shown.items = [
      {
        collection: 'Untitled',
        scene: 'Lobby',
        source: 'Pop',
        enabledThen: false,
        untilMs: Date.now() + 300,
      },
    ];
    startedObs(fake, { shown, timings: { reactionCheckMs: 60_000 } });
    await becomes(() => item.enabled, false);
  });

  it('hides after a restart of the program what it had shown, in the collection where that was', async () => {
    const shown = keeper();
    const fake = await fakeObs();
    const item = fake.model.putInto('Lobby', 'Pop', true);
    const elsewhere = { collection: 'Other', scene: 'Lobby', source: 'Pop', enabledThen: false, untilMs: 0 };
    shown.items = [{ ...elsewhere, collection: 'Untitled' }, elsewhere];
    startedObs(fake, { shown });
    await becomes(() => item.enabled, false);
    await becomes(() => shown.items, [elsewhere]);
  });

  it('switches a filter, mutes an input and takes both back by its counterpart', async () => {
    const { fake, react } = await connected();
    fake.model.addInput('Camera', 'v4l2_input');
    fake.model.filters.set('Camera', new Map([['Grey', false]]));
    fake.model.addInput('Music', 'ffmpeg_source');
    fake.model.muted.set('Music', false);
    await until(async () => expect((await react({ mute: { input: 'Music', muted: true } })).ok).toBe(true));
    await react({ filter: { source: 'Camera', name: 'Grey', enabled: true } });
    expect([fake.model.muted.get('Music'), fake.model.filters.get('Camera')?.get('Grey')]).toEqual([
      true,
      true,
    ]);
    await react({ mute: { input: 'Music', muted: false } });
    await react({ filter: { source: 'Camera', name: 'Grey', enabled: false } });
    expect([fake.model.muted.get('Music'), fake.model.filters.get('Camera')?.get('Grey')]).toEqual([
      false,
      false,
    ]);
  });

  it('says that a recording was taken and did not begin, with where to look', async () => {
    const { fake, react } = await connected();
    fake.model.recordsInVain = true;
    expect(said(await react({ record: 'start' }))).toMatch(/told to record, and did not begin\. .*Recording/);
  });

  it('starts and stops the recording, and what is so already is no fault', async () => {
    const { react } = await connected();
    expect(said(await react({ record: 'stop' }))).toBe('OBS was not recording.');
    expect(said(await react({ record: 'start' }))).toBe('Recording started.');
    expect(said(await react({ record: 'start' }))).toBe('OBS was recording already.');
    expect(said(await react({ record: 'stop' }))).toBe('Recording stopped.');
  });

  it('sets a chapter', async () => {
    const { fake, react } = await connected();
    Object.assign(fake.model, { recording: true, recordFormat: 'hybrid_mp4' });
    expect(said(await react({ chapter: 'Customs · died' }))).toBe('Chapter "Customs · died" set.');
    expect(fake.model.chapters).toEqual(['Customs · died']);
  });

  it.each<[string, What, (fake: FakeObs) => void, string]>([
    ['no replay buffer', { save_replay: {} }, () => undefined, 'tick "Enable Replay Buffer"'],
    [
      'a replay buffer that is off',
      { save_replay: {} },
      (f) => (f.model.replayBuffer = 'off'),
      'Press "Start replay',
    ],
    ['no recording', { chapter: 'a' }, () => undefined, 'OBS is not recording, so there is no chapter.'],
    [
      'a format without chapters',
      { chapter: 'a' },
      (f) => (f.model.recording = true),
      'choose the format "Hybrid MP4"',
    ],
    [
      'a chapter without a name',
      { chapter: ' ' },
      (f) => (f.model.recording = true),
      'The name of the chapter was empty',
    ],
    ['no such source', { show: { source: 'Kils' } }, () => undefined, 'Did you mean "Kills"?'],
    ['a source in no scene', { show: { source: 'Kills' } }, () => undefined, 'no scene has it'],
    [
      'a source that is not in the scene',
      { show: { source: 'Kills', scene: 'Lobby' } },
      () => undefined,
      'not in there',
    ],
    ['no such scene', { show: { source: 'Kills', scene: 'Loby' } }, () => undefined, 'Did you mean "Lobby"?'],
    [
      'no such filter',
      { filter: { source: 'Kills', name: 'a', enabled: true } },
      () => undefined,
      'no filter of that name',
    ],
    [
      'no source for the filter',
      { filter: { source: 'x', name: 'a', enabled: true } },
      () => undefined,
      'the source "x"',
    ],
    [
      'what is no media source',
      { media: { source: 'Kills' } },
      () => undefined,
      'no media source (text_ft2_source_v2)',
    ],
    ['no such media source', { media: { source: 'Killz' } }, () => undefined, 'Did you mean "Kills"?'],
    ['an input without sound', { mute: { input: 'Kills', muted: true } }, () => undefined, 'has no sound'],
    ['no such input', { mute: { input: 'Musik', muted: true } }, () => undefined, 'needs the input "Musik"'],
  ])('is told with its remedy where there is %s', async (_what, what, prepare, words) => {
    const { fake, react } = await connected();
    prepare(fake);
    expect(said(await react(what))).toContain(words);
  });

  it('of an OBS that is too old for chapters says which it needs', async () => {
    const { react } = await connected({ version: '5.1.0' });
    expect(said(await react({ chapter: 'a' }))).toContain('Install OBS 30.2 or newer');
  });
});

describe('the health of reactions', () => {
  it('is known before they are needed, and follows what is changed in OBS', async () => {
    const { fake, obs } = await connected();
    const codes = () => obs.reactions.faults().map((fault) => fault?.code ?? null);
    obs.reactions.setActions([
      action({ save_replay: {} }),
      null,
      action({ chapter: 'a' }),
      action({ show: { source: 'Pop' } }),
      action({ media: { source: 'Kills' } }),
      action({ record: 'start' }),
    ]);
    await becomes(codes, [
      'replay_missing',
      null,
      'chapter_format',
      'reaction_source',
      'reaction_kind',
      null,
    ]);
    fake.model.replayBuffer = 'off';
    await becomes(() => codes()[0], 'replay_off');
    Object.assign(fake.model, { replayBuffer: 'on', recordFormat: 'hybrid_mp4' });
    fake.model.putInto('Lobby', 'Pop');
    await becomes(codes, [null, null, null, null, 'reaction_kind', null]);
    obs.reactions.setActions([]);
    expect(codes()).toEqual([]);
  });

  it('names the custom output of OBS, which has neither a replay buffer nor chapters', async () => {
    const { fake, obs, react } = await connected();
    Object.assign(fake.model, { recording: true, recordFormat: 'hybrid_mp4' });
    Object.assign(fake.model.output, { mode: 'Advanced', recType: 'FFmpeg' });
    const whats = [{ save_replay: {} }, { chapter: 'a' }];
    obs.reactions.setActions(whats.map(action));
    const words = [
      'OBS has no replay buffer while it records by "Custom Output (FFmpeg)".',
      'OBS sets no chapters while it records by "Custom Output (FFmpeg)".',
    ];
    await becomes(() => obs.reactions.faults().map((fault) => fault?.finding), words);
    for (const [index, what] of whats.entries())
      expect(said(await react(what))).toContain(`${words[index]} In OBS, open Settings → Output → Recording`);
    // It counts in the advanced mode alone.
    fake.model.output.mode = 'Simple';
    await becomes(() => obs.reactions.faults().map((fault) => fault?.code), ['replay_missing', undefined]);
    expect(said(await react({ save_replay: {} }))).toContain('tick "Enable Replay Buffer"');
  });

  it('tells in studio mode of what viewers see only after the next transition, as a note', async () => {
    const fake = await fakeObs(['Kills']);
    const obs = startedObs(fake, { timings: { reactionCheckMs: 600_000 } });
    await becomes(obs.state, 'ready');
    for (const [scene, source] of [
      ['In Raid', 'Pop'],
      ['Lobby', 'Live'],
      ['Chat', 'Inside'],
      ['In Raid', 'Both'],
      ['Chat', 'Both'],
    ] as const)
      fake.model.putInto(scene, source);
    for (const source of ['Kills', 'In Raid']) fake.model.addFilter(source, 'Grey');
    const sources = ['Pop', 'Live', 'Inside', 'Both'];
    obs.setDesired(desired({ Kills: '1' }));
    obs.reactions.setActions(
      [
        ...sources.map((source) => ({ show: { source } })),
        { show: { source: 'Both', scene: 'Chat' } },
        { media: { source: 'Nope' } },
        { filter: { source: 'Kills', name: 'Grey', enabled: true } },
        { filter: { source: 'In Raid', name: 'Grey', enabled: true } },
      ].map(action),
      ['In Raid'],
    );
    const codes = () => obs.reactions.faults().map((fault) => fault?.code ?? null);
    const usual = [null, null, null, null, null, 'reaction_source', null, null];
    await becomes(codes, usual);
    fake.model.setStudioMode(true);
    const late = 'reaction_studio';
    await becomes(codes, [late, late, null, late, null, 'reaction_source', null, late]);
    const [problem] = obs.status().problems.filter(({ code }) => code === late);
    expect(problem).toMatchObject({ severity: 'note', names: ['Pop', 'Live', 'Both', 'In Raid'] });
    expect(problem?.finding).toContain('In studio mode viewers see "Pop" only after the next transition');
    fake.model.setStudioMode(false);
    await becomes(codes, usual);
  });

  it('is well again as soon as OBS tells that what was missing is there', async () => {
    const fake = await fakeObs();
    // Without the regular look, which would find it as well.
    const obs = startedObs(fake, { timings: { reactionCheckMs: 600_000 } });
    await becomes(obs.state, 'ready');
    const words = () => obs.reactions.faults().map((fault) => fault?.word ?? null);
    obs.reactions.setActions([
      action({ media: { source: 'Sting' } }),
      action({ filter: { source: 'Sting', name: 'Grey', enabled: true } }),
      action({ show: { source: 'Sting', scene: 'Kills' } }),
    ]);
    const missing = 'OBS: Sting is missing';
    await becomes(words, [missing, missing, 'OBS: Kills is missing']);
    fake.model.addInput('Sting', 'ffmpeg_source');
    await becomes(words, [null, 'OBS: filter Grey is missing', 'OBS: Kills is missing']);
    fake.model.addFilter('Sting', 'Grey');
    await becomes(words, [null, null, 'OBS: Kills is missing']);
    fake.model.addScene('Kills');
    await becomes(words, [null, null, 'OBS: Sting is in no scene']);
    fake.model.putInto('Kills', 'Sting');
    await becomes(words, [null, null, null]);
    fake.model.renameInput('Sting', 'Stinger');
    await becomes(() => words()[0], missing);
  });

  it('asks nothing of OBS where there are none', async () => {
    const { fake, obs } = await connected();
    obs.reactions.setActions([null]);
    obs.setDesired(desired({ Kills: '1' }));
    await becomes(() => fake.model.text('Kills'), '1');
    expect(fake.requests('GetReplayBufferStatus').length + fake.requests('GetGroupList').length).toBe(0);
  });
});

describe('the lane of reactions', () => {
  it('has one call in flight, in the order in which they came', async () => {
    const { fake, react } = await connected();
    let [now, most] = [0, 0];
    fake.manners.delayMs = ({ isBatch }) => (isBatch ? 0 : 5);
    fake.manners.answer = (type) => {
      if (type !== 'StartRecord' && type !== 'StopRecord') return null;
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => (now -= 1), 4);
      return { code: 100 };
    };
    const kinds = ['start', 'stop', 'stop', 'start', 'stop'] as const;
    await Promise.all(kinds.map((record) => react({ record })));
    const sent = fake.messages.flatMap(({ requests }) => requests.map(({ type }) => type));
    expect(sent.filter((type) => /^St\w+Record$/.test(type))).toEqual(
      kinds.map((kind) => (kind === 'start' ? 'StartRecord' : 'StopRecord')),
    );
    expect(most).toBe(1);
  });

  it('keeps a bounded queue, and leaves out what would come late', async () => {
    const { obs } = await connected();
    const many = Array.from({ length: 80 }, () => obs.reactions.push(action({ record: 'start' }), -1));
    const words = (await Promise.all(many)).map(said);
    expect(words.filter((text) => text.includes('busy for more than 3 seconds')).length).toBe(64);
    expect(words.filter((text) => text.includes('More came at once')).length).toBe(16);
  });

  it('is not shown any more where the look at a slow OBS took too long', async () => {
    const shown = keeper();
    const { fake, obs } = await connected({ shown });
    const item = fake.model.putInto('Lobby', 'Pop');
    for (const show of [{ source: 'Pop', for_seconds: 60 }, { source: 'Pop' }]) {
      fake.manners.delayMs = 60;
      // In time for the first of the three looks alone.
      const result = obs.reactions.push(action({ show }), performance.now() + 90);
      expect(said(await result)).toContain('busy for more than 3 seconds');
      fake.manners.delayMs = 0;
    }
    expect(fake.requests('SetSceneItemEnabled')).toEqual([]);
    expect([item.enabled, shown.items]).toEqual([false, []]);
  });

  it('shows a source once for a row of kills that wait, and has room for the replay of the last one', async () => {
    const { fake, react } = await connected();
    fake.model.replayBuffer = 'on';
    const [pop, map] = ['Pop', 'Map'].map((source) => fake.model.putInto('Lobby', source));
    fake.manners.delayMs = 20;
    const shows = Array.from({ length: 100 }, () => react({ show: { source: 'Pop', for_seconds: 60 } }));
    const maps = [true, false, true].map((visible) => react({ show: { source: 'Map', visible } }));
    const starts = Array.from({ length: 70 }, () => react({ record: 'start' }));
    const saved = react({ save_replay: {} });
    fake.manners.delayMs = 0;
    expect((await Promise.all(shows)).every(({ ok }) => ok)).toBe(true);
    expect((await Promise.all(maps)).map(said)).toEqual(['"Map" shown.', '"Map" hidden.', '"Map" shown.']);
    await becomes(() => fake.requests('SaveReplayBuffer').length, 1);
    fake.model.saveReplay('/videos/Replay 1.mp4');
    expect(await saved).toMatchObject({ ok: true });
    expect([pop?.enabled, map?.enabled]).toEqual([true, true]);
    expect((await Promise.all(starts)).filter(({ ok }) => !ok).length).toBeGreaterThan(0);
    expect(fake.requests('GetGroupList').length).toBeLessThanOrEqual(5);
  });

  it('settles every reaction where OBS goes away in the middle, or is not there', async () => {
    const { fake, obs, react } = await connected();
    fake.manners.closeOn = ({ requests }) => (requests[0]?.type === 'StartRecord' ? 1001 : null);
    const results = await Promise.all([react({ record: 'start' }), react({ record: 'stop' })]);
    expect(results.map(said).every((text) => text.startsWith('OBS was not connected then.'))).toBe(true);
    await fake.stop();
    await becomes(() => obs.state() === 'ready', false);
    expect(said(await react({ record: 'start' }))).toContain('OBS was not connected then.');
  });

  it('settles a reaction where OBS goes away while it is asked why it refused', async () => {
    const { fake, react } = await connected();
    fake.model.addInput('Music');
    let isRefused = false;
    fake.manners.answer = (type) => {
      if (type !== 'SetInputMute') return null;
      isRefused = true;
      return { code: 600, comment: 'No source was found.' };
    };
    fake.manners.closeOn = ({ requests }) =>
      isRefused && requests[0]?.type === 'GetInputMute' ? 1006 : null;
    const result = await react({ mute: { input: 'Music', muted: false } });
    expect(said(result)).toContain('OBS was not connected then.');
  });

  it('lets the texts of a press go first', async () => {
    const { fake, obs } = await connected();
    fake.manners.delayMs = 5;
    for (let kills = 1; kills <= 5; kills += 1) {
      const state = desired({ Kills: String(kills) });
      const after = obs.afterTexts(state.revision, 5_000);
      setImmediate(() => obs.setDesired(state));
      await after;
      await obs.reactions.push(action({ record: 'start' }), Infinity);
    }
    const order = fake.messages
      .flatMap(({ requests }) => requests.map(({ type }) => type))
      .filter((type) => type === 'SetInputSettings' || type === 'StartRecord');
    expect(order.join()).toBe('SetInputSettings,StartRecord,'.repeat(5).slice(0, -1));
  });

  it('does not wait for texts where OBS is not there to get them', async () => {
    const fake = await fakeObs();
    const obs = startedObs(fake, { address: () => ({ url: 'ws://127.0.0.1:1', password: null }) });
    await obs.afterTexts(99, 60_000);
    expect(obs.state()).not.toBe('ready');
  });
});
