import type { Obs } from '../../obs/obs.js';
import type { Command } from '../../raid/press/command.js';
import type { CommandResult } from '../../raid/press/command-result.js';
import { pressedKill } from '../../reactions/reactions-to.js';
import { killPop } from '../../show/kill-pop.js';
import type { Show } from '../../show/show.js';

export interface KillPopParts {
  readonly show: () => Pick<Show, 'look'>;
  readonly obs: Pick<Obs, 'afterTexts'> & { readonly reactions: Pick<Obs['reactions'], 'pop'> };
  /** The newest revision that is committed. */
  readonly revision: () => number;
  readonly nowMs?: () => number;
  readonly onError: (error: unknown) => void;
}

/** Later than this after the press, it is left out. */
const NOT_AFTER_MS = 3_000;

/** For the command side: lets a kill that was pressed pop up in OBS, after the texts, unless the look has no motion. */
export function createKillPop({
  show,
  obs,
  revision,
  nowMs = () => performance.now(),
  onError,
}: KillPopParts) {
  return (command: Command, result: CommandResult): void => {
    const pressed = show().look.motion ? pressedKill(command, result) : null;
    if (pressed === null) return;
    const notAfterMs = nowMs() + NOT_AFTER_MS;
    obs
      .afterTexts(revision(), NOT_AFTER_MS)
      .then(() => {
        obs.reactions.pop(killPop(pressed.raid, pressed.kill), notAfterMs);
      })
      .catch(onError);
  };
}
