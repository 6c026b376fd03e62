import type { Said } from '../lib/said.js';
import type { Draft } from '../lib/draft.js';
import type { Answer } from '../../client/answer.js';
import type { Method } from '../lib/call.js';
import type {
  AutostartJson,
  CallersJson,
  CheckJson,
  NetworkJson,
  ObsStatusJson,
  ShowJson,
  SnapshotJson,
} from '../../client/wire.js';
import type { StepName } from './path.js';
import type { Remembered } from './remembered.js';
import type { Copied, Copy } from '../lib/copy.js';

/** The part of `GET /obs` that names can be chosen from. */
export type ObsNames = Pick<ObsStatusJson, 'scenes' | 'text_inputs' | 'renamed' | 'game_filled'>;

/** The one text that is being edited. */
export interface Editing {
  readonly source: string;
  /** A source that the show does not have yet. */
  readonly isNew: boolean;
  readonly template: string;
  /** The template when the editor was opened: what differs from it was typed. */
  readonly base: string;
  /** How it would read; null until the service has answered, or while it cannot be read. */
  readonly reads: string | null;
  /** What is wrong with it: completes "The template …". */
  readonly fault: string | null;
  /** The name of a new source is typed, though OBS has some to choose from. */
  readonly isFree?: boolean;
}

export interface SetupModel {
  readonly snapshot: SnapshotJson | null;
  readonly isLost: boolean;
  readonly checks: readonly CheckJson[];
  /** Why there are no checks. */
  readonly checksMissing: string;
  readonly show: ShowJson | null;
  /** Null while OBS is not connected. */
  readonly names: ObsNames | null;
  readonly said: Said | null;
  readonly pressed: ReadonlySet<string>;
  readonly editing: Editing | null;
  /** When the test drive ends, on the page's own clock (`performance.now()`); null while none runs. */
  readonly driveEndsAtMs: number | null;
  /** What was typed into the form of scenes and times and is not saved yet. */
  readonly draft: Draft;
  /** What of it is stored already, until the page has read the show again. */
  readonly savedDraft: Draft;
  /** Steps of the path that were opened or closed by hand. */
  readonly unfolded: ReadonlyMap<StepName, boolean>;
  readonly remembered: Remembered;
  /** Null until the service has answered; the other two stay so on another device. */
  readonly callers: CallersJson | null;
  readonly network: NetworkJson | null;
  readonly autostart: AutostartJson | null;
  /** The address and the token are on the screen. */
  readonly isCodeShown: boolean;
  /** Which address of this PC the code leads to; null: the likeliest. */
  readonly address: string | null;
  readonly copied: Copied | null;
}

export interface SetupActions {
  /** Presses a key and tells what came of it; the answer is for what the page does next. */
  press(key: string, method: Method, path: string, fields?: object): Promise<Answer<unknown>>;
  /** A press that cannot be sent as it is, with what to do first. */
  refuse(sentence: string): void;
  /** Stores another address or password of OBS; true when it was stored. */
  connect(fields: object): Promise<boolean>;
  /** Opens the editor of one text, unless another one holds what is not saved; null closes it. */
  edit(editing: Pick<Editing, 'source' | 'template' | 'isNew'> | null): void;
  /** What was edited has been saved: closes its editor, unless something else is edited, or typed, by now. */
  closeSaved(saved: Editing): void;
  /** The template was changed: asks how it would read. */
  type(change: Partial<Pick<Editing, 'source' | 'template' | 'isFree'>>): void;
  /** Something was typed into the form of scenes and times. */
  typeTimes(event: Event): void;
  /** The same, of fields that a key fills in. */
  setTimes(change: Draft): void;
  unfold(step: StepName, isOpen: boolean): void;
  /** The streamer does without this step, or not after all. */
  skip(step: StepName, isSkipped: boolean): void;
  readonly copy: Copy;
  switchNetwork(fields: { readonly enabled: boolean; readonly new_token?: boolean }): Promise<void>;
  switchAutostart(enabled: boolean): Promise<void>;
  showCode(isShown: boolean): void;
  chooseAddress(address: string): void;
  /** Saves that form; `sent` is what it takes from the draft. */
  saveTimes(fields: Partial<ShowJson>, sent: Draft): void;
}
