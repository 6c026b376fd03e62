import { describe, expect, it } from 'vitest';
import { NOTHING_YET, type RaidWithCounts } from '../../src/raid/model.js';
import { heldBy } from '../../src/reactions/held.js';
import type { ReactionEntry } from '../../src/show/reactions/reaction.js';

const RAID: RaidWithCounts = {
  ...NOTHING_YET,
  ...{ raid_id: 1, status: 'in_progress', map_name: 'Customs', character_type: 'pmc', game_mode: 'pvp' },
  ...{ started_at: new Date(0), kill_count: 0, headshot_count: 0 },
};
const MUTE: ReactionEntry = { on: 'matched', mute: { input: 'Music', muted: true } };

type Back = Pick<ReactionEntry, 'on' | 'if'>;

/** The phases of the raid in which the music stays muted; null: it is not switched back with the raid. */
function phasesHeld(backs: readonly Back[]) {
  const reactions = [MUTE, ...backs.map((back) => ({ ...back, mute: { input: 'Music', muted: false } }))];
  const due = { index: 0, entry: MUTE, event: 'matched', raid: RAID, kill: null } as const;
  return heldBy(due, reactions, 'Untitled')?.phases ?? null;
}

describe('what a reaction switches', () => {
  it.each<[string, readonly Back[]]>([
    ['one reaction', [{ on: ['survived', 'died', 'mia'] }]],
    ['a reaction for each', [{ on: 'survived' }, { on: 'died' }, { on: ['mia', 'left'] }]],
    [
      'one that asks for what this raid is',
      [{ on: ['survived', 'died', 'mia'], if: { character_type: 'pmc' } }],
    ],
    [
      'some that ask for the outcome itself',
      [
        { on: ['survived', 'died'], if: { outcome: 'died' } },
        { on: ['survived', 'mia'], if: { status: 'survived' } },
        { on: 'mia', if: { game_mode: 'pvp' } },
      ],
    ],
  ])('is held until the raid ends where each end switches it back by %s', (_how, backs) => {
    expect(phasesHeld(backs)).toEqual(['in_progress', 'over']);
  });

  it.each<[string, readonly Back[]]>([
    ['none', []],
    ['one for two of three', [{ on: ['survived', 'died'] }, { on: 'over' }]],
    [
      'one that asks for another raid',
      [{ on: 'survived' }, { on: ['died', 'mia'], if: { character_type: 'scav' } }],
    ],
  ])('is left as it is where the ends have %s', (_how, backs) => {
    expect(phasesHeld(backs)).toBeNull();
  });

  it('is held until the raid is over where one of them is for that', () => {
    const ends: readonly Back[] = [{ on: 'survived' }, { on: 'died' }, { on: 'mia' }];
    expect(phasesHeld([...ends, { on: 'over' }])).toEqual(['in_progress']);
    expect(phasesHeld([...ends, { on: 'over', if: { map_name: 'Woods' } }])).toEqual(['in_progress', 'over']);
  });
});
