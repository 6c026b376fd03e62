import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GameLogCommand } from '../../src/game-log/command.js';
import { logFilesIn, newestLaunch } from '../../src/game-log/names.js';
import { OLD_AFTER_MS, type ReaderOptions } from '../../src/game-log/reader.js';
import { createWatcher, MAP_COMES_WITHIN_MS } from '../../src/game-log/watcher.js';
import { makeFolder } from '../support/database.js';
import { writeGameLog, type LogStep } from '../support/game-log.js';
import { createGameLogFolder } from '../support/game-log-folder.js';
import { SCENARIOS } from './scenarios.js';

const MATCHED: GameLogCommand = { type: 'matched' };
const OVER: GameLogCommand = { type: 'over' };
const START: GameLogCommand = { type: 'start', map_name: 'Customs', game_mode: 'pvp' };
const PMC_PLAYS: GameLogCommand = { type: 'correct', character_type: 'pmc' };

/** A folder of logs, who writes there as the game does, and a watcher with a clock of its own. */
function openLogs(options: Partial<ReaderOptions> = {}) {
  let ms = 0;
  const files = createGameLogFolder(makeFolder());
  const watcher = createWatcher({ folder: files.folder, nowMs: () => ms, ...options });
  const logs = {
    ...files,
    pass: (milliseconds: number) => void (ms += milliseconds),
    async look() {
      ms += 500;
      return watcher.look();
    },
    async commands() {
      const commands: GameLogCommand[] = [];
      for (;;) {
        const watched = await logs.look();
        commands.push(...watched.commands);
        if (!watched.look.hasMore) return commands;
      }
    },
  };
  return logs;
}

/** One raid, in three pieces. */
function customs() {
  const log = writeGameLog();
  log.menu();
  log.queue();
  log.scene('customs_preset');
  const queued = log.steps.splice(0);
  log.confirmed('5H5YBT', 'bigmap');
  log.trace('5H5YBT', 'bigmap');
  log.started();
  const inRaid = log.steps.splice(0);
  log.outOfRaid('5H5YBT', 'bigmap');
  return { queued, inRaid, over: log.steps };
}

describe('the reader of the game log', () => {
  it.each(SCENARIOS)('follows files that grow: $title', async ({ steps, commands }) => {
    const logs = openLogs();
    const seen = await logs.commands();
    for (const [index, step] of steps.entries()) {
      if (step.type === 'text') {
        // A look in the middle of a line, and of a character.
        const bytes = Buffer.from(step.text);
        const middle = (index * 37) % bytes.length;
        fs.appendFileSync(logs.fileOf(step.kind), bytes.subarray(0, middle));
        seen.push(...(await logs.commands()));
        fs.appendFileSync(logs.fileOf(step.kind), bytes.subarray(middle));
      } else logs.append(step);
      if (index % 2 === 0) seen.push(...(await logs.commands()));
    }
    seen.push(...(await logs.commands()));
    expect(seen).toEqual(commands);
  });

  it('does nothing about what is old at the start, and follows what comes', async () => {
    const { queued, inRaid, over } = customs();
    const yesterday = openLogs();
    yesterday.play([...queued, ...inRaid, ...over]);
    expect(await yesterday.commands()).toEqual([]);

    const inQueue = openLogs();
    inQueue.play(queued);
    expect(await inQueue.commands()).toEqual([]);
    inQueue.pass(MAP_COMES_WITHIN_MS);
    expect(await inQueue.commands()).toEqual([]);
    inQueue.play(inRaid);
    expect(await inQueue.commands()).toEqual([{ ...START, character_type: 'pmc' }, MATCHED]);

    const inside = openLogs();
    inside.play([...queued, ...inRaid]);
    expect(await inside.commands()).toEqual([]);
    inside.play(over);
    expect(await inside.commands()).toEqual([OVER]);
  });

  it('reads what is old in the order of its times, however little it reads at a look', async () => {
    const { queued, inRaid, over } = customs();
    const logs = openLogs({ bytesPerLook: 500 });
    logs.play([...queued, ...inRaid, ...over]);
    const log = writeGameLog();
    log.pass(3_600);
    log.intoRaid('CCCC33', 'woods_preset', 'Woods');
    logs.play(log.steps.splice(0));
    for (let hasMore = true; hasMore;) {
      const { look, commands } = await logs.look();
      expect(commands).toEqual([]);
      expect(look.bytes).toBeLessThanOrEqual(500);
      ({ hasMore } = look);
    }
    // The disconnect of the first raid has not ended the second.
    log.outOfRaid('CCCC33', 'Woods');
    logs.play(log.steps);
    expect(await logs.commands()).toEqual([OVER]);
  });

  it('reads what is old in its order where the clock was set back, also in a file of the next number', async () => {
    const logs = openLogs();
    const log = writeGameLog();
    log.menu();
    log.queue();
    log.scene('customs_preset');
    log.trace('5H5YBT', 'bigmap');
    log.connect();
    log.pass(-12 * 3600);
    log.started();
    logs.play(log.steps.splice(0));
    log.outOfRaid('5H5YBT', 'bigmap');
    log.intoRaid('CCCC33', 'woods_preset', 'Woods');
    for (const step of log.steps.splice(0)) logs.append(step, 1);
    expect(await logs.commands()).toEqual([]);
    // The raid on Customs is over, and the one on Woods is on.
    log.over('CCCC33', 'Woods');
    for (const step of log.steps) logs.append(step, 1);
    expect(await logs.commands()).toEqual([OVER]);
  });

  it('reads only what was appended, and nothing of the large output', async () => {
    const { queued, inRaid } = customs();
    const logs = openLogs();
    logs.play(queued);
    fs.writeFileSync(logs.fileOf('output'), Buffer.alloc(15 * 1024 * 1024, 'x'));
    const sizes = fs
      .readdirSync(path.dirname(logs.fileOf('x')))
      .filter((name) => !name.includes('output'))
      .map((name) => fs.statSync(path.join(path.dirname(logs.fileOf('x')), name)).size);
    expect((await logs.look()).look.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
    expect((await logs.look()).look.bytes).toBe(0);
    logs.play(inRaid.slice(0, 1));
    const [first] = inRaid;
    expect((await logs.look()).look.bytes).toBe(first?.type === 'text' ? Buffer.byteLength(first.text) : 0);
  });

  it('starts a queue for which no map comes', async () => {
    const logs = openLogs();
    await logs.look();
    const log = writeGameLog();
    log.menu();
    log.queue();
    logs.play(log.steps);
    expect(await logs.commands()).toEqual([]);
    logs.pass(MAP_COMES_WITHIN_MS);
    expect(await logs.commands()).toEqual([{ type: 'start', game_mode: 'pvp' }]);
    expect(await logs.commands()).toEqual([]);
  });

  it('loses nothing while the folder is away for a short time', async () => {
    const { queued, inRaid, over } = customs();
    const logs = openLogs();
    expect((await logs.look()).look.trouble).toBe('no_launch');
    logs.play(queued);
    expect(await logs.commands()).toEqual([START]);
    fs.renameSync(logs.folder, `${logs.folder}-away`);
    expect((await logs.look()).look.trouble).toBe('not_there');
    fs.renameSync(`${logs.folder}-away`, logs.folder);
    logs.play(inRaid);
    expect(await logs.commands()).toEqual([PMC_PLAYS, MATCHED]);
    logs.play(over);
    expect(await logs.commands()).toEqual([OVER]);
  });

  it('makes no raid of what happened while nobody looked, and ends what has ended meanwhile', async () => {
    const { queued, inRaid, over } = customs();
    const woods = writeGameLog();
    woods.menu();
    woods.intoRaid('CCCC33', 'woods_preset', 'Woods');
    woods.outOfRaid('CCCC33', 'Woods');
    const gap = async (before: readonly LogStep[], meanwhile: readonly LogStep[]) => {
      const logs = openLogs();
      await logs.look();
      logs.play(before);
      await logs.commands();
      logs.pass(OLD_AFTER_MS + 1);
      logs.play(meanwhile);
      return logs.commands();
    };
    expect(await gap(queued, inRaid)).toEqual([PMC_PLAYS, MATCHED]);
    expect(await gap(queued, [...inRaid, ...over])).toEqual([PMC_PLAYS, MATCHED, OVER]);
    expect(await gap(queued, woods.steps.slice(0, 1))).toEqual([{ type: 'cancel' }]);
    expect(await gap([...queued, ...inRaid], over)).toEqual([OVER]);
    expect(await gap([...queued, ...inRaid], [...over, ...woods.steps])).toEqual([OVER]);
    expect(await gap([...queued, ...inRaid, ...over], woods.steps)).toEqual([]);
    expect(await gap(queued, [])).toEqual([]);
    // Left, and the queue that is on now is another one: it is started with its match.
    const left = writeGameLog();
    left.cancelled();
    left.queue();
    left.scene('woods_preset');
    expect(await gap(queued, left.steps)).toEqual([{ type: 'cancel' }]);
  });

  it('goes on with the next file when one has grown too long, and with one that was begun anew', async () => {
    const { queued, inRaid, over } = customs();
    const logs = openLogs();
    await logs.look();
    logs.play(queued);
    expect(await logs.commands()).toEqual([START]);
    for (const step of inRaid) logs.append(step, 1);
    expect(await logs.commands()).toEqual([PMC_PLAYS, MATCHED]);
    fs.truncateSync(logs.fileOf('backend', 1));
    for (let look = 0; look < 21; look += 1) expect(await logs.commands()).toEqual([]);
    for (const step of over) if (step.type === 'text' && step.kind === 'backend') logs.append(step, 1);
    expect(await logs.commands()).toEqual([OVER]);
  });

  it('reads nothing twice where a file is listed shorter for a while, or was written anew', async () => {
    const { queued, inRaid, over } = customs();
    const logs = openLogs();
    await logs.look();
    logs.play(queued);
    logs.play(inRaid);
    expect(await logs.commands()).toEqual([START, PMC_PLAYS, MATCHED]);
    const file = logs.fileOf('application');
    const whole = fs.readFileSync(file);
    fs.writeFileSync(file, whole.subarray(0, whole.length / 2));
    for (let look = 0; look < 5; look += 1) expect(await logs.commands()).toEqual([]);
    fs.writeFileSync(file, whole);
    expect(await logs.commands()).toEqual([]);
    fs.writeFileSync(file, whole.subarray(0, whole.length / 2));
    for (let look = 0; look < 30; look += 1) expect(await logs.commands()).toEqual([]);
    logs.play(over);
    expect(await logs.commands()).toEqual([OVER]);
  });

  it('takes no launch for a new one that is older than another, when that is not listed or was removed', async () => {
    const { queued, inRaid, over } = customs();
    const logs = openLogs();
    await logs.look();
    logs.play([...queued, ...inRaid, ...over]);
    expect(await logs.commands()).toEqual([START, PMC_PLAYS, MATCHED, OVER]);
    const woods = writeGameLog();
    woods.menu();
    logs.play(woods.steps.splice(0));
    expect(await logs.commands()).toEqual([]);
    const launch = path.dirname(logs.fileOf('application'));
    fs.renameSync(launch, `${launch}-away`);
    for (let look = 0; look < 5; look += 1) expect(await logs.commands()).toEqual([]);
    fs.renameSync(`${launch}-away`, launch);
    expect(await logs.commands()).toEqual([]);
    woods.intoRaid('CCCC33', 'woods_preset', 'Woods');
    logs.play(woods.steps);
    expect((await logs.commands()).map(({ type }) => type)).toEqual(['start', 'correct', 'matched']);
  });

  it('leaves the folder of Arena alone', async () => {
    const folder = path.join(makeFolder(), 'Escape from Tarkov Arena', 'Logs');
    const { queued, inRaid } = customs();
    const logs = openLogs();
    logs.play([...queued, ...inRaid]);
    fs.cpSync(logs.folder, folder, { recursive: true });
    const arena = createWatcher({ folder, nowMs: () => 0 });
    const { commands, look } = await arena.look();
    expect({ commands, look }).toMatchObject({ commands: [], look: { trouble: 'arena', bytes: 0 } });
  });
});

describe('the names of the game log', () => {
  it('say which launch is the newest, by numbers', () => {
    const launches = [
      'log_2026.07.11_13-02-01_1.0.6.0.46010',
      'log_2026.07.11_4-38-37_1.0.6.0.46010',
      'log_2025.12.31_23-59-59_1.0.0.0.40000',
      'log_2026.07.11_13-02-01_1.0.6.0.46010.zip.txt',
      'zzz',
      'log_later',
    ];
    expect(newestLaunch(launches)).toBe(launches[0]);
    expect(newestLaunch(['zzz', 'log_later'])).toBeNull();
  });

  it('say which files are read, those of old games, too', () => {
    const stamp = '2026.07.11_4-38-37_1.0.6.0.46010';
    const names = [
      ...[`${stamp} application_001.log`, `${stamp} application_000.log`, `${stamp} output_000.log`],
      ...[
        `${stamp} backend_000.log`,
        `${stamp} network-connection_000.log`,
        `${stamp} network-messages_000.log`,
      ],
      ...[`${stamp} push-notifications_000.log`, `${stamp} backend_queue_000.log`, `${stamp} errors_000.log`],
      ...['application.log', `${stamp} notifications.log`, `${stamp} application_000.log.bak`],
    ];
    const kinds = logFilesIn(names).map(({ kind, part }) => `${kind} ${part}`);
    expect(kinds.sort()).toEqual([
      ...['application 0', 'application 0', 'application 1', 'backend 0', 'network-connection 0'],
      ...['push-notifications 0', 'push-notifications 0'],
    ]);
  });
});
