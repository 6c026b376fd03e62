import type { NotInObsJson } from '../../contract/show.js';
import type { ShowEdit } from '../../config/edit-show-file.js';
import { nearestName } from '../../lib/nearest-name.js';
import type { ServiceStatus } from '../../service/show-problem.js';

/** The names of a change that lead nowhere in the open collection; none while OBS is away, for then nobody knows. */
export function namesNotInObs(
  { scenes = {}, texts = {} }: ShowEdit,
  obs: ServiceStatus,
): readonly NotInObsJson[] {
  if (obs.state !== 'ready') return [];
  const renamed = obs.renamed.map(({ from }) => from);
  const missing = (
    kind: NotInObsJson['kind'],
    names: readonly (string | null)[],
    known: readonly string[],
  ): NotInObsJson[] =>
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

export function notInObsSentence({ kind, name, nearest }: NotInObsJson): string {
  const what = kind === 'scene' ? 'scene' : 'text source';
  const hint = nearest === null ? 'make one of that name there' : `did you mean "${nearest}"?`;
  return `OBS has no ${what} "${name}" in the open scene collection: ${hint}${nearest === null ? '.' : ''}`;
}
