import { runProgram } from '../../src/cli/program.js';
import { programEnvironment, PROGRAM_FILE, temporaryFolder } from './service-process.js';

interface CommandHere {
  readonly args: readonly string[];
  readonly folder?: string;
  readonly obsUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What `process.exit` throws meanwhile. */
class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/**
 * A command of the program in this process: what it prints and its exit code, as `runToExit` has them of the built one,
 * which takes a second of a core to load. One at a time; not for `start`, nor beside a database that is open here.
 */
export async function runHere(options: CommandHere): Promise<{ code: number; output: string }> {
  const { args, folder = temporaryFolder(), obsUrl, env = {} } = options;
  const obs = obsUrl === undefined ? {} : { TSP_OBS_URL: obsUrl };
  let output = '';
  const restore = [
    replaceEnvironment({ ...programEnvironment(folder), ...obs, ...env }),
    replace(process, 'argv', [process.execPath, PROGRAM_FILE, ...args]),
    replace(process, 'exitCode', undefined),
    replace(process, 'exit', (code) => {
      throw new Exit(Number(code ?? 0));
    }),
    ...[process.stdout, process.stderr].map((stream) =>
      replace(stream, 'write', (chunk: string | Uint8Array, ...rest: unknown[]) => {
        output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
        const written = rest.find((argument) => typeof argument === 'function') as (() => void) | undefined;
        written?.();
        return true;
      }),
    ),
  ];
  try {
    await runProgram(process.argv);
    return { code: Number(process.exitCode ?? 0), output };
  } catch (error) {
    if (error instanceof Exit) return { code: error.code, output };
    throw error;
  } finally {
    for (const back of restore.reverse()) back();
  }
}

function replace<T extends object, Key extends keyof T>(owner: T, key: Key, value: T[Key]): () => void {
  const before = owner[key];
  owner[key] = value;
  return () => {
    owner[key] = before;
  };
}

function replaceEnvironment(wanted: NodeJS.ProcessEnv): () => void {
  const before = { ...process.env };
  const set = (env: NodeJS.ProcessEnv): void => {
    for (const name of Object.keys(process.env))
      if (!(name in env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, env);
  };
  set(wanted);
  return () => {
    set(before);
  };
}
