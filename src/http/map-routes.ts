import { extractsOf } from '../raid/extracts.js';
import { TARKOV_MAPS } from '../raid/maps.js';
import { read, type Route } from './route.js';

/** What pages and keys may suggest; any other map or extract is fine too. */
export const mapRoutes: readonly Route[] = [
  read('/maps', 'The known maps with their length and extracts.', () =>
    Promise.resolve({
      kind: 'json',
      status: 200,
      json: { maps: MAPS },
      text: MAPS.map((map) => map.name).join(', '),
    }),
  ),
];

const MAPS = TARKOV_MAPS.map(({ name, minutes }) => ({
  name,
  minutes,
  extracts: { pmc: extractsOf(name, 'pmc'), scav: extractsOf(name, 'scav') },
}));
