import { STATUS_VOCABULARY } from '../../raid/game/statuses.js';
import { namesOf, wordFault, type Vocabulary } from '../../raid/game/vocabulary.js';

/** A raid enters a phase, or a command does its work: what a reaction can be on. */
const EVENT_VOCABULARY = {
  ...STATUS_VOCABULARY,
  matched: { words: 'matched', aliases: ['match', 'match_found'] },
  kill: { words: 'kill', aliases: ['kills', 'frag'] },
  run_through: { words: 'run-through', aliases: ['runthrough', 'runner'] },
  transit: { words: 'transit', aliases: ['transits'] },
  left: { words: 'left', aliases: ['leave'] },
  over: { words: 'over', aliases: ['raid_over', 'ended'] },
} as const satisfies Vocabulary;

export type ReactionEvent = keyof typeof EVENT_VOCABULARY;
/** In the order in which a raid meets them. */
export const REACTION_EVENTS: readonly ReactionEvent[] = [
  ...(['queuing', 'matched', 'in_progress', 'kill'] as const),
  ...namesOf(EVENT_VOCABULARY).filter(
    (name) => !['queuing', 'matched', 'in_progress', 'kill'].includes(name),
  ),
];

export function isReactionEvent(word: string): word is ReactionEvent {
  return Object.hasOwn(EVENT_VOCABULARY, word);
}

/** Why a word is no event, to complete "on …". */
export function eventFault(typed: string): string {
  // What a status stands in for elsewhere is an event of its own here.
  const vocabulary: Vocabulary = Object.fromEntries(
    REACTION_EVENTS.map((name) => {
      const { words, aliases } = EVENT_VOCABULARY[name];
      return [name, { words, aliases }];
    }),
  );
  return wordFault(vocabulary, typed);
}
