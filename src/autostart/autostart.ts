import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { autostartFile, type AutostartFile, type StartCommand, type Surroundings } from './autostart-file.js';

export interface AutostartState {
  readonly enabled: boolean;
  /** The file that the system looks at; null where this system's way is not known. */
  readonly file: string | null;
  /** One plain sentence. */
  readonly message: string;
}

/** Whether the program starts when its user signs in, and the switch for it. */
export interface Autostart {
  state(): AutostartState;
  /** @throws AutostartError with a sentence for people; nothing is changed then. */
  set(enabled: boolean): AutostartState;
  /**
   * Where it is on for another folder or version, this one takes its place: the streamer has moved the program or has
   * unpacked a new one. Resolves whether it did. Never throws.
   */
  follow(): boolean;
}

export class AutostartError extends Error {
  override readonly name = 'AutostartError';
}

/** @param script the program's entry file, as Node is given it. */
export function createAutostart(script: string, where: Surroundings = thisPc()): Autostart {
  const file = autostartFile(where, startCommand(script));
  const state = (): AutostartState => describe(file, where);
  return {
    state,
    set(enabled) {
      if (file === null) throw new AutostartError(state().message);
      try {
        if (enabled) {
          fs.mkdirSync(path.dirname(file.path), { recursive: true });
          fs.writeFileSync(file.path, file.text);
        } else fs.rmSync(file.path, { force: true });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new AutostartError(
          `The file that starts this program cannot be ${enabled ? 'written' : 'removed'}: ${reason}.`,
          { cause: error },
        );
      }
      return state();
    },
    follow() {
      if (file === null || !fs.existsSync(file.path)) return false;
      try {
        if (fs.readFileSync(file.path, 'utf8') === file.text) return false;
        fs.writeFileSync(file.path, file.text);
        return true;
      } catch {
        // The switch on the set-up page says what is wrong.
        return false;
      }
    },
  };
}

/** Never opens the browser: the streamer has just signed in and asked for nothing. */
function startCommand(script: string): StartCommand {
  return [process.execPath, script, 'start', '--no-open'];
}

function thisPc(): Surroundings {
  return { platform: process.platform, home: os.homedir(), env: process.env };
}

function describe(file: AutostartFile | null, { platform }: Surroundings): AutostartState {
  if (file === null) {
    return {
      enabled: false,
      file: null,
      message: 'This program does not know how programs are started here when you sign in.',
    };
  }
  const text = fs.existsSync(file.path) ? fs.readFileSync(file.path, 'utf8') : null;
  if (text === null) {
    return { enabled: false, file: file.path, message: 'It does not start when you sign in.' };
  }
  const message =
    text === file.text
      ? `It starts by itself when you sign in.${platform === 'win32' ? ' Its window starts minimised.' : ''}`
      : 'It starts by itself when you sign in, but from another folder or version: switch it off and on again.';
  return { enabled: true, file: file.path, message };
}
