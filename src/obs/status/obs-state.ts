/** How the link to OBS stands, as the outside sees it. */
export const OBS_STATES = [
  'connecting',
  'ready',
  'not_running',
  'server_off',
  'wrong_password',
  'not_obs',
  'too_old',
  'kicked',
  'closing',
  'unreachable',
] as const;
export type ObsState = (typeof OBS_STATES)[number];
