import { builtInTexts, DEFAULT_SCENES, DEFAULT_SHOW } from '../show/default-show.js';
import type { LookChoice } from '../show/look.js';
import { SHOW_FILE_SCHEMA } from '../show/parse-show.js';
import type { Show } from '../show/show.js';
import { editJsonFile, type JsonEdit } from './edit-json-file.js';

/** Parts of the show; texts and scenes one by one, `null` as in the file. */
export interface ShowEdit {
  readonly texts?: Readonly<Record<string, string | null>> | undefined;
  readonly scenes?: Readonly<Record<string, string | null>> | undefined;
  /** Parts of it, as in the file. */
  readonly look?: Partial<LookChoice> | undefined;
  readonly post_raid_seconds?: number | undefined;
  readonly run_through_minutes?: number | undefined;
  readonly scav_cooldown_minutes?: number | undefined;
  readonly switch_scenes?: boolean | undefined;
  readonly protected_scenes?: readonly string[] | undefined;
  readonly day_starts_at?: string | undefined;
  readonly game_mode?: Show['game_mode'] | undefined;
  /** All of them, as in the file: their order counts. */
  readonly reactions?: readonly object[] | undefined;
}

/**
 * Writes the change into the show file, which keeps only what differs from the built-in show.
 * @param look the one in force: what the built-in texts say goes with it.
 * @returns whether anything changed.
 * @throws FileEditError
 */
export function editShowFile(
  file: string,
  { texts, scenes, ...rest }: ShowEdit,
  look: LookChoice = DEFAULT_SHOW.look,
): Promise<boolean> {
  const defaultTexts = builtInTexts({ ...look, ...rest.look });
  const defaultScenes: Readonly<Record<string, string | null>> = DEFAULT_SCENES;
  const edits: JsonEdit[] = [
    ...Object.entries(texts ?? {}).map(([source, template]): JsonEdit => {
      // A source of the streamer's own that is no longer written needs no line at all.
      const isOwn = !Object.hasOwn(defaultTexts, source);
      const isDefault = isOwn ? template === null : template === defaultTexts[source];
      return [['texts', source], isDefault ? undefined : template];
    }),
    ...Object.entries(scenes ?? {}).map(([phase, scene]): JsonEdit => [
      ['scenes', phase],
      scene === defaultScenes[phase] ? undefined : scene,
    ]),
    ...Object.entries(rest)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): JsonEdit => {
        const byDefault: unknown = DEFAULT_SHOW[name as keyof typeof DEFAULT_SHOW];
        return [[name], JSON.stringify(value) === JSON.stringify(byDefault) ? undefined : value];
      }),
  ];
  return editJsonFile(file, SHOW_FILE_SCHEMA, edits);
}
