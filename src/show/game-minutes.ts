/** Times of the game that the show may say otherwise. */
export interface GameMinutes {
  /** Who leaves a raid before that has run through it. */
  readonly run_through_minutes: number;
  /** From the end of a scav raid to the next. */
  readonly scav_cooldown_minutes: number;
}

export const GAME_MINUTES: GameMinutes = { run_through_minutes: 7, scav_cooldown_minutes: 25 };
