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
}

export class AutostartError extends Error {
  override readonly name = 'AutostartError';
}

/** @param script the program's entry file, as Node is given it. */
export function createAutostart(script: string, where: Surroundings = thisPc()): Autostart {
  const file = autostartFile(where, startCommand(script));
  const state = (): AutostartState => describe(file);
  return {
    state,
    set(enabled) {
      if (file === null) throw new AutostartError(describe(file).message);
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
  };
}

/** Never opens the browser: the streamer has just signed in and asked for nothing. */
function startCommand(script: string): StartCommand {
  return [process.execPath, script, 'start', '--no-open'];
}

function thisPc(): Surroundings {
  return { platform: process.platform, home: os.homedir(), env: process.env };
}

function describe(file: AutostartFile | null): AutostartState {
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
      ? 'It starts by itself when you sign in.'
      : 'It starts by itself when you sign in, but from another folder or version: switch it off and on again.';
  return { enabled: true, file: file.path, message };
}
