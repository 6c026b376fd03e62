// Makes the picture of the decks for README, as the plugin draws them: `npx tsx test/support/deck-pictures.ts [file]`.
import fs from 'node:fs';
import path from 'node:path';
import { EXAMPLE_KILL, EXAMPLE_NOW, EXAMPLE_RAID } from '../../src/contract/examples.js';
import { KNOWN_MAPS } from '../../src/contract/maps.js';
import { presentKill } from '../../src/contract/raid.js';
import { DECKS, fillPlan, type Deck } from '../../src/keys/layouts.js';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { standingOf, type RaidWithCounts } from '../../src/raid/model.js';
import type { JournalStep } from '../../src/raid/snapshot.js';
import { drawPng } from '../../src/release/draw-png.js';
import { findAction } from '../../src/stream-deck/actions/actions.js';
import type { Settings } from '../../src/stream-deck/app/messages.js';
import { NOTHING_KNOWN, type DeckState } from '../../src/stream-deck/deck/deck-state.js';
import { faceOf, type Instance } from '../../src/stream-deck/deck/instances.js';
import { drawDial, drawKey } from '../../src/stream-deck/face/draw.js';
import { DIALS, keyFor } from '../../src/stream-deck/profiles.js';
import { exampleSnapshot } from '../stream-deck/example-snapshot.js';

const KEY = 72;
const GAP = 10;
const QUEUING: RaidWithCounts = {
  ...EXAMPLE_RAID,
  ...{ status: 'queuing', matched_at: null, queue_time_seconds: null, kill_count: 0, headshot_count: 0 },
};
const DIED: RaidWithCounts = { ...EXAMPLE_RAID, ...standingOf('died'), ended_at: EXAMPLE_NOW };
const READY = {
  state: 'ready',
  lamp: { look: 'good', word: 'OBS is ready' },
} as const;

const step = (sentence: string): JournalStep => ({
  step_id: 1,
  command: 'kill',
  sentence,
  pressed_at: EXAMPLE_NOW,
});
const KILLS = (['pmc', 'pmc', 'scav', 'scav', 'scav'] as const).map((enemy_type, index) => ({
  ...presentKill(EXAMPLE_KILL),
  ...{ kill_id: index, enemy_type, headshot: index === 0 },
}));
const base: DeckState = {
  ...NOTHING_KNOWN,
  link: { kind: 'live' },
  showMode: 'pvp',
  maps: KNOWN_MAPS.maps,
  nowMs: EXAMPLE_NOW.getTime() + 14 * 60_000,
  readings: new Map([['raid.time', '–']]),
  kills: { raidId: 7, list: KILLS },
};
const after = (state: DeckState, change: Partial<DeckState>): DeckState => ({ ...state, ...change });
const live = (own: Parameters<typeof exampleSnapshot>[0]): DeckState =>
  after(base, { snapshot: exampleSnapshot(own, READY) });

/** What is seen in each phase of an evening. */
export const PHASES: readonly (readonly [name: string, state: DeckState, notice?: string])[] = [
  [
    'Lobby',
    live({
      raid: null,
      next_raid: { map_name: 'Streets of Tarkov', character_type: 'pmc', game_mode: 'pvp' },
    }),
  ],
  [
    'Queue',
    after(live({ raid: QUEUING, undo: step('Queue for Customs as PMC') }), {
      kills: { raidId: 7, list: [] },
    }),
  ],
  ['In raid', live({ undo: step('PMC headshot with M4A1 on Customs'), redo: step('Scav kill on Customs') })],
  [
    'Raid over',
    after(
      live({ raid: { ...EXAMPLE_RAID, over_at: EXAMPLE_NOW }, undo: step('Raid over: Customs as PMC') }),
      {
        readings: new Map([['raid.time', '3:38']]),
      },
    ),
  ],
  [
    'Died, and a press that was refused',
    after(live({ raid: DIED, undo: step('Died: Customs as PMC') }), { nowMs: EXAMPLE_NOW.getTime() }),
    'No raid is open. Press Queue first.',
  ],
  ['The program is gone', after(base, { link: { kind: 'away', word: 'No answer' } })],
];

function instance(
  id: string,
  settings: Settings,
  controller: 'Keypad' | 'Encoder',
  notice?: string,
): Instance {
  const action = findAction(`com.tarkov-stream-producer.deck.${id}`);
  if (action === undefined) throw new Error(`There is no action ${id}.`);
  return {
    ...{ context: '', device: '', action, controller, isInMultiAction: false, settings, shown: '' },
    notice: notice === undefined ? null : { sentence: notice, isRefusal: true, untilMs: 1 },
  };
}

/** A deck as it lies on the desk. */
function drawDeck(
  deck: Deck,
  state: DeckState,
  notice?: string,
): { svg: string; width: number; height: number } {
  const width = deck.columns * (KEY + GAP) + GAP;
  const strip = deck.dials === 0 ? 0 : 84;
  const height = deck.rows * (KEY + GAP) + GAP + strip;
  const keys = fillPlan(deck, keyFor).map(({ column, row, made: [id, settings = {}] }) => {
    const isRefused = notice !== undefined && JSON.stringify(settings).includes('mia');
    const svg = drawKey(
      faceOf(instance(id, settings as Settings, 'Keypad', isRefused ? notice : undefined), state, 0),
    );
    return place(svg, GAP + column * (KEY + GAP), GAP + row * (KEY + GAP), KEY, KEY);
  });
  const dials = deck.dialPlan.map((dial, index) => {
    const [id, settings = {}] = DIALS[dial];
    const svg = drawDial(faceOf(instance(id, settings as Settings, 'Encoder'), state, 0));
    return place(svg, GAP + index * (KEY + GAP), height - strip, KEY + GAP, (KEY + GAP) / 2);
  });
  return {
    width,
    height,
    svg: `<rect width="${width}" height="${height}" rx="14" fill="#000000"/>${[...keys, ...dials].join('')}`,
  };
}

function place(svg: string, x: number, y: number, width: number, height: number): string {
  return svg.replace(/width="\d+" height="\d+"/, `x="${x}" y="${y}" width="${width}" height="${height}"`);
}

/** Decks under each other, each with its name above. */
function drawSheet(
  decks: readonly { name: string; deck: Deck; state: DeckState; notice?: string }[],
  columns: number,
) {
  const drawn = decks.map(({ name, deck, state, notice }) => ({ name, ...drawDeck(deck, state, notice) }));
  const [width, height] = [
    Math.max(...drawn.map((one) => one.width)),
    Math.max(...drawn.map((one) => one.height)),
  ];
  const [stepX, stepY] = [width + 24, height + 44];
  const parts = drawn.map(({ name, svg }, index) => {
    const [x, y] = [16 + (index % columns) * stepX, 34 + Math.floor(index / columns) * stepY];
    return `<text x="${x}" y="${y - 10}" font-family="DejaVu Sans Condensed" font-size="17" font-weight="bold" fill="#e8e6de">${name}</text><g transform="translate(${x} ${y})">${svg}</g>`;
  });
  const [all, rows] = [columns * stepX + 8, Math.ceil(drawn.length / columns)];
  const sheetHeight = rows * stepY + 6;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${all}" height="${sheetHeight}" viewBox="0 0 ${all} ${sheetHeight}"><rect width="${all}" height="${sheetHeight}" fill="#1d1f26"/>${parts.join('')}</svg>`;
}

const FOLDER = path.join(PACKAGE_ROOT, 'src', 'stream-deck', 'pictures');
fs.mkdirSync(FOLDER, { recursive: true });
const [small] = DECKS;
if (small !== undefined) {
  const decks = PHASES.map(([name, state, notice]) => ({
    ...{ name, deck: small, state },
    ...(notice === undefined ? {} : { notice }),
  }));
  fs.writeFileSync(path.join(FOLDER, 'decks.png'), drawPng(drawSheet(decks, 2), 1300));
}
// The other decks are for looking at while drawing.
const other = process.argv[2];
if (other !== undefined) {
  const inRaid = PHASES[2]?.[1] ?? base;
  const decks = DECKS.slice(1).map((deck) => ({ name: deck.name, deck, state: inRaid }));
  fs.writeFileSync(other, drawPng(drawSheet(decks, 2), 1900));
}
