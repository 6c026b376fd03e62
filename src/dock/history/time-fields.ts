import { html, nothing, type TemplateResult } from 'lit-html';
import type { Draft } from '../lib/draft.js';
import type { RaidJson } from '../lib/wire.js';

const TIMES = [
  ['started_at', 'Started'],
  ['matched_at', 'Matched'],
  ['ended_at', 'Ended'],
] as const;
type TimeField = (typeof TIMES)[number][0];

export function isTimeField(name: string): name is TimeField {
  return TIMES.some(([field]) => field === name);
}

/** When the raid was queued, matched and over, to the second and in the viewer's own time zone. */
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
            ?required=${name !== 'matched_at'}
            .value=${draft[name] ?? localTime(raid[name])}
          />
        </label>`
      : nothing,
  )}`;
}

/** An open raid has no end, and one that is queuing no match. */
function isThere({ active, status }: RaidJson, name: TimeField): boolean {
  if (name === 'ended_at') return !active;
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
