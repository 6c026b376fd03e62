import { z } from 'zod';
import { CHARACTERS } from '../raid/characters.js';
import { ENEMIES } from '../raid/enemies.js';
import { MODES } from '../raid/game-modes.js';
import { OUTCOME_VOCABULARY } from '../raid/statuses.js';
import { flag, shortText, wholeNumber, wordOf } from './field-types.js';
import { NO_FIELDS, press, type Route } from './route.js';
import { given, run } from './run-command.js';

/** No raid lasts longer with its queue. */
const MAX_MINUTES_AGO = 240;

const RAID_CHOICE = z.object({
  character_type: wordOf(CHARACTERS).optional(),
  map_name: shortText().optional(),
  game_mode: wordOf(MODES).optional(),
});

const MATCHED = z.object({ minutes_ago: wholeNumber(0, MAX_MINUTES_AGO).optional() });

const KILL = z.object({
  enemy_type: wordOf(ENEMIES),
  weapon_used: shortText().optional(),
  headshot: flag().optional(),
});

const END = z.object({ status: wordOf(OUTCOME_VOCABULARY), extract_location: shortText().optional() });

const STEP = z.object({ force: flag().optional() });

/** The keys of a raid, and undo and redo. */
export const commandRoutes: readonly Route[] = [
  press('/raid/start', 'Enter the queue.', RAID_CHOICE, (fields, context) =>
    run({ type: 'start', ...given(fields) }, 201, context),
  ),
  press(
    '/raid/matched',
    'The raid begins: the queue is over; with minutes_ago, it did so long ago.',
    MATCHED,
    (fields, context) => run({ type: 'matched', ...given(fields) }, 200, context),
  ),
  press('/raid/kill', 'Count a kill.', KILL, ({ enemy_type, ...rest }, context) =>
    run({ type: 'kill', enemy_type, ...given(rest) }, 201, context),
  ),
  press('/raid/end', 'The raid is over.', END, ({ status, ...rest }, context) =>
    run({ type: 'end', status, ...given(rest) }, 200, context),
  ),
  press(
    '/raid/update',
    "Correct the open raid's map or character, or choose the next raid's.",
    RAID_CHOICE,
    (fields, context) => run({ type: 'update', ...given(fields) }, 200, context),
  ),
  press(
    '/raid/cancel',
    'Remove the open raid, as if it had never been started.',
    NO_FIELDS,
    (_fields, context) => run({ type: 'cancel' }, 200, context),
  ),
  press('/undo', 'Take the last press back.', STEP, (fields, context) =>
    run({ type: 'undo', ...given(fields) }, 200, context),
  ),
  press('/redo', 'Do again what undo took back.', STEP, (fields, context) =>
    run({ type: 'redo', ...given(fields) }, 200, context),
  ),
];
