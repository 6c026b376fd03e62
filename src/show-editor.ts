import { FileEditError } from './config/edit-json-file.js';
import { editShowFile, type ShowEdit } from './config/edit-show-file.js';
import type { WatchedFile } from './config/watched-file.js';
import type { ShowPort } from './http/ports.js';
import { DEFAULT_SHOW } from './overlay/default-show.js';
import { phaseOf } from './overlay/phase.js';
import type { Show } from './overlay/show.js';
import { renderTemplate, templateFault, VARIABLES } from './overlay/template.js';
import { createView, type View } from './overlay/view.js';
import type { Snapshot } from './raid/snapshot.js';

export interface ShowEditorOptions {
  readonly file: string;
  readonly show: WatchedFile<Show>;
  /** What is on screen, so that a preview reads as OBS would. */
  readonly snapshot: (now: Date) => Promise<Snapshot>;
  readonly now: () => Date;
}

/** The show by HTTP: read with every text as it reads now, tried out, and changed in its file. */
export function createShowEditor({ file, show, snapshot, now }: ShowEditorOptions): ShowPort {
  // One edit after the other: each reads the file that the one before has written.
  let last: Promise<unknown> = Promise.resolve();

  async function readView(): Promise<View> {
    const time = now();
    const truth = await snapshot(time);
    return createView(truth, phaseOf(truth, show.value().post_raid_seconds, time), time);
  }

  async function change(edit: ShowEdit): ReturnType<ShowPort['change']> {
    try {
      const changed = await editShowFile(file, edit);
      show.readNow();
      return { ok: true, changed };
    } catch (error) {
      if (!(error instanceof FileEditError)) throw error;
      return {
        ok: false,
        code: error.fault === 'value' ? 'bad-input' : 'settings-refused',
        message: error.message,
      };
    }
  }

  return {
    async read() {
      const view = await readView();
      const { texts, scenes, ...rest } = show.value();
      const defaults: Readonly<Record<string, string | null>> = DEFAULT_SHOW.texts;
      return {
        file,
        faults: show.faults(),
        inForce: show.inForce(),
        texts: Object.entries(texts).map(([source, template]) => ({
          source,
          template,
          byDefault: Object.hasOwn(defaults, source) ? (defaults[source] ?? null) : null,
          reads: template === null ? null : renderTemplate(template, view),
        })),
        scenes,
        postRaidSeconds: rest.post_raid_seconds,
        switchScenes: rest.switch_scenes,
        protectedScenes: rest.protected_scenes,
        dayStartsAt: rest.day_starts_at,
        gameMode: rest.game_mode,
        variables: VARIABLES.map((name) => ({ name, reads: renderTemplate(`{{${name}}}`, view) })),
      };
    },
    async preview(template) {
      const fault = templateFault(template);
      return { fault, reads: fault === null ? renderTemplate(template, await readView()) : null };
    },
    change(edit) {
      const next = last.then(() => change(edit));
      last = next.catch(() => undefined);
      return next;
    },
  };
}
