/** A Stream Deck as its app knows it. */
export interface Deck {
  readonly id: 'stream-deck' | 'mini' | 'xl' | 'plus' | 'neo';
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  /** How many dials it has. */
  readonly dials: number;
  /** Of the device, as profiles name it. */
  readonly model: string;
  /** As a plugin's manifest names the kind of device. */
  readonly deviceType: number;
  /**
   * What lies where, row by row: the id of a key of the list, or of one that only the plugin has. Where a place has two,
   * it takes the first that can be made.
   */
  readonly plan: readonly (readonly Place[])[];
  /** What the dials do, from left to right; only the plugin can. */
  readonly dialPlan: readonly DialName[];
}

export type Place = string | readonly [string, string];
export type DialName = 'map' | 'kills' | 'readout' | 'mode';

/** Beside a plain key there stands what shows more than an address can press. */
const START: Place = ['queue-map', 'next-step'];

/** Four by two, on two kinds of decks. */
const EIGHT_KEYS: Deck['plan'] = [
  [START, ['matched', 'readout'], 'kill-pmc', 'kill-scav'],
  ['survived', 'died', 'mia', 'undo'],
];

export const DECKS: readonly Deck[] = [
  {
    ...{ id: 'stream-deck', name: 'Stream Deck, 15 keys', columns: 5, rows: 3, dials: 0 },
    ...{ model: '20GBA9901', deviceType: 0, dialPlan: [] },
    plan: [
      [START, ['queue', 'choose-map'], ['matched', 'readout'], 'undo', 'redo'],
      ['kill-pmc', 'kill-pmc-headshot', 'kill-scav', 'kill-boss', 'kill-raider'],
      ['survived', 'died', 'mia', ['over', 'choose-character'], ['cancel', 'obs-lamp']],
    ],
  },
  {
    ...{ id: 'mini', name: 'Stream Deck Mini', columns: 3, rows: 2, dials: 0 },
    ...{ model: '20GAI9901', deviceType: 1, dialPlan: [] },
    plan: [
      [START, ['matched', 'undo'], 'kill-pmc'],
      ['survived', 'died', 'kill-scav'],
    ],
  },
  {
    ...{ id: 'xl', name: 'Stream Deck XL', columns: 8, rows: 4, dials: 0 },
    ...{ model: '20GAT9901', deviceType: 2, dialPlan: [] },
    plan: [
      [
        ...[START, ['queue', 'choose-map'], ['matched', 'readout'], ['cancel', 'choose-character']],
        ...[['map', 'choose-mode'], ['over', 'session'], 'undo', 'redo'],
      ] as Place[],
      [
        ...['kill-pmc', 'kill-pmc-headshot', 'kill-scav', 'kill-boss', 'kill-raider'],
        ...['last-kill-headshot', 'last-kill-delete', 'session-start'],
      ],
      [
        ...['survived', 'died', 'mia', 'run-through', 'transit', 'left'],
        ...[['last-raid-delete', 'discard'], 'session-end'],
      ] as Place[],
      [
        ...['last-raid-survived', 'last-raid-died', 'last-raid-mia', ['obs-resync', 'obs-lamp']],
        ...['obs-scene', 'obs-replay-start', 'rehearsal-start', 'rehearsal-end'],
      ] as Place[],
    ],
  },
  {
    ...{ id: 'plus', name: 'Stream Deck +', columns: 4, rows: 2, dials: 4 },
    ...{ model: '20GBD9901', deviceType: 7, plan: EIGHT_KEYS },
    dialPlan: ['map', 'kills', 'readout'],
  },
  {
    ...{ id: 'neo', name: 'Stream Deck Neo', columns: 4, rows: 2, dials: 0 },
    ...{ model: '20GBJ9901', deviceType: 9, plan: EIGHT_KEYS, dialPlan: [] },
  },
];

/**
 * The plan with something made of each place.
 * @param make gives null for a key that cannot be made; a place where none can stays empty.
 */
export function fillPlan<Made>(
  { plan }: Deck,
  make: (id: string) => Made | null,
): readonly { readonly column: number; readonly row: number; readonly made: Made }[] {
  return plan.flatMap((places, row) =>
    places.flatMap((place, column) => {
      const ids = typeof place === 'string' ? [place] : place;
      // Each of them once: what can be made is often drawn for it.
      for (const id of ids) {
        const made = make(id);
        if (made !== null) return [{ column, row, made }];
      }
      return [];
    }),
  );
}
