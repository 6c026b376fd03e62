import { expect, it, onTestFinished } from 'vitest';
import { OBS_AWAY, TOO_LATE } from '../../src/obs/react/fault.js';
import type { ReactionResult } from '../../src/obs/react/reaction-lane.js';
import { NOTHING_YET, type RaidWithCounts } from '../../src/raid/model.js';
import { createHeldSwitches, HELD_NOWHERE } from '../../src/service/reactions/held-switches.js';
import type { ReactionEntry } from '../../src/show/reactions/reaction.js';

const MUTE: ReactionEntry = { on: 'matched', mute: { input: 'Music', muted: true } };
const REACTIONS: readonly ReactionEntry[] = [
  MUTE,
  { on: ['survived', 'died', 'mia'], mute: { input: 'Music', muted: false } },
];

function matched(raidId: number) {
  const raid: RaidWithCounts = {
    ...NOTHING_YET,
    ...{
      raid_id: raidId,
      status: 'in_progress',
      map_name: 'Customs',
      character_type: 'pmc',
      game_mode: 'pvp',
    },
    ...{ started_at: new Date(0), kill_count: 0, headshot_count: 0 },
  };
  return { index: 0, entry: MUTE, event: 'matched', raid, kill: null } as const;
}

it.each<[string, ReactionResult, number]>([
  ['comes too late', { ok: false, fault: TOO_LATE }, 2],
  ['is done', { ok: true, message: 'Done.' }, 1],
])(
  'what the raid before has left is switched back only if the switch of the next raid %s',
  async (_how, result, sent) => {
    const pushed: unknown[] = [];
    const lane = {
      collection: () => 'Untitled',
      push: (action: unknown): Promise<ReactionResult> => {
        pushed.push(action);
        return Promise.resolve({ ok: false, fault: OBS_AWAY });
      },
    };
    const held = createHeldSwitches(HELD_NOWHERE, lane, () => undefined);
    onTestFinished(held.stop);
    held.begun(matched(1), REACTIONS)({ ok: true, message: 'Done.' });
    held.endOthers(null);
    await Promise.resolve();
    await Promise.resolve();
    const next = matched(2);
    held.begun(next, REACTIONS)(result);
    held.endOthers(next.raid);
    expect(pushed.length).toBe(sent);
  },
);
