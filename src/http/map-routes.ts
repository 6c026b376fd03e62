import { z } from 'zod';
import { extractsOf } from '../raid/extracts.js';
import { TARKOV_MAPS } from '../raid/maps.js';
import { shortText } from './field-types.js';
import { press, read, type Route } from './route.js';
import { run } from './run-command.js';

const MERGE = z.object({
  map_name: shortText().describe('The map whose raids move, as it is spelled in them.'),
  into: shortText().describe('The map on which they are from now on.'),
});

export const mapRoutes: readonly Route[] = [
  // What pages and keys may suggest; any other map or extract is fine too.
  read('/maps', 'The known maps with their length and extracts.', () =>
    Promise.resolve({
      kind: 'json',
      status: 200,
      json: { maps: MAPS },
      text: MAPS.map((map) => map.name).join(', '),
    }),
  ),
  press(
    '/maps/merge',
    'Move all raids of a map that was misspelled, or has another name now, to another map.',
    MERGE,
    ({ map_name, into }, context) => run({ type: 'merge_maps', map_name, into }, 200, context),
  ),
];

const MAPS = TARKOV_MAPS.map(({ name, minutes }) => ({
  name,
  minutes,
  extracts: { pmc: extractsOf(name, 'pmc'), scav: extractsOf(name, 'scav') },
}));
