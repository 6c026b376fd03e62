import { render } from 'lit-html';
import type { Answer } from '../../client/answer.js';
import { call, SLOW_PRESS, type Method } from '../lib/call.js';
import { stored, typed, type Draft } from '../lib/draft.js';
import { withFieldWords } from '../lib/field-words.js';
import { follow } from '../lib/follow.js';
import { createLostPresses } from '../lib/lost-press.js';
import { createPressOrder } from '../lib/press-order.js';
import { keepRoomForBottom } from '../lib/room-for-bottom.js';
import { NOTHING_TYPED, saidOf, type Said } from '../lib/said.js';
import type { MapJson, SessionJson } from '../../client/wire.js';
import { createDayChart } from './day-chart.js';
import { createDoubled } from './doubled.js';
import { isPlayed, pageBeside, type Filters, type HistoryActions, type HistoryModel } from './model.js';
import { keepFocus } from './keep-focus.js';
import { renderPage } from './page.js';
import { hasLeftOut, readLeftOut } from './left-out.js';
import { readCharts } from './read-charts.js';
import { CLOSED, readRaids } from './read-raids.js';
import { bringBack } from './bring-back.js';
import { saveList } from './save-list.js';

/** As many as one looks through in a list; older evenings are found by their day. */
const SESSIONS = 30;
/** Several presses in a row cause one reading. */
const REFRESH_AFTER_MS = 300;
/** After this long the page is drawn with what has been read so far. */
const READY_AFTER_MS = 1_000;

const root = document.getElementById('history');
const doubled = createDoubled();
const lost = createLostPresses();
const order = createPressOrder();
let dayChart: ReturnType<typeof createDayChart> | undefined;
let refreshTimer: number | undefined;
/** The newest reading of the list. */
let reading: Promise<void> | undefined;
/** A second press before the page has been read would skip one. */
let isTurning = false;
/** Whether anything was ever left out while this page is open; null: not known yet. */
let hasSeenLeftOut: boolean | null = null;
/** The session that was on when the sessions were read; undefined before. */
let sessionsReadAt: number | null | undefined;
let model: HistoryModel = {
  snapshot: null,
  isLost: false,
  maps: [],
  sessions: [],
  filters: {},
  raids: null,
  unread: null,
  next: null,
  before: [],
  cursor: null,
  ...CLOSED,
  isAdding: false,
  charts: { days: null, hours: null, maps: null, kills: null },
  isReady: false,
  leftOut: null,
  said: null,
  pressed: new Set(),
  exported: null,
  broughtBack: null,
};

const actions: HistoryActions = {
  press,
  filter: (filters: Filters) => {
    show({ filters, cursor: null, before: [] });
    void readList();
  },
  turn: (to) => void turn(to),
  openRaid: (openId) => {
    show({ ...CLOSED, openId });
    void readList();
  },
  type: (event) => {
    show({ draft: typed(model.draft, event) });
  },
  correct: (key, path, fields, sent) => void correct(key, path, fields, sent),
  setAdding: (isAdding) => {
    show({ isAdding }, isAdding ? '.forgotten [name="map_name"]' : '[data-key="add-raid"]');
  },
  save: (format) => void save(format),
  bringBack: (file) => void bringSavedBack(file),
};

/** @param focus a selector of what takes the focus if what has it is drawn no more. */
function show(change: Partial<HistoryModel>, focus?: string): void {
  model = { ...model, ...change };
  if (root === null) return;
  keepFocus(root, () => render(renderPage(model, actions), root), focus);
  showDays();
}

function showDays(): void {
  const { days } = model.charts;
  const holder = document.getElementById('day-chart');
  if (days === null || !days.some(isPlayed) || holder === null) return;
  dayChart ??= createDayChart(holder);
  dayChart.show(days);
}

async function save(format: 'csv' | 'json'): Promise<void> {
  if (doubled.key(`save-${format}`, model.exported !== null)) return;
  const number = order.next();
  show({ exported: 0, said: null });
  const { ok, sentence } = await saveList(model.filters, format, (exported) => {
    show({ exported });
  });
  show({ exported: null });
  showSaid(number, { kind: ok ? 'ok' : 'refused', sentence });
}

async function bringSavedBack(file: File): Promise<void> {
  if (model.broughtBack !== null) return;
  const number = order.next();
  show({ broughtBack: 0, said: null });
  const { ok, sentence } = await bringBack(file, (broughtBack) => {
    show({ broughtBack });
  });
  show({ broughtBack: null });
  showSaid(number, { kind: ok ? 'ok' : 'refused', sentence });
  await readList();
}

async function press(
  key: string,
  method: Method,
  path: string,
  fields?: object,
): Promise<Answer<unknown> | null> {
  if (doubled.key(key, model.pressed.has(key))) return null;
  return send(key, method, path, fields);
}

async function send(key: string, method: Method, path: string, fields?: object): Promise<Answer<unknown>> {
  const number = order.next();
  show({ pressed: new Set([...model.pressed, key]), said: null });
  const before = model.snapshot;
  const answer = await call(method, path, method === 'DELETE' ? undefined : (fields ?? {}), () => {
    showSaid(number, { kind: 'lost', sentence: SLOW_PRESS });
  });
  show({
    pressed: new Set([...model.pressed].filter((other) => other !== key)),
    // A deleted raid is not read again.
    ...(answer.kind === 'ok' && method === 'DELETE' && path === `/raids/${model.openId}` ? CLOSED : {}),
  });
  const said = saidOf(answer, path);
  showSaid(number, said.kind === 'refused' ? { ...said, sentence: withFieldWords(said.sentence) } : said);
  if (answer.kind === 'lost') {
    lost.add({ path, before });
    following.refresh();
  } else if (answer.kind === 'ok' && answer.changed) lost.overtaken();
  await readList();
  return answer;
}

function showSaid(number: number, said: Said): void {
  if (order.mayTell(number, said)) show({ said });
}

async function correct(key: string, path: string, fields: object, sent: Draft): Promise<void> {
  const { openId } = model;
  if (doubled.save(path, fields)) return;
  if (Object.keys(fields).length === 0) {
    showSaid(order.next(), NOTHING_TYPED);
    return;
  }
  const answer = await send(key, 'PATCH', path, fields);
  if (answer.kind === 'ok' && model.openId === openId) show({ draft: stored(model.draft, sent) });
}

async function turn(to: 'older' | 'newer'): Promise<void> {
  const { cursor, before, filters } = model;
  const beside = pageBeside(model, to);
  if (isTurning || beside === null) return;
  isTurning = true;
  show(beside);
  await readList();
  isTurning = false;
  if (model.unread === null) document.getElementById('raids-title')?.scrollIntoView();
  // The page could not be read, so the list stays where it was.
  else if (model.filters === filters) show({ cursor, before });
}

/** Shows the list as it is now. Settles when the newest reading is shown: each move of the page begins one. */
function readList(): Promise<void> {
  const mine: Promise<void> = readRaids(model).then((change) => {
    if (reading !== mine) return reading;
    show(change);
    return undefined;
  });
  reading = mine;
  return mine;
}

async function refresh(): Promise<void> {
  await Promise.all([readList(), readChoices(), readFigures()]);
  show({ isReady: true });
  // Last, because it looks at every row; and no press makes a value that cannot be read, unless it brings one back.
  if (hasSeenLeftOut === false) return;
  const leftOut = await readLeftOut(model.leftOut);
  show({ leftOut });
  if (leftOut !== null) hasSeenLeftOut = hasSeenLeftOut === true || hasLeftOut(leftOut);
}

async function readFigures(): Promise<void> {
  show({ charts: await readCharts(model.charts) });
}

/** What the filters offer. Sessions are read again when one has begun or ended. */
async function readChoices(): Promise<void> {
  if (model.maps.length === 0) {
    const maps = await call<{ maps: readonly MapJson[] }>('GET', '/maps');
    if (maps.kind === 'ok') show({ maps: maps.json.maps });
  }
  const current = model.snapshot?.session.session_id ?? null;
  if (current === sessionsReadAt) return;
  const sessions = await call<{ sessions: readonly SessionJson[] }>('GET', `/sessions?limit=${SESSIONS}`);
  if (sessions.kind !== 'ok') return;
  sessionsReadAt = current;
  show({ sessions: sessions.json.sessions });
}

const following = follow(
  (snapshot) => {
    // What was asked while the service was away has not been read, though nothing is new.
    const wasAway = model.isLost || model.unread !== null;
    const isNew = snapshot.revision !== model.snapshot?.revision;
    const said = lost.settle(snapshot);
    show({ snapshot, isLost: false, ...(said === null ? {} : { said }) });
    if (!isNew && !wasAway) return;
    window.clearTimeout(refreshTimer);
    const isUrgent = wasAway || model.raids === null;
    refreshTimer = window.setTimeout(() => void refresh(), isUrgent ? 0 : REFRESH_AFTER_MS);
  },
  () => {
    show({ isLost: true });
  },
);
show({});
window.setTimeout(() => {
  show({ isReady: true });
}, READY_AFTER_MS);
keepRoomForBottom();
