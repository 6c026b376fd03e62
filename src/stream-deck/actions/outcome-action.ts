import { EXTRACTED, openPhase } from '../../client/next-step.js';
import type { SaidOutcome } from '../../client/wire.js';
import { OUTCOME_WORDS, SAID_OUTCOMES } from '../../client/words.js';
import { OUTCOMES } from '../../keys/key-list.js';
import type { Settings } from '../app/messages.js';
import type { DeckState } from '../deck/deck-state.js';
import type { LiveFace } from '../face/live-face.js';
import { valueOf, type Action, type Field } from './action.js';

const FIELDS: readonly Field[] = [
  {
    name: 'status',
    label: 'Outcome',
    options: SAID_OUTCOMES.map((outcome) => [outcome, OUTCOME_WORDS[outcome]]),
    initial: EXTRACTED,
  },
  {
    name: 'extract_location',
    label: 'Extract',
    hint: 'Optional.',
    only: { field: 'status', value: EXTRACTED },
  },
];

export const outcomeAction: Action = {
  id: 'outcome',
  name: 'Outcome',
  tooltip: 'Ends the raid: survived, died, MIA, run-through, transit or left.',
  glyph: 'door',
  controllers: ['Keypad'],
  fields: FIELDS,
  face,
  press(_state, settings) {
    const status = outcomeOf(settings);
    const extract = valueOf({ fields: FIELDS }, settings, 'extract_location');
    const hasExtract = status === EXTRACTED && extract !== '';
    const fields = { status, ...(hasExtract ? { extract_location: extract } : {}) };
    return { kind: 'call', key: status, path: '/raid/end', fields };
  },
};

function outcomeOf(settings: Settings): SaidOutcome {
  return valueOf({ fields: FIELDS }, settings, 'status') as SaidOutcome;
}

function face({ snapshot }: DeckState, settings: Settings): LiveFace {
  const outcome = outcomeOf(settings);
  const { glyph, accent } = OUTCOMES[outcome];
  const look = { glyph, accent, title: OUTCOME_WORDS[outcome] };
  if (openPhase(snapshot) !== null || snapshot?.raid.stale === true) return look;
  return snapshot?.raid.outcome === outcome
    ? { ...look, state: 'chosen', caption: 'Last raid' }
    : { ...look, state: 'idle', caption: 'No raid' };
}
