import path from 'node:path';
import { ICONS } from '../../scenes/icons.js';
import { LinkError, RequestRefusedError } from '../link/link-failure.js';
import type { Link, ObsRequest } from '../link/link.js';
import { inputAddress, keyOf, type ObservedInput } from '../observe/observed.js';
import { text } from '../observe/read-answers.js';
import { readSettings } from '../setup/read.js';
import type { Context } from './context.js';
import type { LinkState } from './link-state.js';

const FILES: ReadonlyMap<string, string> = new Map(
  Object.values(ICONS).map(({ source, file }) => [source, file]),
);

/**
 * Gives our picture sources the files in that folder: no collection can know where it lies, and it may have been moved.
 * A picture that the streamer has put in their place stays. Rejects with RequestRefusedError or LinkError.
 * @param folder as OBS sees it.
 */
export async function setIconFiles(
  link: Link,
  inputs: readonly ObservedInput[],
  folder: string,
  timeoutMs: number,
): Promise<void> {
  const ours = iconInputs(inputs);
  if (ours.length === 0) return;
  const read = await readSettings(link, ours, timeoutMs);
  const requests = read.flatMap(({ input, settings }): ObsRequest[] => {
    const name = FILES.get(input.name) ?? '';
    const [has, file] = [text(settings['file']) ?? '', fileOf(folder, name)];
    if (has === file || (has !== '' && lastPart(has) !== name)) return [];
    const requestData = { ...inputAddress(input), inputSettings: { file }, overlay: true };
    return [{ requestType: 'SetInputSettings', requestData }];
  });
  if (requests.length > 0) await link.batch(requests, timeoutMs);
}

/** Does that whenever OBS has other picture sources of ours than before: at a new link, collection, or set-up. */
export interface IconFiles {
  observed(linkState: LinkState): void;
}

/** @param folder null: OBS does not see our files. */
export function createIconFiles(folder: () => string | null, { log, timings }: IconFilesParts): IconFiles {
  let inputsThen: unknown = null;
  let done = '';
  let doneFor: LinkState | null = null;
  return {
    observed(linkState) {
      const { phase, observed } = linkState;
      if (phase !== 'open' || observed === null || observed.inputs === inputsThen) return;
      const place = folder();
      if (place === null) return;
      inputsThen = observed.inputs;
      const what = JSON.stringify([observed.sceneCollection, iconInputs(observed.inputs).map(keyOf)]);
      if (doneFor === linkState && done === what) return;
      [done, doneFor] = [what, linkState];
      setIconFiles(linkState.link, observed.inputs, place, timings.callTimeoutMs).catch((error: unknown) => {
        // The next look at what OBS has does it.
        [done, inputsThen] = ['', null];
        if (!(error instanceof LinkError || error instanceof RequestRefusedError))
          log.error({ err: error }, 'The small pictures could not be given to OBS.');
      });
    },
  };
}

type IconFilesParts = Pick<Context, 'log' | 'timings'>;

function iconInputs(inputs: readonly ObservedInput[]): readonly ObservedInput[] {
  return inputs.filter(({ name, kind }) => FILES.has(name) && kind === 'image_source');
}

/** With the slashes that OBS itself writes. */
function fileOf(folder: string, name: string): string {
  return path.join(folder, name).split(path.sep).join('/');
}

function lastPart(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? '';
}
