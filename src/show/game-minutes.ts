/** Times of the game that the show may say otherwise. */
export interface GameMinutes {
  /** Who leaves a raid before that has run through it. */
  readonly run_through_minutes: number;
  /**
   * From the end of a scav raid to the next. It depends on the streamer's own standing with Fence and hideout, so there is
   * no figure for everybody: the default is a guess, and the show file says what the game shows.
   */
  readonly scav_cooldown_minutes: number;
}

export const GAME_MINUTES: GameMinutes = { run_through_minutes: 7, scav_cooldown_minutes: 25 };
