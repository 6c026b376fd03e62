import { upcoming, type Ahead } from './upcoming.js';
import type { NextRaidJson, RaidPhase, SaidOutcome, SnapshotJson } from './wire.js';
import { CHARACTER_WORDS, inMode, OUTCOME_WORDS, phaseOf } from './words.js';

/** The outcome with an extract, and the one key to press next while a raid runs. */
export const EXTRACTED: SaidOutcome = 'survived';

/** The one key to press next. */
export interface NextStep {
  readonly id: 'start' | 'matched' | SaidOutcome;
  readonly label: string;
  /** A second, smaller line. */
  readonly detail: string;
  /** What a press calls; a sentence where something has to be chosen first. */
  readonly call: { readonly path: string; readonly fields?: object } | string;
}

/** Where a raid stands that is on; a forgotten one is on no more, because the next start closes it. */
export function openPhase(snapshot: SnapshotJson | null): RaidPhase | null {
  const raid = snapshot?.raid;
  return raid?.active === true && !raid.stale ? phaseOf(raid) : null;
}

/** @param extract the extract that was typed, which goes with Survived. */
export function nextStep(ahead: Ahead, extract = ''): NextStep {
  const phase = openPhase(ahead.snapshot);
  if (phase === 'queuing') {
    return { id: 'matched', label: 'Matched', detail: 'The match is found', call: { path: '/raid/matched' } };
  }
  return phase === 'in_progress' || phase === 'over'
    ? survivedStep(extract.trim())
    : startStep(upcoming(ahead));
}

function survivedStep(extract: string): NextStep {
  const fields = { status: EXTRACTED, ...(extract === '' ? {} : { extract_location: extract }) };
  return {
    id: EXTRACTED,
    label: OUTCOME_WORDS[EXTRACTED],
    detail: extract === '' ? 'Extracted' : `at ${extract}`,
    call: { path: '/raid/end', fields },
  };
}

function startStep(choice: NextRaidJson | null): NextStep {
  return { id: 'start', label: 'Queue', detail: choiceWords(choice), call: startCall(choice) };
}

/** What enters the queue for the chosen raid; a sentence where map or character is not chosen yet. */
export function startCall(choice: NextRaidJson | null): NextStep['call'] {
  const { map_name = null, character_type = null, game_mode = null } = choice ?? {};
  if (map_name === null || character_type === null) return missingWords(map_name, character_type);
  return {
    path: '/raid/start',
    fields: { map_name, character_type, ...(game_mode === null ? {} : { game_mode }) },
  };
}

function choiceWords(choice: NextRaidJson | null): string {
  if (choice === null || choice.map_name === null || choice.character_type === null)
    return 'Choose map and character first';
  return `${choice.map_name} as ${CHARACTER_WORDS[choice.character_type]}${inMode(choice.game_mode)}`;
}

function missingWords(map: string | null, character: string | null): string {
  const missing = [map === null ? 'a map' : '', character === null ? 'PMC or Scav' : ''].filter(Boolean);
  return `Choose ${missing.join(' and ')} first, then press Queue.`;
}
