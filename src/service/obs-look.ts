import { counted } from '../lib/counted.js';
import { changeLook, type LookReport } from '../obs/setup/look-change.js';
import { takeBackLook, type LastLook } from '../obs/setup/look-undo.js';
import type { Obs } from '../obs/obs.js';
import type { ObsStatus } from '../obs/status/obs-status.js';
import { placeWords } from '../obs/setup/report.js';
import type { LookChoice } from '../show/look.js';
import type { Show } from '../show/show.js';
import { namesWithout } from '../show/without.js';
import { throughObs, type Refused } from './obs-setup.js';
import type { ShowEditor } from './show-editor.js';

export interface LookWish {
  /** What differs from the look in the show file. */
  readonly look: Partial<LookChoice>;
  /** Also what was moved or recoloured by hand. */
  readonly isForced: boolean;
  /** Only says what it would do. */
  readonly isPreview: boolean;
}

/** What a change of the look did, with a sentence about it. */
export interface LookDone {
  readonly message: string;
  readonly changed: boolean;
  readonly look: LookChoice;
  readonly report: LookReport | null;
}

type Result =
  | ({ readonly ok: true } & LookDone)
  | (Refused & { readonly code: 'bad-input' | 'settings-refused' | 'obs-not-ready' | 'nothing-to-undo' });

/** The look of our scenes, in the show file and in the collection that is open in OBS. */
export interface ObsLook {
  change(wish: LookWish): Promise<Result>;
  /** Takes back the last change, in OBS and in the show file. */
  undo(): Promise<Result>;
}

/** Where the last change is kept over a restart. */
export interface LastLookStore {
  read(): LastLook | null;
  write(last: LastLook | null): void;
}

export interface ObsLookParts {
  readonly obs: Pick<Obs, 'withLink'> & { status(): Pick<ObsStatus, 'message' | 'renamed'> };
  readonly show: () => Show;
  readonly editor: Pick<ShowEditor, 'change'>;
  readonly kept: LastLookStore;
}

export function createObsLook({ obs, show, editor, kept }: ObsLookParts): ObsLook {
  let last = kept.read();
  const setLast = (next: LastLook | null): void => {
    last = next;
    kept.write(next);
  };

  async function change({ look: wanted, isForced, isPreview }: LookWish): Promise<Result> {
    const was = show().look;
    const look = { ...was, ...wanted };
    const { renamed } = obs.status();
    const changing = (keep: Parameters<typeof changeLook>[2]) =>
      throughObs(obs, (link) =>
        changeLook(link, { look, renamed, without: namesWithout(show()), isForced }, keep),
      );
    // What cannot be done, or not be stored, changes nothing.
    const preview = await changing('preview');
    if (!preview.ok) return notReady(preview);
    const { value: plan } = preview;
    if (plan === 'no scenes') return forNewScenes(look, isPreview);
    if (isPreview) return { ok: true, changed: false, look, report: plan, message: sentence(plan, true) };
    const stored = await editor.change({ look });
    if (!stored.ok) return stored;
    const changed = plan.placed.length + plan.restyled.length > 0 || stored.changed;
    // One that changes nothing is none to take back.
    const done = await changing((before) => {
      if (changed) setLast({ look: was, before });
    });
    if (!done.ok) return notReady(done);
    const { value: report } = done;
    // Another collection was opened in between.
    if (report === 'no scenes') return { ok: true, changed, look, report: null, message: NO_SCENES };
    return { ok: true, changed, look, report, message: sentence(report, false) };
  }

  /** Where there are no scenes yet, they will be made in it. There is nothing to take back: another choice does it. */
  async function forNewScenes(look: LookChoice, isPreview: boolean): Promise<Result> {
    const stored = isPreview ? null : await editor.change({ look });
    if (stored?.ok === false) return stored;
    const changed = stored?.changed === true;
    if (changed) setLast(null);
    return { ok: true, changed, look, report: null, message: NO_SCENES };
  }

  async function undo(): Promise<Result> {
    if (last === null)
      return {
        ...{ ok: false, code: 'nothing-to-undo' },
        message: 'There is no change of the look to take back.',
      };
    const { look, before } = last;
    if (before !== null) {
      const done = await throughObs(obs, (link) => takeBackLook(link, before));
      if (!done.ok) return notReady(done);
      setLast({ look, before: null });
    }
    const stored = await editor.change({ look });
    if (!stored.ok) return stored;
    setLast(null);
    return { ok: true, changed: true, look, report: null, message: 'The scenes look as they did before.' };
  }

  // One after the other: each must find what the one before has left.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (task: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(task, task);
    turn = result.catch(() => undefined);
    return result;
  };
  return { change: (wish) => inTurn(() => change(wish)), undo: () => inTurn(undo) };
}

const NO_SCENES =
  'There are no Tarkov scenes in this collection yet: press "Make my scenes", and they look like this.';

function notReady(refused: Refused): Refused & { readonly code: 'obs-not-ready' } {
  return { ...refused, code: 'obs-not-ready' };
}

/** How much was touched, and what was not. */
function sentence(
  { sceneCollection, restyled, placed, kept, notMade }: LookReport,
  isPreview: boolean,
): string {
  const place = placeWords(sceneCollection);
  const what = [
    restyled.length > 0 && counted(restyled.length, 'source'),
    placed.length > 0 && counted(placed.length, 'item'),
  ].filter(Boolean);
  const sentences = [
    what.length === 0
      ? `${isPreview ? 'Nothing would change' : 'Nothing changed'} in ${place}.`
      : `${isPreview ? 'Would change' : 'Changed'} ${what.join(' and ')} in ${place}.`,
  ];
  const names = [...new Set(kept.map(({ source }) => source))];
  if (names.length > 0) {
    const more = names.length - SHOWN;
    sentences.push(
      `${isPreview ? 'Would stay' : 'Left'} as you made it: ${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    );
  }
  sentences.push(...notMade.slice(0, SHOWN).map(({ reason }) => reason));
  return sentences.join(' ');
}

const SHOWN = 3;
