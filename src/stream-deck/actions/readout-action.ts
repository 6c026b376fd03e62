import { isStill, timerSeconds } from '../../client/raid-timer.js';
import { secondsBetween, untilNextSecondMs } from '../../client/server-clock.js';
import { clockWords, phaseOf, UNKNOWN } from '../../client/words.js';
import { widthOf } from '../../keys/face.js';
import type { Settings } from '../app/messages.js';
import type { DeckState } from '../deck/deck-state.js';
import { valueOf, type Action, type Field } from './action.js';

/** In ems: `1,234,567` can still be read in one line. */
const LONGEST_FIGURE = 5.6;
const RAID_TIME = 'raid.time';
const COOLDOWN = 'scav.cooldown';
const FIELDS: readonly Field[] = [
  { name: 'variable', label: 'Shows', options: 'variables', initial: RAID_TIME },
  { name: 'label', label: 'Label', hint: 'Optional. The name of the value if empty.' },
];

export const readoutAction: Action = {
  id: 'readout',
  name: 'Readout',
  tooltip: 'Shows any value of the show: timers, kills, K/D, the last raid. A press reads it again.',
  glyph: 'chart',
  controllers: ['Keypad', 'Encoder'],
  triggers: { Push: 'Read again' },
  fields: FIELDS,
  face(state, settings) {
    const variable = variableOf(settings);
    const label = valueOf({ fields: FIELDS }, settings, 'label');
    const reads = readingOf(variable, state);
    const bar = variable === RAID_TIME ? raidPassed(state) : null;
    const title = label === '' ? nameOf(variable) : label;
    return {
      glyph: variable.endsWith('time') || variable.endsWith('left') ? 'clock' : 'chart',
      accent: 'active',
      title,
      // A sentence, such as that of the last raid, goes over several lines.
      ...(widthOf(reads) > LONGEST_FIGURE ? { sentence: reads } : { figure: reads }),
      ...(bar === null ? {} : { bar }),
    };
  },
  changesAt(state, settings) {
    const counter = counterOf(variableOf(settings), state);
    return counter === null ? null : state.nowMs + untilNextSecondMs(counter.sinceMs, state.nowMs);
  },
  press: () => ({ kind: 'refresh' }),
};

/** Whether the key shows what the service alone can say: a timer that runs is known, and the program is not asked for it. */
export function needsReading(action: Action, settings: Settings, state: DeckState): boolean {
  if (action !== readoutAction) return false;
  const variable = variableOf(settings);
  return variable === COOLDOWN || counterOf(variable, state) === null;
}

function variableOf(settings: Settings): string {
  return valueOf({ fields: FIELDS }, settings, 'variable');
}

/** `session.kd_ratio` → `session kd ratio` */
function nameOf(variable: string): string {
  return variable.replace(/^raid\./, '').replaceAll(/[._]/g, ' ');
}

/** What the variable reads: what counts as it is now, everything else as the service said it last. */
function readingOf(variable: string, state: DeckState): string {
  const counter = counterOf(variable, state);
  if (counter !== null) return counter.reads(secondsBetween(counter.sinceMs, state.nowMs));
  return state.readings.get(variable) ?? UNKNOWN;
}

/** What counts on between two readings. */
interface Counter {
  /** By the service's clock. */
  readonly sinceMs: number;
  /** @param seconds since then. */
  readonly reads: (seconds: number) => string;
}

/** null: the variable stands, until something happens. */
function counterOf(variable: string, state: DeckState): Counter | null {
  const { snapshot, runThroughMinutes, readAtMs, readings } = state;
  if (variable === COOLDOWN) {
    const left = secondsOf(readings.get(variable) ?? '');
    return left === 0
      ? null
      : { sinceMs: readAtMs, reads: (seconds) => clockWords(Math.max(0, left - seconds)) };
  }
  const raid = snapshot?.raid;
  if (raid === undefined || !raid.active || isStill(raid)) return null;
  const counts = (since: string | null, reads: Counter['reads'] = clockWords): Counter | null =>
    since === null ? null : { sinceMs: Date.parse(since), reads };
  const isQueue = raid.status === 'queuing';
  switch (variable) {
    case RAID_TIME:
      return counts(raid.matched_at);
    case 'raid.queue_time':
      return isQueue ? counts(raid.started_at) : null;
    case 'raid.duration':
      return counts(raid.started_at);
    case 'raid.run_through_left':
      return runThroughMinutes === null
        ? null
        : counts(raid.matched_at, (seconds) => clockWords(Math.max(0, runThroughMinutes * 60 - seconds)));
    default:
      return null;
  }
}

/** `12:33` in seconds; 0 where it is no time. */
function secondsOf(clock: string): number {
  if (!/^\d+(?::\d\d)+$/.test(clock)) return 0;
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** The part of the raid's length that has passed; null outside a raid, or on a map whose length is not known. */
function raidPassed({ snapshot, maps, nowMs }: DeckState): number | null {
  const raid = snapshot?.raid;
  if (raid?.active !== true || phaseOf(raid) === 'queuing') return null;
  const minutes = maps.find(({ name }) => name === raid.map_name)?.minutes;
  const seconds = timerSeconds(raid, nowMs);
  return minutes === undefined || seconds === null ? null : seconds / (minutes * 60);
}
