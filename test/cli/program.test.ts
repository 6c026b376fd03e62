import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runHere } from '../support/command-here.js';
import { runToExit, temporaryFolder } from '../support/service-process.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STACK_TRACE = /\n\s+at .+:\d+/;

function run(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

describe('the program in a folder where nothing is installed', () => {
  it('asks for npm ci when it has not been built', () => {
    const folder = temporaryFolder();
    fs.cpSync(path.join(ROOT, 'src', 'cli', 'launch.js'), path.join(folder, 'src', 'cli', 'launch.js'));
    fs.copyFileSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
    const { status, output } = run(path.join(folder, 'src', 'cli', 'launch.js'));
    expect(output).toBe(
      `This program is not installed yet. Run "npm ci" in its folder ${fs.realpathSync(folder)}${path.sep} and start it again.\n`,
    );
    expect(status).toBe(1);
  });

  it('asks for npm ci when its packages are missing', () => {
    const folder = temporaryFolder();
    for (const name of ['src', 'migrations', 'package.json', 'tsconfig.json']) {
      fs.cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
    }
    const entry = path.join(folder, 'src', 'cli', 'tarkov-stream-producer.ts');
    const { status, output } = run('--import', 'tsx', entry, 'doctor');
    expect(output).toContain('This program is not complete. Run "npm ci" in its folder');
    expect(output).not.toMatch(STACK_TRACE);
    expect(status).toBe(1);
  });
});

describe('a command that does not exist', () => {
  it.each([
    ['doctr', 'There is no command "doctr". Did you mean doctor?'],
    ['exprot', 'There is no command "exprot". Did you mean export?'],
    ['setup', 'There is no command "setup". Did you mean setup-obs?'],
    ['Start', 'There is no command "Start". Did you mean start?'],
    ['raids.json', 'There is no command "raids.json". The commands are start, doctor,'],
  ])('as %s is refused with the nearest one', async (word, sentence) => {
    const { code, output } = await runHere({ args: [word] });
    expect(output).toContain(sentence);
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(1);
  });
});

describe('export', () => {
  it('takes the file as its argument, as backup does', async () => {
    const folder = temporaryFolder();
    const table = path.join(folder, 'raids.csv');
    fs.writeFileSync(
      table,
      'started_at,status,character_type,map_name\n2026-01-01T10:00:00Z,died,pmc,Woods\n',
    );
    expect((await runHere({ folder, args: ['import', table] })).output).toContain('1 imported');
    const target = path.join(folder, 'out.json');
    const { code, output } = await runToExit({ folder, args: ['export', target] });
    expect(output).toContain(`Written: ${fs.realpathSync(folder)}`);
    expect(code).toBe(0);
    expect(fs.readFileSync(target, 'utf8')).toContain('"map_name":"Woods"');
  });

  it('refuses two different files', async () => {
    const { code, output } = await runHere({ args: ['export', 'a.json', '--out', 'b.json'] });
    expect(output).toContain('Name one file to write: a.json or b.json.');
    expect(code).toBe(1);
  });
});
