import { createTurns } from '../../lib/in-turn.js';
import type { Config } from '../../config/config.js';
import { changeTarget } from '../../config/settings-file.js';
import { isWebAddress, SettingsError, type Settings } from '../../config/settings.js';
import type { WatchedFile } from '../../config/watched-file.js';
import { counted } from '../../lib/counted.js';
import type { ReactionFault } from '../../obs/react/fault.js';
import type { Show } from '../../show/show.js';
import type { Refused } from '../obs-setup.js';
import type { Targets } from './targets.js';

/** Another program that reactions can send to. */
export interface TargetState {
  readonly name: string;
  readonly address: string;
  /** How many reactions of the show send to it. */
  readonly reactions: number;
  /** Why it would not get what is sent; null: somebody answers there, and took what was sent last. */
  readonly problem: Pick<ReactionFault, 'finding' | 'remedy'> | null;
}

/** Stored, or so already. */
export interface TargetsChanged {
  readonly ok: true;
  readonly changed: boolean;
  readonly message: string;
  readonly targets: readonly TargetState[];
}

/** The targets of settings.json, to be seen and changed on the streaming PC alone: an address can hold a secret. */
export interface TargetList {
  /** Looks at each, and tells what it said to what was sent last; nothing is sent to it. */
  state(): Promise<readonly TargetState[]>;
  /** Adds one, or gives it another address; an address that lacks its http:// gets it. */
  set(name: string, address: string): Promise<TargetsChanged | Refused>;
  remove(name: string): Promise<TargetsChanged | Refused>;
}

export interface TargetListParts {
  readonly settings: WatchedFile<Settings>;
  readonly show: WatchedFile<Show>;
  readonly config: Config;
  readonly targets: Pick<Targets, 'look'>;
}

export function createTargetList({ settings, show, config, targets }: TargetListParts): TargetList {
  // Each reads the file that the one before has written.
  const inTurn = createTurns();
  const addresses = (): Readonly<Record<string, string>> => settings.value().targets;

  const senders = (to: string): number => show.value().reactions.filter(({ send }) => send?.to === to).length;

  function state(): Promise<readonly TargetState[]> {
    return Promise.all(
      Object.entries(addresses()).map(async ([name, address]) => ({
        ...{ name, address, reactions: senders(name) },
        problem: await targets.look(name),
      })),
    );
  }

  async function store(
    name: string,
    address: string | undefined,
    message: string,
  ): Promise<TargetsChanged | Refused> {
    try {
      const changed = await changeTarget(config.places.settingsFile, name, address);
      settings.readNow();
      const isStored = Object.hasOwn(addresses(), name) === (address !== undefined);
      if (!isStored)
        return { ok: false, message: `"${name}" cannot be the name of a target: choose another.` };
      const words = changed ? message : 'Nothing was changed: it was so already.';
      return { ok: true, changed, message: words, targets: await state() };
    } catch (error) {
      if (error instanceof SettingsError) return { ok: false, message: error.message };
      throw error;
    }
  }

  return {
    state,
    set: (name, typed) =>
      inTurn(() => {
        const address = withScheme(typed);
        if (/\s/.test(address) || !isWebAddress(address))
          return Promise.resolve({ ok: false, message: NO_ADDRESS });
        return store(name, address, `Saved: reactions can send to "${name}".`);
      }),
    remove: (name) =>
      inTurn(() => {
        const left = senders(name);
        const still =
          left === 0 ? '' : ` ${counted(left, 'reaction')} still ${left === 1 ? 'sends' : 'send'} to it.`;
        return store(name, undefined, `"${name}" is removed.${still}`);
      }),
  };
}

/** `127.0.0.1:7474/DoAction`, as it is typed. */
function withScheme(typed: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`;
}

// Without what was typed: it may hold a secret, and the log keeps the sentence.
const NO_ADDRESS = 'That is no address to send to: type one such as http://127.0.0.1:7474/DoAction.';
