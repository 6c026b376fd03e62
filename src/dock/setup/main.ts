import { html, render } from 'lit-html';
import type { Answer } from '../../client/answer.js';
import { call, type Method } from '../lib/call.js';
import { stored, typed, type Draft } from '../lib/draft.js';
import { follow } from '../lib/follow.js';
import { renderLost } from '../lib/lost.js';
import { renderLamp } from '../lib/obs-lamp.js';
import { renderNav } from '../lib/page-top.js';
import { createPressOrder } from '../lib/press-order.js';
import { keepRoomForBottom } from '../lib/room-for-bottom.js';
import { NOTHING_TYPED, renderSaid, saidOf, type Said } from '../lib/said.js';
import { renderOffer } from '../lib/offer.js';
import type { Editing, ObsNames, SetupActions, SetupModel } from './model.js';
import { createCopy } from '../lib/copy.js';
import type { AutostartJson, CallersJson, CheckJson, NetworkJson, ShowJson } from '../../client/wire.js';
import type { StepName } from './path.js';
import { renderAutostart } from './autostart-panel.js';
import { renderBroken, renderChecks } from './checks-panel.js';
import { isOnStreamingPc } from './on-streaming-pc.js';
import { pathFacts } from './path-facts.js';
import { renderPath } from './path-panel.js';
import { keepRemembered, readRemembered, withSeen, type Remembered } from './remembered.js';
import './game-log-panel.js';
import './look-panel.js';
import './reactions-panel.js';
import { renderShowFaults, renderTexts } from './texts-panel.js';
import { renderTimes } from './times-panel.js';

/** Typing is not asked about letter by letter. */
const PREVIEW_AFTER_MS = 150;
/** The checks and texts are asked for again this long after the last event, so that a burst of events is one question. */
const REFRESH_AFTER_MS = 250;

/** Whatever is pressed on this page does the same when it is pressed again. */
const LOST = 'The program does not answer. Look at its window, then press again: twice does no harm.';

const DRIVE_OVER: Said = { kind: 'ok', sentence: 'The test drive is over; OBS shows the real state again.' };

const root = document.getElementById('setup');
const order = createPressOrder();
let previewTimer: number | undefined;
let refreshTimer: number | undefined;
/** What the start of the test drive came to: it is no longer true when the drive has ended. */
let driveSaid: Said | null = null;
/** Counts the test drive down. */
let driveTimer: number | undefined;
let model: SetupModel = {
  snapshot: null,
  isLost: false,
  checks: [],
  checksMissing: 'The checks are being made…',
  show: null,
  names: null,
  said: null,
  pressed: new Set(),
  editing: null,
  driveEndsAtMs: null,
  draft: {},
  savedDraft: {},
  unfolded: new Map(),
  remembered: readRemembered(),
  callers: null,
  network: null,
  autostart: null,
  isCodeShown: false,
  address: null,
  copied: null,
};

const actions: SetupActions = {
  press,
  refuse,
  connect,
  edit,
  type,
  closeSaved: ({ source, template }) => {
    if (model.editing?.source === source && model.editing.template === template) edit(null);
  },
  typeTimes: (event) => {
    show({ draft: typed(model.draft, event) });
  },
  setTimes: (change) => {
    show({ draft: { ...model.draft, ...change } });
  },
  saveTimes: (fields, sent) => void saveTimes(fields, sent),
  unfold: (step, isOpen) => {
    show({ unfolded: new Map([...model.unfolded, [step, isOpen]]) });
  },
  skip,
  copy: createCopy(show),
  switchNetwork,
  switchAutostart: async (enabled) => {
    await press('autostart', 'POST', '/autostart', { enabled }, (answer) => {
      // The switch turns with the sentence, not after it.
      if (answer.kind === 'ok') show({ autostart: answer.json as AutostartJson });
      return saidOf(answer);
    });
  },
  showCode: (isCodeShown) => {
    show({ isCodeShown });
  },
  chooseAddress: (address) => {
    show({ address });
  },
};

function show(change: Partial<SetupModel>): void {
  model = { ...model, ...change };
  if (root === null) return;
  render(
    html`<header class="top">
        <div class="top-line">${renderLamp(model.snapshot, model.isLost)} ${renderNav('setup')}</div>
        ${renderLost(model.isLost, model.snapshot !== null)}
      </header>
      <main class="page">
        <h1>Set-up</h1>
        ${renderBroken(model)} ${renderShowFaults(model)} ${renderPath(model, actions)}
        ${renderAutostart(model, actions)} ${renderChecks(model)}
        <look-part class="wide" .snapshot=${model.snapshot}></look-part>
        ${renderTexts(model, actions)} ${renderTimes(model, actions)}
        <game-log-part class="wide" .snapshot=${model.snapshot}></game-log-part>
        <reaction-list class="wide" .snapshot=${model.snapshot}></reaction-list>
      </main>
      <footer class="bottom ${model.said === null ? 'is-empty' : ''}">
        <div class="said">
          <div>${renderSaid(model.said)}</div>
          ${renderOffer(model.said?.offer, model, (path, fields) => void press('offer', 'POST', path, fields))}
        </div>
      </footer>`,
    root,
  );
}

async function press(
  key: string,
  method: Method,
  path: string,
  fields?: object,
  tell: (answer: Answer<unknown>) => Said = (answer) => saidOfSetup(answer, path),
): Promise<Answer<unknown>> {
  const number = order.next();
  show({ pressed: new Set([...model.pressed, key]), said: null });
  const answer = await call(method, path, fields ?? {}, () => {
    showSaid(number, { kind: 'held', sentence: 'No answer for 3 seconds; still waiting.' });
  });
  const said: Said = answer.kind === 'lost' ? { kind: 'lost', sentence: LOST } : tell(answer);
  if (key === 'drive') driveSaid = said;
  show({ pressed: new Set([...model.pressed].filter((other) => other !== key)) });
  showSaid(number, said);
  await refresh();
  return answer;
}

/** Stored is not all: a name that OBS does not have shows nothing. */
function saidOfSetup(answer: Answer<unknown>, path: string): Said {
  const said = saidOf(answer, path);
  if (answer.kind !== 'ok' || said.kind !== 'ok') return said;
  const { not_in_obs = [] } = answer.json as { not_in_obs?: readonly unknown[] };
  return not_in_obs.length === 0 ? said : { ...said, kind: 'held' };
}

function refuse(sentence: string): void {
  // The old sentence goes first, so that the same one is told again by a screen reader.
  show({ said: null });
  showSaid(order.next(), { kind: 'refused', sentence });
}

function showSaid(number: number, said: Said): void {
  if (order.mayTell(number, said)) show({ said });
}

async function connect(fields: object): Promise<boolean> {
  if (Object.keys(fields).length === 0) {
    refuse('Type the address, the password or both first.');
    return false;
  }
  // Stored it is either way; what counts is whether OBS let us in.
  const answer = await press('connect', 'POST', '/obs/connect', fields, (given) =>
    given.kind === 'ok' && (given.json as { obs: string }).obs !== 'ready'
      ? { kind: 'refused', sentence: given.message }
      : saidOf(given),
  );
  return answer.kind === 'ok';
}

/** Whoever has just let others in wants to see the way in. */
async function switchNetwork(fields: { enabled: boolean; new_token?: boolean }): Promise<void> {
  await press('network', 'POST', '/network', fields, (answer) => {
    if (answer.kind === 'ok') {
      const unfolded = new Map([...model.unfolded, ['phone', true] as const]);
      show({ network: answer.json as NetworkJson, isCodeShown: fields.enabled, unfolded });
    }
    return saidOf(answer);
  });
}

function skip(step: StepName, isSkipped: boolean): void {
  const skipped = model.remembered.skipped.filter((other) => other !== step);
  remember({ ...model.remembered, skipped: isSkipped ? [...skipped, step] : skipped });
}

function remember(remembered: Remembered): void {
  if (remembered === model.remembered) return;
  keepRemembered(remembered);
  show({ remembered });
}

async function saveTimes(fields: Partial<ShowJson>, sent: Draft): Promise<void> {
  if (Object.keys(fields).length === 0) {
    showSaid(order.next(), NOTHING_TYPED);
    return;
  }
  const answer = await press('save-show', 'PATCH', '/show', fields, (given) => {
    if (given.kind === 'ok') show({ savedDraft: sent });
    return saidOfSetup(given, '/show');
  });
  if (answer.kind === 'ok') show({ draft: stored(model.draft, sent), savedDraft: {} });
}

function edit(next: Parameters<SetupActions['edit']>[0]): void {
  const { editing } = model;
  if (next !== null && editing !== null && isUnsaved(editing)) {
    refuse(
      `${editing.source || 'Your new source'} is not saved yet: press its Save, or Close to leave it as it was.`,
    );
    return;
  }
  show({ editing: next === null ? null : { ...next, base: next.template, reads: null, fault: null } });
  if (next !== null) {
    root?.querySelector<HTMLElement>('.editor input, .editor textarea')?.focus();
    void preview();
  } else if (editing !== null && document.activeElement === document.body) {
    // Whoever works by keyboard goes on where the editor was opened.
    const opener = editing.isNew ? 'add-text' : `edit-${editing.source}`;
    root?.querySelector<HTMLElement>(`[data-key="${CSS.escape(opener)}"]`)?.focus();
  }
}

function isUnsaved({ isNew, source, template, base }: Editing): boolean {
  return template !== base || (isNew && source.trim() !== '');
}

function type(change: Parameters<SetupActions['type']>[0]): void {
  if (model.editing === null) return;
  show({ editing: { ...model.editing, ...change } });
  window.clearTimeout(previewTimer);
  previewTimer = window.setTimeout(() => void preview(), PREVIEW_AFTER_MS);
}

async function preview(): Promise<void> {
  const template = model.editing?.template ?? '';
  const result = template.trim() === '' ? { reads: template, fault: null } : await askPreview(template);
  // What was typed meanwhile asks for itself.
  if (model.editing?.template === template) show({ editing: { ...model.editing, ...result } });
}

async function askPreview(template: string): Promise<{ reads: string | null; fault: string | null }> {
  const path = `/show/preview?${new URLSearchParams({ template }).toString()}`;
  const answer = await call<{ reads: string | null; fault: string | null }>('GET', path);
  if (answer.kind === 'ok') return { reads: answer.json.reads, fault: answer.json.fault };
  return { reads: null, fault: `cannot be tried: ${answer.message}` };
}

async function refresh(): Promise<void> {
  const [doctor, shown, obs, callers] = await Promise.all([
    call<{ checks: readonly CheckJson[] }>('GET', '/doctor'),
    call<ShowJson>('GET', '/show'),
    call<ObsNames & { readonly state: string }>('GET', '/obs'),
    call<CallersJson>('GET', '/callers'),
    refreshThisPc(),
  ]);
  show({
    ...(doctor.kind === 'ok'
      ? { checks: doctor.json.checks }
      : { checks: [], checksMissing: `The checks cannot be shown: ${doctor.message}` }),
    ...(shown.kind === 'ok' ? { show: shown.json } : {}),
    names: obs.kind === 'ok' && obs.json.state === 'ready' ? obs.json : null,
    ...(callers.kind === 'ok' ? { callers: callers.json } : {}),
  });
  remember(withSeen(model.remembered, pathFacts(model).seen));
  if (model.editing !== null) await preview();
}

/** What the service tells its own PC alone. */
async function refreshThisPc(): Promise<void> {
  if (!isOnStreamingPc(location.hostname)) return;
  const [network, autostart] = await Promise.all([
    call<NetworkJson>('GET', '/network'),
    call<AutostartJson>('GET', '/autostart'),
  ]);
  show({
    ...(network.kind === 'ok' ? { network: network.json } : {}),
    ...(autostart.kind === 'ok' ? { autostart: autostart.json } : {}),
  });
}

follow(
  (snapshot) => {
    const secondsLeft = snapshot.rehearsal?.seconds_left;
    const driveEndsAtMs = secondsLeft === undefined ? null : performance.now() + secondsLeft * 1000;
    const hasDriveEnded = driveEndsAtMs === null && model.driveEndsAtMs !== null;
    const said = hasDriveEnded && model.said === driveSaid ? DRIVE_OVER : model.said;
    show({ snapshot, isLost: false, driveEndsAtMs, said });
    if (hasDriveEnded) remember(withSeen(model.remembered, new Set(['drive'])));
    window.clearInterval(driveTimer);
    if (driveEndsAtMs !== null) driveTimer = window.setInterval(() => show({}), 1000);
    window.clearTimeout(refreshTimer);
    refreshTimer = window.setTimeout(() => void refresh(), REFRESH_AFTER_MS);
  },
  () => {
    show({ isLost: true });
  },
);
show({});
void refresh();
keepRoomForBottom();
