import { describe, expect, it } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { EMPTY_SNAPSHOT } from '../../src/show/empty-snapshot.js';
import { FIGURE_NAMES, FIGURES, LOOK_TEXT_NAMES } from '../../src/show/look.js';
import { mergeShow } from '../../src/show/parse-show.js';
import { project } from '../../src/show/project.js';
import type { Show } from '../../src/show/show.js';
import { templateFault } from '../../src/show/template.js';
import type { Snapshot } from '../../src/raid/snapshot.js';
import { endedAgo, FIGURES as PLAYED, IN_RAID, NOW, secondsAgo, snapshotOf } from './snapshots.js';

function textsOf(snapshot: Snapshot, show: Show = DEFAULT_SHOW): Record<string, string> {
  return { ...project(snapshot, show, NOW).texts };
}

const NO_SESSION = EMPTY_SNAPSHOT.session;

describe('the texts of the looks', () => {
  it('say nothing that is not known on the first evening', () => {
    const texts = textsOf(EMPTY_SNAPSHOT);
    const said = Object.fromEntries(
      LOOK_TEXT_NAMES.filter((name) => texts[name] !== '').map((name) => [name, texts[name]]),
    );
    expect(said).toEqual({
      'Tarkov Figure 1': '0',
      'Tarkov Figure 1 Label': 'RAIDS',
      'Tarkov Figure 2': '0',
      'Tarkov Figure 2 Label': 'KILLS',
      'Tarkov Figures Label': 'TODAY',
      'Tarkov Figures Line': 'TODAY · RAIDS 0 · KILLS 0',
      'Tarkov Next Line': 'FIRST RAID AHEAD',
      'Tarkov Queue Time Label': 'IN QUEUE',
      'Tarkov Raid Detail': 'TODAY · RAID 0',
      'Tarkov Raid Time Label': 'TIME',
    });
  });

  it('leave no icon of the look bold alone', () => {
    expect(textsOf(EMPTY_SNAPSHOT, mergeShow({ look: { name: 'bold' } }))).toMatchObject({
      ...{ 'Tarkov Figure 1': '0', 'Tarkov Figure 1 Label': 'RAIDS' },
      ...{ 'Tarkov Figure 3': '–', 'Tarkov Figure 3 Label': 'K/D' },
    });
  });

  it("begin an evening with all time's figures, and go over to the session with its first raid", () => {
    const before = textsOf(snapshotOf(null, { session: NO_SESSION }));
    expect(before).toMatchObject({
      'Tarkov Figures Label': 'ALL TIME',
      'Tarkov Figure 1': '1,204',
      'Tarkov Figure 1 Label': 'RAIDS',
      'Tarkov Figure 3': '2.40',
      // Of all time no survival rate is known here: the label goes with its figure.
      'Tarkov Figure 4': '',
      'Tarkov Figure 4 Label': '',
      'Tarkov Figures Line': 'ALL TIME · RAIDS 1,204 · KILLS 3,377 · K/D 2.40',
    });
    expect(textsOf(snapshotOf(endedAgo(5)))).toMatchObject({
      'Tarkov Figures Label': 'TODAY',
      'Tarkov Figure 1': '11',
      'Tarkov Figure 4': '63.6%',
      'Tarkov Last Line': 'LAST RAID  Customs · survived · 4 kills',
      'Tarkov Next Line': 'NEXT RAID  Customs · PMC',
      'Tarkov Queue Time Label': 'IN QUEUE · AVERAGE 2:14',
    });
  });

  it('count a run-through down while there is one, and say who was killed', () => {
    const early = { ...IN_RAID, matched_at: secondsAgo(60) };
    const kills = { scav: 1, pmc: 2, boss: 0, raider: 1 };
    expect(textsOf(snapshotOf(early, { raid_kills: kills }))).toMatchObject({
      'Tarkov Raid Time Label': 'RUN-THROUGH 6:00',
      'Tarkov Raid Detail': '1 SCAV · 2 PMC · 1 RAIDER',
      'Tarkov Outcome Detail': '1 SCAV · 2 PMC · 1 RAIDER',
      'Tarkov Mode': '',
    });
    const late = { ...early, matched_at: secondsAgo(7 * 60), game_mode: 'pve' } as const;
    expect(textsOf(snapshotOf(late))).toMatchObject({
      'Tarkov Raid Time Label': 'TIME',
      'Tarkov Raid Detail': 'TODAY · RAID 11',
      'Tarkov Mode': 'PVE',
    });
    const together = mergeShow({ look: { split: false } });
    expect(textsOf(snapshotOf(early, { raid_kills: kills }), together)).toMatchObject({
      'Tarkov Raid Detail': 'TODAY · RAID 11',
      'Tarkov Outcome Detail': '',
    });
  });

  it('name the extract beside the map of the outcome', () => {
    const raid = { ...endedAgo(5), extract_location: 'ZB-1011' };
    expect(textsOf(snapshotOf(raid))['Tarkov Outcome Map']).toBe('Customs · ZB-1011');
    expect(textsOf(snapshotOf(endedAgo(5)))['Tarkov Outcome Map']).toBe('Customs');
  });

  it('are of the figures that were chosen, and the rest stays empty', () => {
    const show = mergeShow({ look: { figures: ['streak', 'kd'] } });
    expect(show.look).toEqual({ ...DEFAULT_SHOW.look, figures: ['streak', 'kd'] });
    expect(textsOf(snapshotOf(endedAgo(5)), show)).toMatchObject({
      'Tarkov Figure 1 Label': 'STREAK',
      'Tarkov Figure 1': '3',
      'Tarkov Figure 2': '2.33',
      'Tarkov Figure 3': '',
      'Tarkov Figure 3 Label': '',
      'Tarkov Figures Line': 'TODAY · STREAK 3 · K/D 2.33',
    });
    // All time has no streak.
    expect(textsOf(snapshotOf(null, { ...PLAYED, session: NO_SESSION }), show)['Tarkov Figure 1']).toBe('');
    // A text of the show's own wins.
    const own = mergeShow({ look: { figures: ['kd'] }, texts: { 'Tarkov Figure 1': '{{map}}' } });
    expect(own.texts['Tarkov Figure 1']).toBe('{{map}}');
  });

  it.each(FIGURE_NAMES)('the figure %s is a variable', (name) => {
    expect(templateFault(`{{figures.${FIGURES[name].variable}}}`)).toBeNull();
  });
});
