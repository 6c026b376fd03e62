import { timerSeconds, timerStart } from '../../client/raid-timer.js';
import { secondsBetween } from '../../client/server-clock.js';
import { clockWords, phaseOf, UNKNOWN } from '../../client/words.js';
import type { Settings } from '../app/messages.js';
import type { DeckState } from '../deck/deck-state.js';
import { valueOf, type Action, type Field } from './action.js';

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
      ...(reads.length > 8 ? { sentence: reads } : { figure: reads }),
      ...(bar === null ? {} : { bar }),
    };
  },
  press: () => ({ kind: 'refresh' }),
};

export function variableOf(settings: Settings): string {
  return valueOf({ fields: FIELDS }, settings, 'variable');
}

/** `session.kd_ratio` → `session kd ratio` */
function nameOf(variable: string): string {
  return variable.replace(/^raid\./, '').replaceAll(/[._]/g, ' ');
}

/** What the variable reads: a timer as it is now, everything else as the service said it last. */
function readingOf(variable: string, state: DeckState): string {
  const raid = state.snapshot?.raid;
  const startMs = raid === undefined ? null : timerStart(raid);
  if (raid !== undefined && startMs !== null) {
    const isQueue = raid.status === 'queuing';
    const seconds = timerSeconds(raid, state.nowMs);
    if (variable === (isQueue ? 'raid.queue_time' : RAID_TIME)) return clockWords(seconds);
    if (variable === 'raid.duration' && raid.started_at !== null) {
      return clockWords(secondsBetween(Date.parse(raid.started_at), state.nowMs));
    }
    if (
      variable === 'raid.run_through_left' &&
      !isQueue &&
      state.runThroughMinutes !== null &&
      seconds !== null
    ) {
      return clockWords(Math.max(0, state.runThroughMinutes * 60 - seconds));
    }
  }
  const reads = state.readings.get(variable) ?? UNKNOWN;
  return variable === COOLDOWN ? clockWords(countedDown(reads, state)) : reads;
}

/** Whether the value changes with the time alone, without an event. */
export function doesTick(variable: string, state: DeckState): boolean {
  return variable === COOLDOWN && (countedDown(state.readings.get(variable) ?? '', state) ?? 0) > 0;
}

/** `12:33`, as it was read, in seconds as they are now; null where it is no time. */
function countedDown(clock: string, { readAtMs, nowMs }: DeckState): number | null {
  if (!/^\d+(?::\d\d)+$/.test(clock)) return null;
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Math.max(0, seconds - secondsBetween(readAtMs, nowMs));
}

/** The part of the raid's length that has passed; null outside a raid, or on a map whose length is not known. */
function raidPassed({ snapshot, maps, nowMs }: DeckState): number | null {
  const raid = snapshot?.raid;
  if (raid?.active !== true || phaseOf(raid) === 'queuing') return null;
  const minutes = maps.find(({ name }) => name === raid.map_name)?.minutes;
  const seconds = timerSeconds(raid, nowMs);
  return minutes === undefined || seconds === null ? null : seconds / (minutes * 60);
}
