import { html, nothing, type TemplateResult } from 'lit-html';
import { isStill, timerSeconds, timerStart } from '../../client/raid-timer.js';
import { secondsBetween } from '../../client/server-clock.js';
import {
  CHARACTER_WORDS,
  clockWords,
  countWords,
  fromGameLogWords,
  inMode,
  PHASE_WORDS,
  phaseOf,
} from '../../client/words.js';
import type { RaidJson } from '../../client/wire.js';
import { renderChoosers } from './choosers.js';
import { renderMatchedChooser } from './matched-chooser.js';
import type { DockActions, DockModel } from './model.js';

/** Where the show stands, in large type, with the running timer and the choice of map and character. */
export function renderState(model: DockModel, actions: DockActions): TemplateResult {
  const raid = model.snapshot?.raid;
  const phase = raid?.active === true ? (phaseOf(raid) ?? 'lobby') : 'lobby';
  return html`<section class="panel state state-${phase}" aria-labelledby="state-word">
    <div class="state-line">
      <h1 id="state-word" class="state-word">${phase === 'lobby' ? 'Lobby' : PHASE_WORDS[phase]}</h1>
      ${raid?.active ? renderTime(raid, model, actions) : nothing}
    </div>
    <p class="state-detail">${raid === undefined ? nothing : renderDetail(raid, model)}</p>
    ${raid?.active === true ? renderFromGameLog(raid) : nothing} ${renderChoosers(model, actions)}
  </section>`;
}

/** What nobody has pressed, so that what is wrong in it is corrected. */
function renderFromGameLog(raid: RaidJson): TemplateResult | typeof nothing {
  const words = fromGameLogWords(raid);
  return words === '' ? nothing : html`<p class="from-game-log quiet">${words}</p>`;
}

/** The timer; where its beginning is not known, the way to say when it was. */
function renderTime(raid: RaidJson, model: DockModel, actions: DockActions): TemplateResult {
  if (phaseOf(raid) === 'in_progress' && raid.matched_at === null && !raid.stale) {
    return html`<span class="time">${renderMatchedChooser(raid, model, actions)}</span>`;
  }
  return html`<span class="time">${renderTimer(raid, model)}${renderLength(raid, model)}</span>`;
}

function renderTimer(raid: RaidJson, { nowMs }: DockModel): TemplateResult {
  const isQueue = raid.status === 'queuing';
  const seconds = timerSeconds(raid, nowMs);
  const label = isQueue ? 'Time in the queue' : 'Time in raid';
  return html`<span class="timer ${isStill(raid) ? 'is-still' : ''}" role="timer" aria-label=${label}
    >${clockWords(seconds)}</span
  >`;
}

/** How long a raid on this map lasts. */
function renderLength(raid: RaidJson, { maps }: DockModel): TemplateResult | typeof nothing {
  const minutes = maps.find((map) => map.name === raid.map_name)?.minutes;
  if (minutes === undefined || raid.status !== 'in_progress' || timerStart(raid) === null) return nothing;
  return html`<span class="length"
    ><span class="spoken">of</span> <span aria-hidden="true">/</span> ${minutes}:00</span
  >`;
}

/** What a raid is that nobody can still be in, and what to press. */
function renderStale(raid: RaidJson): TemplateResult {
  const { status, map_name, character_type, game_mode } = raid;
  const which = `${map_name ?? ''} as ${CHARACTER_WORDS[character_type ?? 'pmc']}${inMode(game_mode)}`;
  return status === 'queuing'
    ? html`The end of the queue for <strong>${which}</strong> was never pressed, so its timer stands still.
        Queue begins the next raid and removes this one.`
    : html`The end of the raid on <strong>${which}</strong> was never pressed, so its timer stands still.
        Queue begins the next raid and counts this one as missing in action. Or say below how it ended.`;
}

function renderDetail(raid: RaidJson, { snapshot, nowMs }: DockModel): TemplateResult | string {
  if (raid.raid_id === null || raid.status === null) return 'No raid yet. Choose a map, then press Queue.';
  if (raid.stale) return renderStale(raid);
  if (raid.status === 'queuing') {
    const average = snapshot?.session.average_queue_time_seconds ?? null;
    if (average !== null) return `Average today ${clockWords(average)}`;
    return raid.from_game_log?.includes('start') === true
      ? 'The game’s log presses Matched when the match is found.'
      : 'Press Matched when the match is found.';
  }
  const kills = `${countWords(raid.kill_count, 'kill')}${headshots(raid)}`;
  if (raid.active) {
    return html`<strong class="kills">${kills}</strong>`;
  }
  const seconds = raid.time_in_raid_seconds;
  const ago = raid.ended_at === null ? 0 : secondsBetween(Date.parse(raid.ended_at), nowMs);
  const at = raid.extract_location === null ? '' : ` at ${raid.extract_location}`;
  return html`Last raid:
    <strong class="outcome outcome-${raid.outcome ?? raid.status}"
      >${PHASE_WORDS[raid.outcome ?? raid.status]}${at}</strong
    >
    · ${raid.map_name}${inMode(raid.game_mode)} ·
    ${kills}${seconds === null ? '' : ` · ${clockWords(seconds)}`} · ${agoWords(ago)}`;
}

function headshots({ headshot_count }: RaidJson): string {
  return headshot_count === null || headshot_count === 0
    ? ''
    : ` (${countWords(headshot_count, 'headshot')})`;
}

function agoWords(seconds: number): string {
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${countWords(Math.floor(seconds / 86_400), 'day')} ago`;
}
