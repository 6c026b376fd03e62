import { describe, expect, it } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { EMPTY_SNAPSHOT } from '../../src/show/empty-snapshot.js';
import { LOOK_TEXT_NAMES } from '../../src/show/look.js';
import type { Overlay } from '../../src/show/overlay.js';
import { project } from '../../src/show/project.js';
import type { Outcome, RaidWithCounts } from '../../src/raid/model.js';
import { mergeShow } from '../../src/show/parse-show.js';
import type { Show } from '../../src/show/show.js';
import { endedAgo, IN_RAID, NOW, secondsAgo, snapshotOf } from './snapshots.js';

const FIGURES = {
  'Tarkov Session Label': 'TODAY',
  'Tarkov Session Raids': '11',
  'Tarkov Session Kills': '21',
  'Tarkov Session Deaths': '3',
  'Tarkov Session KD': '2.33',
  'Tarkov Survival Rate': '63.6%',
  'Tarkov Average Queue': '2:14',
  'Tarkov Streak': '3',
  'Tarkov Total Raids': '1,204',
  'Tarkov Total Kills': '3,377',
  'Tarkov KD': '2.40',
  'Tarkov Favorite Map': 'Customs',
  'Tarkov PMC Scav': '812 : 392',
};

/** Without those that came with the looks. */
function firstTexts({ texts }: Overlay): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => !LOOK_TEXT_NAMES.includes(name)));
}

const withShow = (show: Partial<Show>): Show => ({ ...DEFAULT_SHOW, ...show });

describe('the texts of the built-in show', () => {
  it('in a raid', () => {
    const snapshot = snapshotOf(IN_RAID, { last_finished: endedAgo(5000) });
    expect(project(snapshot, DEFAULT_SHOW, NOW)).toMatchObject({
      phase: 'in_progress',
      scene: 'Tarkov In Raid',
    });
    expect(firstTexts(project(snapshot, DEFAULT_SHOW, NOW))).toEqual({
      'Tarkov Status': 'IN RAID',
      'Tarkov Outcome': 'SURVIVED',
      'Tarkov Outcome Map': 'Customs',
      'Tarkov Next Map': 'Streets of Tarkov',
      'Tarkov Next Character': 'PMC',
      'Tarkov Map': 'Streets of Tarkov',
      'Tarkov Character': 'PMC',
      'Tarkov Queue Map': 'Streets of Tarkov',
      'Tarkov Queue Character': 'PMC',
      'Tarkov Raid Kills': '4',
      'Tarkov Raid Time': '57:42',
      'Tarkov Queue Time': '1:34',
      'Tarkov Last Raid': 'Customs · survived · 4 kills',
      ...FIGURES,
    });
  });

  it('in the queue, whose time runs', () => {
    const raid: RaidWithCounts = {
      ...IN_RAID,
      status: 'queuing',
      character_type: 'scav',
      kill_count: 0,
      started_at: secondsAgo(65.9),
      matched_at: null,
      queue_time_seconds: null,
    };
    const overlay = project(snapshotOf(raid), DEFAULT_SHOW, NOW);
    expect(overlay).toMatchObject({ phase: 'queuing', scene: 'Tarkov Queue' });
    expect(firstTexts(overlay)).toEqual({
      'Tarkov Status': 'QUEUE',
      'Tarkov Outcome': '–',
      'Tarkov Outcome Map': '–',
      'Tarkov Next Map': 'Streets of Tarkov',
      'Tarkov Next Character': 'SCAV',
      'Tarkov Map': 'Streets of Tarkov',
      'Tarkov Character': 'SCAV',
      'Tarkov Queue Map': 'Streets of Tarkov',
      'Tarkov Queue Character': 'SCAV',
      'Tarkov Raid Kills': '0',
      'Tarkov Raid Time': '–',
      'Tarkov Queue Time': '1:05',
      'Tarkov Last Raid': '–',
      ...FIGURES,
    });
  });

  it.each([
    ['survived', 'SURVIVED', 'Tarkov Survived', 'Customs · survived · 1 kill'],
    ['died', 'KILLED IN ACTION', 'Tarkov Death', 'Customs · died · 1 kill'],
    ['mia', 'MISSING IN ACTION', 'Tarkov Death', 'Customs · MIA · 1 kill'],
  ] as const)('after %s, with the timer stopped', (status, words, scene, line) => {
    const overlay = project(snapshotOf(endedAgo(3, { status, kill_count: 1 })), DEFAULT_SHOW, NOW);
    expect(overlay).toMatchObject({ phase: status, scene });
    expect(overlay.texts).toMatchObject({
      'Tarkov Status': words,
      'Tarkov Map': 'Customs',
      'Tarkov Raid Kills': '1',
      'Tarkov Raid Time': '17:42',
      'Tarkov Queue Time': '1:34',
      'Tarkov Last Raid': line,
    });
  });

  it.each([
    ['survived', 'SURVIVED'],
    ['died', 'KILLED IN ACTION'],
    ['mia', 'MISSING IN ACTION'],
  ] as const)(
    'keep the word and the map of %s in the lobby and in the next queue and raid',
    (status, words) => {
      const ended = endedAgo(60, { status });
      const next_raid = { map_name: 'Woods', character_type: 'scav', game_mode: null } as const;
      const later = [
        snapshotOf(ended, { next_raid }),
        snapshotOf({ ...IN_RAID, status: 'queuing' }, { last_finished: ended }),
        snapshotOf(IN_RAID, { last_finished: ended }),
      ];
      for (const snapshot of later)
        expect(project(snapshot, DEFAULT_SHOW, NOW).texts).toMatchObject({
          'Tarkov Outcome': words,
          'Tarkov Outcome Map': 'Customs',
        });
    },
  );

  it('in an outcome’s scene tell of the raid that it is about, whichever is the newest in the list', () => {
    const last_finished = endedAgo(0, { status: 'mia', map_name: 'Woods' });
    const { texts } = project(snapshotOf(endedAgo(3), { last_finished }), DEFAULT_SHOW, NOW);
    expect(texts).toMatchObject({ 'Tarkov Outcome': 'SURVIVED', 'Tarkov Outcome Map': 'Customs' });
  });

  it.each([
    [null, null, 'TODAY'],
    [4, null, 'THIS STREAM'],
    [4, 'Raid night', 'RAID NIGHT'],
    [4, 'straße', 'STRASSE'],
    [4, 'Sixteen letters!', 'SIXTEEN LETTERS!'],
    [4, 'Seventeen letters', 'SEVENTEEN LETT…'],
    [4, 'Illicit filling in', 'ILLICIT FILLING IN'],
    [4, 'WWWWWWWWWWWWWWWW', 'WWWWWWWWW…'],
    [4, 'Friday evening with chat', 'FRIDAY EVENING…'],
    [4, '👩‍👩‍👧‍👦'.repeat(20), `${'👩‍👩‍👧‍👦'.repeat(9)}…`],
  ])('call the figures of session %s, named %s, by "%s"', (session_id, name, label) => {
    const { session } = snapshotOf(null);
    const snapshot = snapshotOf(null, { session: { ...session, session_id, name } });
    expect(project(snapshot, DEFAULT_SHOW, NOW).texts['Tarkov Session Label']).toBe(label);
  });

  it('in the lobby, which looks ahead to the next raid', () => {
    const next_raid = { map_name: 'Woods', character_type: 'scav', game_mode: null } as const;
    const overlay = project(snapshotOf(endedAgo(60), { next_raid }), DEFAULT_SHOW, NOW);
    expect(overlay).toMatchObject({ phase: 'lobby', scene: 'Tarkov Lobby' });
    expect(overlay.texts).toMatchObject({
      'Tarkov Status': 'IN THE LOBBY',
      'Tarkov Map': 'Woods',
      'Tarkov Character': 'SCAV',
      'Tarkov Next Map': 'Woods',
      'Tarkov Next Character': 'SCAV',
      'Tarkov Last Raid': 'Customs · survived · 4 kills',
    });
  });

  it('in the lobby with nothing chosen have what start would take: the last raid', () => {
    const { texts } = project(snapshotOf(endedAgo(60)), DEFAULT_SHOW, NOW);
    expect(texts).toMatchObject({ 'Tarkov Map': 'Customs', 'Tarkov Character': 'PMC' });
  });

  it('before the first raid', () => {
    expect(firstTexts(project(EMPTY_SNAPSHOT, DEFAULT_SHOW, NOW))).toEqual({
      'Tarkov Status': 'IN THE LOBBY',
      'Tarkov Outcome': '–',
      'Tarkov Outcome Map': '–',
      'Tarkov Next Map': '–',
      'Tarkov Next Character': '–',
      'Tarkov Session Label': 'TODAY',
      'Tarkov Map': '–',
      'Tarkov Character': '–',
      'Tarkov Queue Map': '–',
      'Tarkov Queue Character': '–',
      'Tarkov Raid Kills': '0',
      'Tarkov Raid Time': '–',
      'Tarkov Queue Time': '–',
      'Tarkov Last Raid': '–',
      'Tarkov Session Raids': '0',
      'Tarkov Session Kills': '0',
      'Tarkov Session Deaths': '0',
      'Tarkov Session KD': '0.00',
      'Tarkov Survival Rate': '–',
      'Tarkov Average Queue': '–',
      'Tarkov Streak': '0',
      'Tarkov Total Raids': '0',
      'Tarkov Total Kills': '0',
      'Tarkov KD': '0.00',
      'Tarkov Favorite Map': '–',
      'Tarkov PMC Scav': '0 : 0',
    });
  });

  it('of a raid whose match was implied leave its times unknown', () => {
    const raid = { ...IN_RAID, matched_at: null, queue_time_seconds: null };
    const { texts } = project(snapshotOf(raid), DEFAULT_SHOW, NOW);
    expect(texts).toMatchObject({ 'Tarkov Raid Time': '–', 'Tarkov Queue Time': '–' });
  });

  it('show no negative time when the clock was set back', () => {
    const { texts } = project(snapshotOf(IN_RAID), DEFAULT_SHOW, secondsAgo(100_000));
    expect(texts).toMatchObject({ 'Tarkov Raid Time': '0:00' });
  });

  it.each([
    [59, '0:59'],
    [3599, '59:59'],
    [3600, '1:00:00'],
    [45_296, '12:34:56'],
  ])('show %d seconds as %s', (seconds, text) => {
    const { texts } = project(
      snapshotOf(endedAgo(0, { matched_at: secondsAgo(seconds) })),
      DEFAULT_SHOW,
      NOW,
    );
    expect(texts['Tarkov Raid Time']).toBe(text);
  });

  it('show 100% with a decimal, and thousands with a comma', () => {
    const { session, all_time } = snapshotOf(null);
    const snapshot = snapshotOf(null, {
      session: { ...session, survival_rate: 100 },
      all_time: { ...all_time, kd_ratio: 1204, total_kills: 1_234_567 },
    });
    expect(project(snapshot, DEFAULT_SHOW, NOW).texts).toMatchObject({
      'Tarkov Survival Rate': '100.0%',
      'Tarkov KD': '1,204.00',
      'Tarkov Total Kills': '1,234,567',
    });
  });
});

describe('a show of one’s own', () => {
  const textOf = (template: string, snapshot = snapshotOf(IN_RAID)): string | undefined =>
    project(snapshot, withShow({ texts: { mine: template } }), NOW).texts['mine'];

  it('gets names as they are, without HTML escaping', () => {
    const map_name = `<b>"Tom & Jerry's" /= \`{{map}}\`</b>`;
    expect(textOf('{{map}} {{{map}}} {{&map}}', snapshotOf({ ...IN_RAID, map_name }))).toBe(
      `${map_name} ${map_name} ${map_name}`,
    );
  });

  it('may use words, sections and comments around the variables', () => {
    expect(textOf('Kills: {{raid.kill_count}}{{! mine }} · {{#raid}}{{time}}{{/raid}}')).toBe(
      'Kills: 4 · 57:42',
    );
    expect(textOf('{{#raid.active}}LIVE{{/raid.active}}{{^raid.active}}OFF{{/raid.active}}')).toBe('LIVE');
  });

  it('leaves a text alone that is null', () => {
    const show = withShow({ texts: { mine: '{{map}}', theirs: null } });
    expect(project(snapshotOf(IN_RAID), show, NOW).texts).toEqual({ mine: 'Streets of Tarkov' });
  });

  it('leaves a scene alone that is null, and calls each of the others its own once', () => {
    const scenes = { ...DEFAULT_SHOW.scenes, in_progress: null };
    const overlay = project(snapshotOf(IN_RAID), withShow({ scenes, switch_scenes: false }), NOW);
    expect(overlay.scene).toBeNull();
    expect(overlay.scenePolicy).toEqual({
      switchScenes: false,
      ourScenes: ['Tarkov Lobby', 'Tarkov Queue', 'Tarkov Survived', 'Tarkov Death'],
      protectedScenes: ['BRB', 'Be Right Back', 'Starting Soon', 'Ending', 'Intermission'],
    });
  });
});

describe('a raid that is over', () => {
  const over = { ...IN_RAID, over_at: secondsAgo(20) };

  it('keeps its scene, and its timer stands at what it was', () => {
    const overlay = project(snapshotOf(over), DEFAULT_SHOW, NOW);
    expect(overlay).toMatchObject({ phase: 'over', scene: null });
    expect(overlay.texts).toMatchObject({ 'Tarkov Status': 'RAID OVER', 'Tarkov Raid Time': '57:22' });
  });

  it('shows its outcome from when that was said', () => {
    const said = endedAgo(60, { outcome: 'transit' });
    const shown = project(snapshotOf(said, { outcome_said_at: secondsAgo(3) }), DEFAULT_SHOW, NOW);
    expect(shown).toMatchObject({ phase: 'transit', scene: 'Tarkov Survived' });
    expect(shown.texts).toMatchObject({
      'Tarkov Outcome': 'TRANSIT',
      'Tarkov Last Raid': 'Customs · transit · 4 kills',
    });
    expect(project(snapshotOf(said), DEFAULT_SHOW, NOW).phase).toBe('lobby');
  });
});

describe('the scene of an outcome', () => {
  const sceneOf = (outcome: Outcome, scenes: Parameters<typeof mergeShow>[0]['scenes']): string | null =>
    project(snapshotOf(endedAgo(1, { outcome })), mergeShow({ scenes }), NOW).scene;

  it.each([
    ['is that of its status, where it has none of its own', 'run_through', {}, 'Tarkov Survived'],
    ['follows that of its status', 'left', { mia: 'Gone' }, 'Gone'],
    ['is left alone with its status', 'left', { mia: null }, null],
    ['is its own', 'transit', { survived: 'Out', transit: 'On the way' }, 'On the way'],
    ['can be none at all', 'run_through', { run_through: null }, null],
  ] as const)('%s', (_what, outcome, scenes, scene) => {
    expect(sceneOf(outcome, scenes)).toBe(scene);
  });
});
