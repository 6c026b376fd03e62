import { html, render } from 'lit-html';
import type { Answer } from '../../client/answer.js';
import { call, SLOW_PRESS } from '../lib/call.js';
import { follow } from '../lib/follow.js';
import { createLostPresses } from '../lib/lost-press.js';
import { createPressOrder } from '../lib/press-order.js';
import { keepRoomForBottom } from '../lib/room-for-bottom.js';
import { saidOf, saidOfDeck, type Offer, type Said } from '../lib/said.js';
import { timerStart } from '../../client/raid-timer.js';
import { createServerClock, untilNextSecondMs } from '../../client/server-clock.js';
import type { SnapshotJson } from '../../client/wire.js';
import { renderBottom } from './bottom-bar.js';
import { createChoices, type Choice } from '../../client/choices.js';
import { createRenderQueue } from './render-queue.js';
import { renderFigures } from './figures.js';
import { renderKills } from './kill-keys.js';
import { createGuard, SETTLE_MS } from '../../client/guard.js';
import { keepFocus } from './focus.js';
import type { DockActions, DockModel } from './model.js';
import { renderNextStep } from './next-step.js';
import { renderNotices } from './notices.js';
import { readRecentWeapons, rememberWeapon } from './recent-weapons.js';
import { renderState } from './state-panel.js';
import { readPageData } from './page-data.js';
import { renderTop } from './top-bar.js';

const clock = createServerClock();
const root = document.getElementById('dock');
let tick: number | undefined;
const guard = createGuard();
const redraw = createRenderQueue(() => {
  if (root !== null)
    keepFocus(root, () => {
      draw(root);
    });
});
const lost = createLostPresses();
/** Keys whose press has had no answer for three seconds. */
const slow = new Set<string>();
const order = createPressOrder();
let model: DockModel = {
  snapshot: null,
  isLost: false,
  maps: [],
  pendingChoice: {},
  showMode: null,
  session: null,
  said: null,
  offer: null,
  pressed: new Set(),
  weapon: '',
  recentWeapons: readRecentWeapons(),
  extract: '',
  sessionName: '',
  isTypingMap: false,
  nowMs: 0,
};

const choices = createChoices(sendChoice, (pendingChoice) => {
  show({ pendingChoice });
});

const actions: DockActions = {
  press: (key, path, fields) => void press(key, path, fields),
  refuse: (sentence) => {
    show({ said: null, offer: null });
    show({ said: { kind: 'refused', sentence } });
  },
  choose: (choice) => {
    void choices.choose(choice);
  },
  typeMap: () => {
    show({ isTypingMap: true });
    root?.querySelector<HTMLElement>('[data-key="map-name"]')?.focus();
  },
  nameMap: (name) => {
    // Removing the field causes another event.
    if (!model.isTypingMap) return;
    show({ isTypingMap: false });
    const map_name = name?.trim() ?? '';
    if (map_name !== '') void choices.choose({ map_name });
  },
  set: show,
};

function show(change: Partial<DockModel>): void {
  model = { ...model, ...change, nowMs: clock.now() };
  redraw();
}

function draw(root: HTMLElement): void {
  render(
    html`${renderTop(model)}
      <main class="dock ${model.isLost ? 'is-lost' : ''}">
        ${renderState(model, actions)} ${renderNextStep(model, actions)} ${renderKills(model, actions)}
        ${renderFigures(model, actions)} ${renderNotices(model, actions)}
      </main>
      ${renderBottom(model, actions)}`,
    root,
  );
}

async function press(key: string, path: string, fields: object = {}): Promise<void> {
  if (!guard.takes(key, model.pressed.has(key))) return;
  if (slow.has(key)) {
    actions.refuse(SLOW_PRESS);
    return;
  }
  const number = order.next();
  // The sentence goes first, so that the same one is told again by a screen reader.
  show({ pressed: new Set([...model.pressed, key]), said: null });
  if (guard.isStep(key)) await choices.before(fields);
  const before = model.snapshot;
  const answer = await call('POST', path, fields, () => {
    slow.add(key);
    tell(number, { kind: 'lost', sentence: SLOW_PRESS }, key);
  });
  slow.delete(key);
  tell(number, saidOf(answer, path), key);
  if (answer.kind === 'lost') {
    lost.add({ path, before });
    following.refresh();
  } else if (answer.kind === 'ok') {
    if (answer.changed) lost.overtaken();
    show(afterPress(path, fields));
  }
  if (key === 'offer') window.setTimeout(takeOfferAway, SETTLE_MS, model.offer);
  else release(key);
}

/**
 * The reply to a late choice is shown only when it was refused; else the sentence of the press that closed the
 * forgotten raid stays.
 */
async function sendChoice(choice: Choice, isLate: boolean): Promise<Answer<unknown>> {
  const number = order.next();
  if (!isLate) show({ said: null });
  const answer = await call('POST', '/raid/update', choice);
  if (!isLate || answer.kind !== 'ok') tell(number, saidOf(answer), 'choose');
  return answer;
}

function release(key: string): void {
  show({ pressed: new Set([...model.pressed].filter((other) => other !== key)) });
}

/** Not earlier: a second press would land on what is under the key. */
function takeOfferAway(pressed: Offer | null): void {
  if (model.offer === pressed) show({ offer: null });
  release('offer');
}

function tell(number: number, said: Said, key: string): void {
  if (!order.mayTell(number, said)) return;
  show({ said, offer: key === 'offer' ? model.offer : (said.offer ?? null) });
}

/** What was typed has been sent: the extract belongs to one raid, the name to one session, the weapon to many kills. */
function afterPress(path: string, fields: object): Partial<DockModel> {
  if (path === '/raid/end') return { extract: '' };
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

const following = follow(
  (snapshot) => {
    clock.set(snapshot.now);
    const before = model.snapshot;
    if (before !== null && isOtherStep(before, snapshot)) guard.stepped();
    const isOtherRaid = before !== null && before.raid.raid_id !== snapshot.raid.raid_id;
    const pendingChoice = choices.onSnapshot(snapshot);
    show({ snapshot, isLost: false, pendingChoice, ...(isOtherRaid ? { extract: '' } : {}) });
    const said = lost.settle(snapshot) ?? saidOfDeck(before, snapshot, model.said);
    if (said !== undefined) show({ said });
    tickOn();
    void readPageData(snapshot).then(show);
  },
  () => {
    show({ isLost: true });
  },
);
show({});
keepRoomForBottom();
