import { nearestName } from '../nearest-name.js';
import type { ObsView, ShowChange } from './ports.js';

/** A name that the show was given and that OBS does not have. */
export interface NotInObs {
  readonly kind: 'scene' | 'text';
  readonly name: string;
  readonly nearest: string | null;
}

/** The names of a change that lead nowhere in the open collection; none while OBS is away, for then nobody knows. */
export function namesNotInObs({ scenes = {}, texts = {} }: ShowChange, obs: ObsView): readonly NotInObs[] {
  if (obs.state !== 'ready') return [];
  const renamed = obs.renamed.map(({ from }) => from);
  const missing = (
    kind: NotInObs['kind'],
    names: readonly (string | null)[],
    known: readonly string[],
  ): NotInObs[] =>
    [...new Set(names)].flatMap((name) =>
      name === null || known.includes(name) || renamed.includes(name)
        ? []
        : [{ kind, name, nearest: nearestName(name, known) }],
    );
  const written = Object.entries(texts).flatMap(([name, template]) => (template === null ? [] : [name]));
  return [
    ...missing('scene', Object.values(scenes), obs.scenes),
    ...missing('text', written, obs.textInputs),
  ];
}

export function notInObsSentence({ kind, name, nearest }: NotInObs): string {
  const what = kind === 'scene' ? 'scene' : 'text source';
  const hint = nearest === null ? 'make one of that name there' : `did you mean "${nearest}"?`;
  return `OBS has no ${what} "${name}" in the open scene collection: ${hint}${nearest === null ? '.' : ''}`;
}
