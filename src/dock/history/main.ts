import { html, render } from '../vendor/lit-html/lit-html.js';
import { call, type Answer, type Method } from '../lib/call.js';
import { stored, typed, type Draft } from '../lib/draft.js';
import { follow } from '../lib/follow.js';
import { renderKey } from '../lib/key.js';
import { renderLost } from '../lib/lost.js';
import { renderLamp } from '../lib/obs-lamp.js';
import { renderNav } from '../lib/page-top.js';
import { NOTHING_TYPED, renderSaid, saidOf } from '../lib/said.js';
import type { MapJson, SessionHeadJson } from '../lib/wire.js';
import { renderCharts } from './charts.js';
import { createDayChart } from './day-chart.js';
import { renderListPanel } from './list-panel.js';
import type { Filters, HistoryActions, HistoryModel } from './model.js';
import { readCharts } from './read-charts.js';
import { CLOSED, readRaids } from './read-raids.js';
import { saveList } from './save-list.js';

/** As many as one looks through in a list; older evenings are found by their day. */
const SESSIONS = 30;
/** A burst of presses is one question. */
const REFRESH_AFTER_MS = 300;

const root = document.getElementById('history');
let dayChart: ReturnType<typeof createDayChart> | undefined;
let refreshTimer: number | undefined;
/** The newest reading of the list. */
let reading: Promise<void> | undefined;
/** The session that was on when the sessions were read; undefined before. */
let sessionsReadAt: number | null | undefined;
let model: HistoryModel = {
  snapshot: null,
  isLost: false,
  maps: [],
  sessions: [],
  filters: {},
  raids: null,
  raidsMissing: 'The raids are being read…',
  next: null,
  before: [],
  cursor: null,
  ...CLOSED,
  isAdding: false,
  charts: { days: null, hours: null, maps: null, kills: null },
  said: null,
  pressed: new Set(),
  exported: null,
};

const actions: HistoryActions = {
  press,
  filter: (filters: Filters) => {
    show({ filters, cursor: null, before: [], ...CLOSED });
    void readList();
  },
  turn,
  openRaid: (openId) => {
    show({ ...CLOSED, openId });
    void readList();
  },
  type: (event) => {
    show({ draft: typed(model.draft, event) });
  },
  correct: (key, path, fields, sent) => void correct(key, path, fields, sent),
  setAdding: (isAdding) => {
    show({ isAdding });
  },
  save: (format) => void save(format),
};

function show(change: Partial<HistoryModel>): void {
  model = { ...model, ...change };
  if (root === null) return;
  render(
    html`<header class="top">
        <div class="top-line">${renderLamp(model.snapshot, model.isLost)} ${renderNav('/history')}</div>
        ${renderLost(model.isLost, model.snapshot !== null)}
      </header>
      <main class="page">
        <h1>History</h1>
        ${renderCharts(model)} ${renderListPanel(model, actions)}
      </main>
      <footer class="bottom">
        <div class="said"><div>${renderSaid(model.said)}</div></div>
        <div class="row">
          ${renderKey(model, {
            id: 'undo',
            label: 'Undo',
            detail: model.snapshot?.undo?.sentence ?? 'nothing',
            look: 'small',
            onPress: () => void press('undo', 'POST', '/undo'),
          })}
        </div>
      </footer>`,
    root,
  );
  showDays();
}

function showDays(): void {
  const { days } = model.charts;
  const holder = document.getElementById('day-chart');
  if (days === null || days.length === 0 || holder === null) return;
  dayChart ??= createDayChart(holder);
  dayChart.show(days);
}

async function save(format: 'csv' | 'json'): Promise<void> {
  if (model.exported !== null) return;
  show({ exported: 0, said: null });
  const { ok, sentence } = await saveList(model.filters, format, (exported) => {
    show({ exported });
  });
  show({ exported: null, said: { kind: ok ? 'ok' : 'refused', sentence } });
}

async function press(key: string, method: Method, path: string, fields?: object): Promise<Answer<unknown>> {
  show({ pressed: new Set([...model.pressed, key]), said: null });
  const answer = await call(method, path, method === 'DELETE' ? undefined : (fields ?? {}));
  show({ pressed: new Set([...model.pressed].filter((other) => other !== key)), said: saidOf(answer) });
  await readList();
  return answer;
}

async function correct(key: string, path: string, fields: object, sent: Draft): Promise<void> {
  const { openId } = model;
  if (Object.keys(fields).length === 0) {
    show({ said: NOTHING_TYPED });
    return;
  }
  const answer = await press(key, 'PATCH', path, fields);
  if (answer.kind === 'ok' && model.openId === openId) show({ draft: stored(model.draft, sent) });
}

function turn(to: 'older' | 'newer'): void {
  if (to === 'older' && model.next !== null) {
    show({ before: [...model.before, model.cursor], cursor: model.next, ...CLOSED });
  } else if (to === 'newer') {
    show({ cursor: model.before.at(-1) ?? null, before: model.before.slice(0, -1), ...CLOSED });
  }
  void readList();
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
  await Promise.all([readList(), readChoices()]);
  show({ charts: await readCharts() });
}

/** What the filters offer. Sessions are read again when one has begun or ended. */
async function readChoices(): Promise<void> {
  if (model.maps.length === 0) {
    const maps = await call<{ maps: readonly MapJson[] }>('GET', '/maps');
    if (maps.kind === 'ok') show({ maps: maps.json.maps });
  }
  const current = model.snapshot?.session.session_id ?? null;
  if (current === sessionsReadAt) return;
  const sessions = await call<{ sessions: readonly SessionHeadJson[] }>('GET', `/sessions?limit=${SESSIONS}`);
  if (sessions.kind !== 'ok') return;
  sessionsReadAt = current;
  show({ sessions: sessions.json.sessions });
}

follow(
  (snapshot) => {
    const isNew = snapshot.revision !== model.snapshot?.revision;
    show({ snapshot, isLost: false });
    if (!isNew) return;
    window.clearTimeout(refreshTimer);
    refreshTimer = window.setTimeout(() => void refresh(), model.raids === null ? 0 : REFRESH_AFTER_MS);
  },
  () => {
    show({ isLost: true });
  },
);
show({});
