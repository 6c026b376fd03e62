import { html, render } from '../vendor/lit-html/lit-html.js';
import { call, type Answer, type Method } from '../lib/call.js';
import { follow } from '../lib/follow.js';
import { renderKey } from '../lib/key.js';
import { renderLost } from '../lib/lost.js';
import { renderLamp } from '../lib/obs-lamp.js';
import { renderNav } from '../lib/page-top.js';
import { renderSaid, saidOf } from '../lib/said.js';
import type { MapJson, RaidJson, SessionHeadJson } from '../lib/wire.js';
import { renderCharts } from './charts.js';
import { createDayChart } from './day-chart.js';
import { renderListPanel } from './list-panel.js';
import {
  listPath,
  type Filters,
  type HistoryActions,
  type HistoryModel,
  type RaidWithKillsJson,
} from './model.js';
import { readCharts } from './read-charts.js';
import { saveList } from './save-list.js';

const PAGE = 50;
/** As many as one looks through in a list; older evenings are found by their day. */
const SESSIONS = 30;
/** A burst of presses is one question. */
const REFRESH_AFTER_MS = 300;

const root = document.getElementById('history');
let dayChart: ReturnType<typeof createDayChart> | undefined;
let refreshTimer: number | undefined;
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
  open: null,
  isAdding: false,
  charts: { days: null, hours: null, maps: null, kills: null },
  said: null,
  pressed: new Set(),
  exported: null,
};

const actions: HistoryActions = {
  press,
  filter: (filters: Filters) => {
    show({ filters, cursor: null, before: [], open: null });
    void readList();
  },
  turn,
  openRaid: (id) => void openRaid(id),
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

function turn(to: 'older' | 'newer'): void {
  if (to === 'older' && model.next !== null) {
    show({ before: [...model.before, model.cursor], cursor: model.next, open: null });
  } else if (to === 'newer') {
    show({ cursor: model.before.at(-1) ?? null, before: model.before.slice(0, -1), open: null });
  }
  void readList();
}

async function readList(): Promise<void> {
  const { filters, cursor, open } = model;
  const answer = await call<{ raids: readonly RaidJson[]; next: string | null }>(
    'GET',
    listPath(filters, cursor, PAGE),
  );
  // Another page was asked for meanwhile.
  if (model.filters !== filters || model.cursor !== cursor) return;
  if (answer.kind === 'ok') show({ raids: answer.json.raids, next: answer.json.next });
  else show({ raids: null, raidsMissing: `The raids cannot be shown: ${answer.message}` });
  if (open !== null && model.open?.raid_id === open.raid_id) await openRaid(open.raid_id);
}

async function openRaid(id: number | null): Promise<void> {
  if (id === null) {
    show({ open: null });
    return;
  }
  const answer = await call<RaidWithKillsJson>('GET', `/raids/${id}`);
  show(answer.kind === 'ok' ? { open: answer.json } : { open: null });
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
