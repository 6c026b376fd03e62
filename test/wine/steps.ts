import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeObs } from '../support/fake-obs.js';
import { writeGameLog } from '../support/game-log.js';
import { createGameLogFolder, type GameLogFolder } from '../support/game-log-folder.js';
import { until } from '../support/until.js';
import { configFolder, storeObsSettings, type Running, type WinePc } from './wine-pc.js';

export interface Stage {
  readonly pc: WinePc;
  readonly obs: FakeObs;
  readonly port: number;
}

/** Does it, and tells what was seen; throws when that is not as it must be. */
type Step = (stage: Stage) => string | Promise<string>;

/** The one window; later steps find it open. */
let running: Running | null = null;

const config = ({ pc }: Stage): string => configFolder(pc);
const data = ({ pc }: Stage): string =>
  path.join(pc.profile, 'AppData', 'Local', 'tarkov-stream-producer', 'Data');
const startupFolder = ({ pc }: Stage): string =>
  path.join(pc.profile, 'AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup');

type Fields = Record<string, unknown>;

async function ask(stage: Stage, method: string, route: string, fields?: object): Promise<Fields> {
  const response = await fetch(`http://127.0.0.1:${stage.port}${route}`, {
    method,
    ...(fields !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    }),
  });
  const answer = (await response.json()) as Fields;
  assert.ok(response.ok, `${route}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

async function press(stage: Stage, route: string, fields: object = {}): Promise<Fields> {
  return ask(stage, 'POST', route, fields);
}

async function raids(stage: Stage): Promise<number> {
  const { raids: list } = (await ask(stage, 'GET', '/raids')) as { raids: unknown[] };
  return list.length;
}

let writtenLogs: GameLogFolder | null = null;

function gameLogs({ pc }: Stage): GameLogFolder {
  return (writtenLogs ??= createGameLogFolder(path.join(pc.profile, 'Spiele & Ünï')));
}

function started(): Running {
  assert.ok(running, 'The program does not run.');
  return running;
}

export const STEPS: readonly (readonly [what: string, step: Step])[] = [
  [
    'unpacked: what the streamer sees',
    ({ pc }) => {
      const names = fs.readdirSync(pc.bundle).sort();
      assert.deepEqual(names, ['Read me.txt', 'Tarkov Stream Producer.cmd', 'app', 'scenes']);
      return names.join(', ');
    },
  ],
  [
    'doctor before the first start',
    async (stage) => {
      writeObsSettings(stage);
      fs.mkdirSync(config(stage), { recursive: true });
      fs.writeFileSync(path.join(config(stage), 'settings.json'), `{ "port": ${stage.port} }`);
      const { output } = await stage.pc.type('doctor');
      assert.match(output, /Start it: "Tarkov Stream Producer\.cmd"/);
      assert.match(output, /OBS's own settings|from OBS/);
      return lineOf(output, /OBS address/);
    },
  ],
  [
    'start by a double click, from a folder with a blank and an ampersand',
    async (stage) => {
      running = await stage.pc.start(stage.port);
      await until(() => assert.match(started().output(), /To stop it, press Ctrl\+C/));
      return lineOf(started().output(), /Raids {2}/);
    },
  ],
  [
    'data and settings of a user with blanks and letters of other countries',
    (stage) => {
      assert.ok(fs.existsSync(path.join(data(stage), 'raids.db')));
      assert.ok(fs.existsSync(path.join(data(stage), 'log', 'tarkov-stream-producer.log')));
      return stage.pc.windowsPath(path.join(data(stage), 'raids.db'));
    },
  ],
  [
    'the pages',
    async ({ port }) => {
      for (const page of ['/', '/history', '/setup', '/keys', '/scenes/tarkov-stream.windows.json']) {
        const { status } = await fetch(`http://127.0.0.1:${port}${page}`);
        assert.equal(status, 200, page);
      }
      return '/, /history, /setup, /keys and the scenes for OBS are served';
    },
  ],
  [
    'OBS found by its own settings, with its password',
    async (stage) => {
      await until(async () => assert.equal((await ask(stage, 'GET', '/health'))['obs'], 'ready'));
      return 'connected, nothing was typed';
    },
  ],
  [
    'a raid by HTTP, on screen in OBS',
    async (stage) => {
      await press(stage, '/raid/start', { map_name: 'Customs', character_type: 'pmc' });
      await press(stage, '/raid/matched');
      await press(stage, '/raid/kill', { enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true });
      await until(() => assert.equal(stage.obs.model.programScene, 'Tarkov In Raid'));
      await until(() => assert.match(String(stage.obs.model.text('Tarkov Raid Kills')), /1/));
      const { message } = await press(stage, '/raid/end', { status: 'survived' });
      await until(() => assert.equal(stage.obs.model.programScene, 'Tarkov Survived'));
      return String(message);
    },
  ],
  [
    'an edited show.json is taken up',
    async (stage) => {
      fs.writeFileSync(
        path.join(config(stage), 'show.json'),
        '\uFEFF{ "texts": { "Tarkov Raid Kills": "Ünï {{all_time.total_kills}}" } }\r\n',
      );
      await until(() => assert.equal(stage.obs.model.text('Tarkov Raid Kills'), 'Ünï 1'));
      return 'the text in OBS says "Ünï 1"';
    },
  ],
  [
    'an edited settings.json is taken up',
    async (stage) => {
      const file = path.join(config(stage), 'settings.json');
      fs.writeFileSync(file, `{ "port": ${stage.port}, "obs_url": "ws://127.0.0.1:9" }`);
      await until(async () => assert.notEqual((await ask(stage, 'GET', '/health'))['obs'], 'ready'));
      fs.writeFileSync(file, `{ "port": ${stage.port} }`);
      await until(async () => assert.equal((await ask(stage, 'GET', '/health'))['obs'], 'ready'));
      return 'another address of OBS, and back';
    },
  ],
  [
    'a second start is refused, where nobody looks',
    async ({ pc }) => {
      const { code, output } = await pc.type();
      assert.match(output, /This program runs already/);
      assert.equal(code, 4);
      return `exit code ${code}: ${lineOf(output, /runs already/)}`;
    },
  ],
  [
    'a second start in a window opens the page of the first',
    async ({ pc }) => {
      const { code, output } = await pc.typeInWindow();
      assert.match(
        output.replaceAll(/\s+/g, ' '),
        /already running at http:\/\/localhost:\d+: its page is opened/,
      );
      assert.equal(code, 0);
      return 'already running: its page is opened';
    },
  ],
  [
    'killed in a raid, and started again',
    async (stage) => {
      await press(stage, '/raid/start', { map_name: 'Woods', character_type: 'scav' });
      await press(stage, '/raid/matched');
      await press(stage, '/raid/kill', { enemy_type: 'scav' });
      await started().kill();
      running = await stage.pc.start(stage.port);
      const raid = await ask(stage, 'GET', '/raid');
      assert.deepEqual([raid['map_name'], raid['status'], raid['kill_count']], ['Woods', 'in_progress', 1]);
      await press(stage, '/raid/end', { status: 'died' });
      return 'the raid goes on, with its kill';
    },
  ],
  [
    "the game's log, found by the registry in a folder with blanks and such letters",
    async (stage) => {
      const logs = gameLogs(stage);
      await stage.pc.storeInRegistry(
        String.raw`HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\EscapeFromTarkov`,
        'InstallLocation',
        stage.pc.windowsPath(path.dirname(logs.folder)),
      );
      const log = writeGameLog();
      log.menu();
      logs.play(log.steps.splice(0));
      await press(stage, '/game-log', { enabled: true });
      await until(async () => assert.equal((await ask(stage, 'GET', '/game-log'))['state'], 'watching'));
      const { message, folder } = await ask(stage, 'GET', '/game-log');
      assert.equal(folder, stage.pc.windowsPath(logs.folder));
      return String(message);
    },
  ],
  [
    'a raid that comes from the log alone, on screen in OBS',
    async (stage) => {
      const logs = gameLogs(stage);
      const log = writeGameLog();
      const write = async (scene: string, say: () => void): Promise<number> => {
        say();
        // Half a line is there for a while.
        for (const step of log.steps.splice(0)) {
          if (step.type === 'launch') continue;
          const bytes = Buffer.from(step.text);
          for (const half of [bytes.subarray(0, bytes.length / 2), bytes.subarray(bytes.length / 2)]) {
            fs.appendFileSync(logs.fileOf(step.kind), half);
            await sleep(15);
          }
        }
        const wroteAt = performance.now();
        await until(() => assert.equal(stage.obs.model.programScene, scene));
        return Math.round(performance.now() - wroteAt);
      };
      const queue = await write('Tarkov Queue', () => {
        log.queue();
        log.scene('city_preset');
      });
      const inRaid = await write('Tarkov In Raid', () => {
        log.confirmed('5H5YBT', 'TarkovStreets');
        log.trace('5H5YBT', 'TarkovStreets');
        log.started();
      });
      await write('Tarkov In Raid', () => {
        log.outOfRaid('5H5YBT', 'TarkovStreets');
      });
      await until(async () => assert.notEqual((await ask(stage, 'GET', '/raid'))['over_at'], null));
      const raid = await ask(stage, 'GET', '/raid');
      assert.deepEqual([raid['map_name'], raid['character_type']], ['Streets of Tarkov', 'pmc']);
      assert.deepEqual(raid['from_game_log'], ['start', 'update', 'matched', 'over']);
      const { message } = await press(stage, '/raid/end', { status: 'died' });
      return `queue after ${queue} ms, in raid after ${inRaid} ms. ${String(message)}`;
    },
  ],
  [
    'doctor beside it',
    async ({ pc }) => {
      const { output } = await pc.type('doctor');
      const rows = ['Service', 'Settings file', 'Show file', 'Database', 'Connection', "Game's log"];
      for (const row of rows) assert.match(output, new RegExp(`^ok +${row}`, 'm'));
      return `in order: ${rows.join(', ')}`;
    },
  ],
  [
    'backup beside it',
    async (stage) => {
      const target = path.join(stage.pc.profile, 'Kopie für später.db');
      const { code, output } = await stage.pc.type('backup', stage.pc.windowsPath(target));
      assert.equal(code, 0, output);
      assert.ok(fs.statSync(target).size > 0);
      return lineOf(output, /Copied/);
    },
  ],
  [
    'export beside it, as JSON and CSV',
    async (stage) => {
      const targets = ['Alle Raids.json', 'Alle Raids.csv'].map((name) => path.join(stage.pc.profile, name));
      for (const target of targets) {
        const { code, output } = await stage.pc.type('export', stage.pc.windowsPath(target));
        assert.equal(code, 0, output);
        assert.match(fs.readFileSync(target, 'utf8'), /Woods/);
      }
      const again = await stage.pc.type('export', stage.pc.windowsPath(targets[0] ?? ''));
      assert.notEqual(again.code, 0);
      return `written; again: ${lineOf(again.output, /exists|there|--force/)}`;
    },
  ],
  [
    'import of it beside the running program adds nothing',
    async (stage) => {
      const before = await raids(stage);
      const file = stage.pc.windowsPath(path.join(stage.pc.profile, 'Alle Raids.json'));
      const { code, output } = await stage.pc.type('import', file);
      assert.equal(code, 0, output);
      assert.equal(await raids(stage), before);
      return lineOf(output, /imported/);
    },
  ],
  [
    'autostart on: the file of the Startup folder',
    async (stage) => {
      const { code, output } = await stage.pc.type('autostart', 'on');
      assert.equal(code, 0, output);
      const [file] = fs.readdirSync(startupFolder(stage));
      assert.equal(file, 'Tarkov Stream Producer.cmd');
      return lineOf(output, /starts/);
    },
  ],
  [
    'stopped by Ctrl+C',
    async () => {
      const { code, output } = await started().stop();
      running = null;
      assert.match(output, /Stopping\./);
      assert.equal(code, 0);
      return `exit code ${code}`;
    },
  ],
  [
    'started by the autostart file, as at sign-in',
    async (stage) => {
      const file = stage.pc.windowsPath(path.join(startupFolder(stage), 'Tarkov Stream Producer.cmd'));
      running = await stage.pc.startWith(file, stage.port);
      assert.equal(await raids(stage), 3);
      await running.stop();
      running = null;
      return 'it serves, with the raids of before';
    },
  ],
  [
    'autostart off',
    async (stage) => {
      const { code, output } = await stage.pc.type('autostart', 'off');
      assert.equal(code, 0, output);
      assert.deepEqual(fs.readdirSync(startupFolder(stage)), []);
      return lineOf(output, /start/);
    },
  ],
  [
    'a new database, and all raids imported into it',
    async (stage) => {
      const { code, output } = await stage.pc.type('new-database');
      assert.equal(code, 0, output);
      const file = stage.pc.windowsPath(path.join(stage.pc.profile, 'Alle Raids.json'));
      const imported = await stage.pc.type('import', file);
      assert.match(imported.output, /3 imported/);
      return lineOf(imported.output, /imported/);
    },
  ],
  [
    'restore from the backup',
    async (stage) => {
      const copy = stage.pc.windowsPath(path.join(stage.pc.profile, 'Kopie für später.db'));
      const { code, output } = await stage.pc.type('restore', copy);
      assert.equal(code, 0, output);
      return lineOf(output, /raid/i);
    },
  ],
  [
    'moved to a folder with such letters, and started there',
    async (stage) => {
      stage.pc.renameBundle('Tärkov Łuk (2)');
      running = await stage.pc.start(stage.port);
      assert.equal(await raids(stage), 3);
      await running.stop();
      running = null;
      return stage.pc.windowsPath(stage.pc.bundle);
    },
  ],
];

/** As OBS for Windows writes them. */
function writeObsSettings({ pc, obs }: Stage): void {
  obs.manners.password = 'Pässword';
  obs.model.kinds.push('text_gdiplus_v3', 'game_capture');
  for (const scene of ['Lobby', 'Queue', 'In Raid', 'Survived', 'Death'])
    obs.model.addScene(`Tarkov ${scene}`);
  obs.model.addInput('Tarkov Raid Kills', 'text_gdiplus_v3');
  obs.model.chooseScene('Tarkov Lobby');
  storeObsSettings(pc, Number(new URL(obs.url).port), obs.manners.password);
}

/** The line that says it, without the blanks that put it into columns. */
function lineOf(output: string, pattern: RegExp): string {
  const line = output.split('\n').find((candidate) => pattern.test(candidate));
  return (line ?? `(no line with ${String(pattern)})`).replaceAll(/\s+/g, ' ').trim();
}
