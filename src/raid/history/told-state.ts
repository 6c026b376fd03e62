import { OUTCOME_RULES, standingOf, type Outcome, type RaidState } from '../game/statuses.js';
import type { Raid } from '../model.js';
import { RuleError } from '../rule-error.js';

/** A raid as people and files tell of it: its status may be any outcome, or the outcome stands beside it. */
export interface Told {
  readonly status?: RaidState | undefined;
  readonly outcome?: Outcome | null | undefined;
}

/**
 * What is stored for what is told; nothing when neither is told.
 * @throws RuleError `bad-input` when both are told and say different things.
 */
export function toldState(told: Told & { readonly status: RaidState }): Pick<Raid, 'status' | 'outcome'>;
export function toldState(told: Told): Partial<Pick<Raid, 'status' | 'outcome'>>;
export function toldState({ status, outcome }: Told): Partial<Pick<Raid, 'status' | 'outcome'>> {
  if (outcome == null) return status === undefined ? {} : standingOf(status);
  const stored = OUTCOME_RULES[outcome].status;
  if (status === undefined || status === outcome || status === stored) return standingOf(outcome);
  const fault = `does not go with status ${status}: leave one of both out, or give status ${stored}`;
  throw new RuleError('bad-input', `outcome ${fault}.`, { outcome: fault });
}
