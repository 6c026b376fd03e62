import { EXTRACTED, nextStep, openPhase } from '../../client/next-step.js';
import { nextSecondAt, timerSeconds } from '../../client/raid-timer.js';
import { upcoming } from '../../client/upcoming.js';
import { CHARACTER_WORDS, clockWords, PHASE_WORDS } from '../../client/words.js';
import type { GlyphName } from '../../keys/glyphs.js';
import type { DeckState } from '../deck/deck-state.js';
import type { LiveFace } from '../face/live-face.js';
import type { Action } from './action.js';

const GLYPHS: Readonly<Record<string, GlyphName>> = { start: 'clock', matched: 'play', survived: 'door' };

/** The dock's big key. */
export const nextStepAction: Action = {
  id: 'next-step',
  name: 'Next step',
  tooltip: 'The one key to press next: Queue, Matched, Survived. It shows the timer and what a press does.',
  glyph: 'next',
  controllers: ['Keypad'],
  fields: [],
  face,
  changesAt: ({ snapshot, nowMs }) => (snapshot === null ? null : nextSecondAt(snapshot.raid, nowMs)),
  press(state) {
    const { id, call } = nextStep(state);
    return typeof call === 'string' ? { kind: 'refuse', sentence: call } : { kind: 'call', key: id, ...call };
  },
};

function face(state: DeckState): LiveFace {
  const { id, label } = nextStep(state);
  const look = { glyph: GLYPHS[id] ?? 'next', title: label, state: 'next' as const };
  const accent = id === EXTRACTED ? 'survived' : 'active';
  const phase = openPhase(state.snapshot);
  const raid = state.snapshot?.raid;
  if (phase === null || raid === undefined) return { ...look, accent, ...lobbyWords(state) };
  const figure = clockWords(timerSeconds(raid, state.nowMs));
  return { ...look, accent, figure, caption: PHASE_WORDS[phase] };
}

function lobbyWords(state: DeckState): Pick<LiveFace, 'caption' | 'title'> {
  const { map_name = null, character_type = null } = upcoming(state) ?? {};
  if (map_name === null) return { caption: 'Queue', title: 'Choose map' };
  if (character_type === null) return { caption: 'Queue', title: 'PMC or Scav?' };
  return { caption: `Queue ${CHARACTER_WORDS[character_type]}`, title: map_name };
}
