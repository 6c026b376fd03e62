import type { ObsNames } from './model.js';

/** A scene of the show as OBS calls it now. */
export function sceneInObs(scene: string | null, { renamed }: Pick<ObsNames, 'renamed'>): string | null {
  return renamed.find(({ from }) => from === scene)?.to ?? scene;
}
