import { html, nothing, type TemplateResult } from 'lit-html';
import type { Draft } from '../lib/draft.js';
import { isUnreadable } from '../lib/unreadable.js';
import type { RaidJson } from '../../client/wire.js';

const TIMES = [
  ['started_at', 'Started'],
  ['matched_at', 'Matched'],
  ['over_at', 'Raid over'],
  ['ended_at', 'Ended'],
] as const;
type TimeField = (typeof TIMES)[number][0];

export function isTimeField(name: string): name is TimeField {
  return TIMES.some(([field]) => field === name);
}

/** When the raid was queued, matched, over and had its outcome, to the second and in the viewer's own time zone. */
export function renderTimeFields(raid: RaidJson, draft: Draft): TemplateResult {
  return html`${TIMES.map(([name, label]) =>
    isThere(raid, name)
      ? html`<label class="field">
          <span class="label">${label}</span>
          <input
            class="input"
            type="datetime-local"
            step="1"
            name=${name}
            ?required=${name === 'started_at' || name === 'ended_at'}
            .value=${draft[name] ?? localTime(raid[name])}
          />
        </label>`
      : nothing,
  )}`;
}

/** An open raid has no end, one that is queuing no match, and few are over before their outcome is said. */
function isThere(raid: RaidJson, name: TimeField): boolean {
  const { active, status } = raid;
  if (name === 'ended_at') return !active;
  if (name === 'over_at') return raid.over_at !== null || isUnreadable(raid, name);
  return name === 'started_at' || status !== 'queuing';
}

/** The moment of a local time; null for none. Within one second a raid's other times stay in their order. */
export function momentOf(local: string, raid: RaidJson): string | null {
  if (local === '') return null;
  const same = TIMES.map(([name]) => raid[name]).find((time) => localTime(time) === withSeconds(local));
  return same ?? new Date(local).toISOString();
}

/** `2026-11-22T19:03:11`, as the field wants it. */
export function localTime(time: string | null): string {
  if (time === null) return '';
  const date = new Date(time);
  const offsetMs = date.getTimezoneOffset() * 60_000;
  return new Date(date.getTime() - offsetMs).toISOString().slice(0, 19);
}

/** A browser leaves out seconds that are zero. */
function withSeconds(local: string): string {
  return local.length === 16 ? `${local}:00` : local;
}
