import fc from 'fast-check';
import type { PortableRaid } from '../../src/raid/history/portable.js';
import { standingOf } from '../../src/raid/model.js';
import { character_type, game_mode, moment, status } from './random-play.js';

export interface ByHand {
  readonly type: 'by_hand';
  readonly sql: string;
}

/** A raid out of an export, with the id that it had there. */
export interface TakeIn {
  readonly type: 'take_in';
  readonly raid: PortableRaid;
}

/** What people do with a database viewer; some of it is refused. */
export const handMadeSql: fc.Arbitrary<ByHand> = fc
  .constantFrom(
    "INSERT INTO raids (map_name, character_type, status) VALUES ('Woods', 'scav', 'died')",
    "INSERT INTO kills (raid_id, enemy_type, headshot) SELECT MAX(raid_id), 'boss', 1 FROM raids HAVING COUNT(*) > 0",
    "UPDATE raids SET map_name = 'Reserve', game_mode = 'pve' WHERE raid_id % 2 = 0",
    "UPDATE raids SET status = 'mia', ended_at = '2026-11-22 12:30:00' WHERE status = 'survived'",
    "UPDATE raids SET matched_at = started_at, queue_time_seconds = 7 WHERE status = 'died'",
    "UPDATE kills SET enemy_type = 'raider', headshot = NULL WHERE kill_id % 2 = 1",
    'UPDATE kills SET raid_id = (SELECT MIN(raid_id) FROM raids)',
    "REPLACE INTO raids (raid_id, map_name, character_type, status) VALUES (1, 'Lab', 'pmc', 'died')",
    "INSERT INTO raids (raid_id, map_name, character_type, status) VALUES (2, 'Lab', 'pmc', 'died')",
    "INSERT INTO raids (map_name, character_type, status) VALUES ('Woods', 'pmc', 'in_progress')",
    "UPDATE raids SET status = 'in_progress', ended_at = NULL WHERE raid_id = (SELECT MIN(raid_id) FROM raids)",
    'DELETE FROM raids WHERE raid_id = (SELECT MAX(raid_id) FROM raids)',
    "UPDATE raids SET outcome_detail = 'transit' WHERE status = 'survived' AND raid_id % 2 = 1",
    "UPDATE raids SET status = 'mia', outcome_detail = 'left' WHERE ended_at IS NOT NULL AND raid_id % 3 = 0",
    'UPDATE raids SET outcome_detail = NULL',
    'DELETE FROM raids WHERE raid_id % 2 = 0',
    'DELETE FROM kills WHERE kill_id % 3 = 0',
  )
  .map((sql) => ({ type: 'by_hand', sql }));

/** What comes back from an export, here or from another PC; the ids meet those that are, or were, in use. */
export const takeIn: fc.Arbitrary<TakeIn> = fc
  .record({
    ...{ raid_id: fc.integer({ min: 1, max: 6 }), character_type, game_mode, started_at: moment },
    ...{ map_name: fc.constantFrom('Customs', 'Woods'), status, kills: fc.nat(2) },
  })
  .map(({ kills: count, status: was, ...raid }) => ({
    type: 'take_in',
    raid: {
      ...{
        ...raid,
        ...standingOf(was),
        matched_at: null,
        over_at: null,
        queue_time_seconds: null,
        extract_location: null,
      },
      ended_at: was === 'queuing' || was === 'in_progress' ? null : raid.started_at,
      kills: Array.from({ length: was === 'queuing' ? 0 : count }, (_, index) => ({
        ...{ kill_id: index + 1, killed_at: raid.started_at, enemy_type: 'pmc' as const },
        ...{ weapon_used: null, headshot: null },
      })),
    },
  }));
