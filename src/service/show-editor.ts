import { createTurns } from '../lib/in-turn.js';
import { FileEditError } from '../config/edit-json-file.js';
import { editShowFile, type ShowEdit } from '../config/edit-show-file.js';
import type { InForce } from '../config/good-copy.js';
import type { WatchedFile } from '../config/watched-file.js';
import type { Refused } from './obs-setup.js';
import { builtInTexts } from '../show/default-show.js';
import type { LookChoice } from '../show/look.js';
import { phaseOf } from '../show/phase.js';
import type { Show } from '../show/show.js';
import { renderTemplate, templateFault, VARIABLES } from '../show/template.js';
import { createView, type View } from '../show/view.js';
import type { GameMode } from '../raid/model.js';
import type { Snapshot } from '../raid/snapshot.js';

/** The show as pages see it. */
export interface ShowView {
  readonly file: string;
  /** What is wrong with the file as it is now; the last good one is in force then. */
  readonly faults: readonly string[];
  /** `copy`: the last good copy is in force; `nothing`: there is none, and OBS is left alone. */
  readonly inForce: InForce;
  readonly texts: readonly {
    readonly source: string;
    /** null: not ours, never written. */
    readonly template: string | null;
    /** What the built-in show says; null for a source of the streamer's own. */
    readonly byDefault: string | null;
    /** What OBS shows for it now. */
    readonly reads: string | null;
  }[];
  readonly scenes: Readonly<Record<string, string | null>>;
  readonly look: LookChoice;
  readonly postRaidSeconds: number;
  readonly runThroughMinutes: number;
  readonly scavCooldownMinutes: number;
  readonly switchScenes: boolean;
  readonly protectedScenes: readonly string[];
  readonly dayStartsAt: string;
  /** Of a raid whose key does not say. */
  readonly gameMode: GameMode;
  /** As they stand in the file. */
  readonly reactions: Show['reactions'];
  /** Every variable that a template may name, with what it reads now. */
  readonly variables: readonly { readonly name: string; readonly reads: string }[];
}

/** The show file as pages see it. */
export interface ShowEditor {
  read(): Promise<ShowView>;
  /** How a template would read now; `fault` completes the sentence "The template …". */
  preview(template: string): Promise<{ readonly reads: string | null; readonly fault: string | null }>;
  /** Settles when the file is on disk and in force. `ok: false`: nothing was written; `message` says what to do. */
  change(
    edit: ShowEdit,
  ): Promise<
    | { readonly ok: true; readonly changed: boolean }
    | (Refused & { readonly code: 'bad-input' | 'settings-refused' })
  >;
}

export interface ShowEditorOptions {
  readonly file: string;
  readonly show: WatchedFile<Show>;
  /** What is on screen, so that a preview reads as OBS would. */
  readonly snapshot: (now: Date) => Promise<Snapshot>;
  readonly now: () => Date;
}

/** The show by HTTP: read with every text as it reads now, tried out, and changed in its file. */
export function createShowEditor({ file, show, snapshot, now }: ShowEditorOptions): ShowEditor {
  // One edit after the other: each reads the file that the one before has written.
  const inTurn = createTurns();

  async function readView(): Promise<View> {
    const time = now();
    const truth = await snapshot(time);
    return createView(truth, phaseOf(truth, show.value().post_raid_seconds, time), time, show.value());
  }

  async function change(edit: ShowEdit): ReturnType<ShowEditor['change']> {
    try {
      const changed = await editShowFile(file, edit, show.value().look);
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
      const defaults = builtInTexts(rest.look);
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
        look: rest.look,
        postRaidSeconds: rest.post_raid_seconds,
        runThroughMinutes: rest.run_through_minutes,
        scavCooldownMinutes: rest.scav_cooldown_minutes,
        switchScenes: rest.switch_scenes,
        protectedScenes: rest.protected_scenes,
        dayStartsAt: rest.day_starts_at,
        gameMode: rest.game_mode,
        reactions: rest.reactions,
        variables: VARIABLES.map((name) => ({ name, reads: renderTemplate(`{{${name}}}`, view) })),
      };
    },
    async preview(template) {
      const fault = templateFault(template);
      return { fault, reads: fault === null ? renderTemplate(template, await readView()) : null };
    },
    change: (edit) => inTurn(() => change(edit)),
  };
}
