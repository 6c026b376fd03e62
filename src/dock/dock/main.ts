import { html, render } from '../vendor/lit-html/lit-html.js';
import { call } from '../lib/call.js';
import { follow } from '../lib/follow.js';
import { saidOf } from '../lib/said.js';
import { createServerClock, untilNextSecondMs } from '../lib/server-clock.js';
import type { SnapshotJson } from '../lib/wire.js';
import { renderBottom } from './bottom-bar.js';
import { renderFigures } from './figures.js';
import { renderKills } from './kill-keys.js';
import type { DockActions, DockModel } from './model.js';
import { renderNextStep } from './next-step.js';
import { readRecentWeapons, rememberWeapon } from './recent-weapons.js';
import { renderState, timerStart } from './state-panel.js';
import { readSurroundings } from './surroundings.js';
import { renderTop } from './top-bar.js';

/**
 * The big key becomes another one when the raid moves on, so a doubled press would land on what comes next. Keys of the
 * raid's steps therefore take nothing for this long after a step.
 */
const SETTLE_MS = 700;
const STEP_KEYS: ReadonlySet<string> = new Set(['start', 'matched', 'cancel', 'survived', 'died', 'mia']);

const clock = createServerClock();
const root = document.getElementById('dock');
let tick: number | undefined;
let steppedAtMs = -SETTLE_MS;
let model: DockModel = {
  snapshot: null,
  isLost: false,
  maps: [],
  held: {},
  showMode: null,
  session: null,
  said: null,
  pressed: new Set(),
  weapon: '',
  recentWeapons: readRecentWeapons(),
  extract: '',
  sessionName: '',
  isTypingMap: false,
  nowMs: 0,
};

const actions: DockActions = {
  press: (key, path, fields) => void press(key, path, fields),
  refuse: (sentence) => {
    show({ said: null });
    show({ said: { kind: 'refused', sentence } });
  },
  choose: (choice) => {
    if (model.snapshot?.raid.stale === true) show({ held: { ...model.held, ...choice } });
    else void press('choose', '/raid/update', choice);
  },
  set: show,
};

function show(change: Partial<DockModel>): void {
  model = { ...model, ...change, nowMs: clock.now() };
  if (root === null) return;
  render(
    html`${renderTop(model, actions)}
      <main class="dock ${model.isLost ? 'is-lost' : ''}">
        ${renderState(model, actions)} ${renderNextStep(model, actions)} ${renderKills(model, actions)}
        ${renderFigures(model, actions)}
      </main>
      ${renderBottom(model, actions)}`,
    root,
  );
}

async function press(key: string, path: string, fields?: object): Promise<void> {
  if (STEP_KEYS.has(key) && performance.now() - steppedAtMs < SETTLE_MS) return;
  // The sentence goes first, so that the same one is told again by a screen reader.
  show({ pressed: new Set([...model.pressed, key]), said: null });
  const answer = await call('POST', path, fields ?? {});
  const pressed = new Set([...model.pressed].filter((other) => other !== key));
  show({ pressed, said: saidOf(answer), ...(answer.kind === 'ok' ? afterPress(path, fields ?? {}) : {}) });
}

/** What was typed has been sent: extract and held choice belong to one raid, the name to one session, the weapon to many kills. */
function afterPress(path: string, fields: object): Partial<DockModel> {
  if (path === '/raid/start') return { held: {} };
  if (path === '/raid/end') return { extract: '', held: {} };
  if (path === '/session/start') return { sessionName: '' };
  if ('weapon_used' in fields && typeof fields.weapon_used === 'string') {
    return { recentWeapons: rememberWeapon(model.recentWeapons, fields.weapon_used) };
  }
  return {};
}

function isOtherStep({ raid: before }: SnapshotJson, { raid: now }: SnapshotJson): boolean {
  return before.raid_id !== now.raid_id || before.status !== now.status;
}

/** Moves the timers on the second of the one that runs. */
function tickOn(): void {
  window.clearTimeout(tick);
  const startMs = model.snapshot === null ? null : timerStart(model.snapshot.raid);
  // A little late, so that rounding never shows the second before.
  tick = window.setTimeout(
    () => {
      if (!model.isLost) show({});
      tickOn();
    },
    untilNextSecondMs(startMs ?? 0, clock.now()) + 5,
  );
}

follow(
  (snapshot) => {
    clock.set(snapshot.now);
    if (model.snapshot !== null && isOtherStep(model.snapshot, snapshot)) steppedAtMs = performance.now();
    // What was held was for the raid after this stale one, whoever starts it.
    const held = snapshot.raid.stale === true ? model.held : {};
    show({ snapshot, isLost: false, held });
    tickOn();
    void readSurroundings(model, snapshot).then(show);
  },
  () => {
    show({ isLost: true });
  },
);
show({});
