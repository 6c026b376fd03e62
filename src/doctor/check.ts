import { counted } from '../lib/counted.js';

/** The things that must be right for a press to be on the air, in the order in which they build on each other. */
export const CHECKS = [
  'service',
  'settings',
  'show',
  'database',
  'raid_times',
  'raid_values',
  'obs_address',
  'obs_connection',
  'obs_version',
  'scenes',
  'sources',
  'source_kinds',
  'on_program',
  'canvas',
  'reactions',
  'game_log',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** What was found about one of them. */
export interface Check {
  readonly check: CheckName;
  /** For people: `Text sources`. */
  readonly title: string;
  /** `unknown`: could not be looked at, because of another check's fault. */
  readonly state: 'ok' | 'warning' | 'fault' | 'unknown';
  /** What is so, one sentence. */
  readonly finding: string;
  /** What to do; null where nothing is. */
  readonly remedy: string | null;
}

/** Whether everything that was looked at works; warnings do not count. */
export function isHealthy(checks: readonly Check[]): boolean {
  return checks.every(({ state }) => state !== 'fault');
}

/** The whole in one sentence. */
export function healthSentence(checks: readonly Check[]): string {
  const faults = checks.filter(({ state }) => state === 'fault').length;
  const warnings = checks.filter(({ state }) => state === 'warning').length;
  if (faults === 0 && warnings === 0) return 'Everything is in order.';
  const parts = [faults > 0 && counted(faults, 'fault'), warnings > 0 && counted(warnings, 'warning')].filter(
    Boolean,
  );
  return `Found ${parts.join(' and ')}: each line says what to do.`;
}
