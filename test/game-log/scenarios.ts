import type { GameLogCommand } from '../../src/game-log/command.js';
import { SCAV, writeGameLog, type GameLogWriter, type LogStep, type LogStyle } from '../support/game-log.js';

export interface Scenario {
  readonly title: string;
  readonly steps: readonly LogStep[];
  readonly commands: readonly GameLogCommand[];
  /** The raids that come out, with nothing pressed: map, character, mode, and where it stands. */
  readonly raids: readonly string[];
}

const start = (map_name: string, game_mode: 'pvp' | 'pve' | 'season' = 'pvp'): GameLogCommand => ({
  ...{ type: 'start', map_name, game_mode },
});
const matched: GameLogCommand = { type: 'matched' };
const over: GameLogCommand = { type: 'over' };
const cancel: GameLogCommand = { type: 'cancel' };
const is = (character_type: 'pmc' | 'scav'): GameLogCommand => ({ type: 'correct', character_type });
/** A raid of the PMC, from the queue to its end. */
const whole = (map_name: string): GameLogCommand[] => [start(map_name), is('pmc'), matched, over];

const SCENARIOS: Scenario[] = [];

function scenario(
  title: string,
  write: (log: GameLogWriter) => void,
  commands: readonly GameLogCommand[],
  raids: readonly string[],
  style?: LogStyle,
): void {
  const log = writeGameLog(style);
  write(log);
  SCENARIOS.push({ title, steps: log.steps, commands, raids });
}

function customs(log: GameLogWriter): void {
  log.menu();
  log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
  log.outOfRaid('5H5YBT', 'bigmap');
}
const CUSTOMS_OVER = ['Customs pmc pvp over'];

scenario('a PMC online', customs, whole('Customs'), CUSTOMS_OVER);
scenario('lines that end in LF alone', customs, whole('Customs'), CUSTOMS_OVER, { newline: '\n' });
scenario('a zone after the time', customs, whole('Customs'), CUSTOMS_OVER, { zone: ' -07:00' });
scenario('decimals with a comma', customs, whole('Customs'), CUSTOMS_OVER, { decimalComma: true });

scenario(
  'a scav whose raid ends Free',
  (log) => {
    log.menu();
    log.intoRaid('AAAA11', 'shoreline_preset', 'Shoreline', SCAV);
    log.outOfRaid('AAAA11', 'Shoreline');
  },
  [start('Shoreline'), is('scav'), matched, over],
  ['Shoreline scav pvp over'],
);

scenario(
  'a scav whose raid ends with Transfer, without a profile, then The Lab without an id',
  (log) => {
    log.launch();
    log.mode('Regular');
    log.intoRaid('AAAA11', 'city_preset', 'TarkovStreets', SCAV);
    log.disconnect();
    log.over('AAAA11', 'TarkovStreets', 'Transfer');
    log.scene('laboratory_preset');
    log.loaded();
    log.line('[Transit] Flag:Common, RaidId:, Count:1, Locations:TarkovStreets -> laboratory');
    log.started();
    log.profile();
  },
  [start('Streets of Tarkov'), matched, over, is('scav'), start('The Lab'), matched, over],
  // The outcome of the first was not said before the second began.
  ['Streets of Tarkov scav pvp unknown', 'The Lab scav pvp over'],
);

scenario(
  'a Transfer of the PMC, by its profile',
  (log) => {
    log.menu();
    log.intoRaid('AAAA11', 'customs_preset', 'bigmap');
    log.outOfRaid('AAAA11', 'bigmap', 'Transfer');
  },
  whole('Customs'),
  CUSTOMS_OVER,
);

scenario(
  'a transit with nothing between the two maps',
  (log) => {
    log.menu('Pve');
    log.queue();
    log.scene('customs_preset');
    log.started();
    log.scene('rezerv_base_preset');
    log.started();
    log.profile();
  },
  [start('Customs', 'pve'), matched, over, start('Reserve', 'pve'), matched, over],
  ['Customs pmc pve unknown', 'Reserve pmc pve over'],
);

scenario(
  'PvE on the own PC',
  (log) => {
    log.menu('Pve');
    log.queue();
    log.line('MatchingCompleted:0 real:0 diff:0');
    log.scene('customs_preset');
    log.loaded();
    log.line('[Transit] Flag:Common, RaidId:66bb, Count:0, Locations:bigmap -> ');
    log.line('GameStarting:55.73(0) real:60.1(0) diff:4.4');
    log.line('GameStarted:55.73(0) real:60.1(0) diff:4.4');
    log.profile();
  },
  [start('Customs', 'pve'), matched, over],
  ['Customs pmc pve over'],
);

scenario(
  'PvE on the own PC, without the line of a queue, the second one cancelled while it loads',
  (log) => {
    log.menu('Pve');
    log.line('MatchingCompleted:0 real:0 diff:0');
    log.scene('customs_preset');
    log.loaded();
    log.line('[Transit] Flag:Common, RaidId:66bb, Count:0, Locations:bigmap -> ');
    log.starting();
    log.started();
    log.profile();
    log.scene('woods_preset');
    log.cancelled('Local game matching cancelled.');
    log.started();
  },
  [start('Customs', 'pve'), matched, over],
  ['Customs pmc pve over'],
);

scenario(
  'PvE on a server',
  (log) => {
    log.menu('PVE');
    log.intoRaid('BBBB22', 'woods_preset', 'Woods');
    log.outOfRaid('BBBB22', 'Woods');
  },
  [start('Woods', 'pve'), is('pmc'), matched, over],
  ['Woods pmc pve over'],
);

scenario(
  'a season',
  (log) => {
    log.menu('PvpSeason');
    log.intoRaid('BBBB22', 'icebreaker', 'Icebreaker');
  },
  [start('Icebreaker', 'season'), is('pmc'), matched],
  ['Icebreaker pmc season in_progress'],
);

scenario(
  'a mode that nobody knows',
  (log) => {
    log.menu('Foo');
    log.intoRaid('BBBB22', 'woods_preset', 'Woods');
  },
  [{ type: 'start', map_name: 'Woods' }, is('pmc'), matched],
  ['Woods pmc pvp in_progress'],
);

scenario(
  'a queue that is cancelled after MatchingCompleted, and one on the own PC',
  (log) => {
    log.menu();
    log.queue();
    log.scene('customs_preset');
    log.matchingCompleted();
    log.cancelled('Network game matching aborted');
    log.queue();
    log.scene('woods_preset');
    log.cancelled('Local game matching cancelled.');
  },
  [start('Customs'), cancel, start('Woods'), cancel],
  [],
);

scenario(
  'a raid that is joined again by the next launch, without a new match',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
    log.menu();
    log.scene('customs_preset');
    log.loaded();
    log.started();
    log.outOfRaid('5H5YBT', 'bigmap');
  },
  whole('Customs'),
  CUSTOMS_OVER,
);

scenario(
  'a raid that is joined again after the connection was lost',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
    log.timeout();
    log.disconnect();
    log.profile();
    log.scene('customs_preset');
    log.trace('5H5YBT', 'bigmap');
    log.connect();
    log.started();
    log.outOfRaid('5H5YBT', 'bigmap');
  },
  whole('Customs'),
  CUSTOMS_OVER,
);

scenario(
  'a game that is closed in a raid, and a new launch that joins it again, by its id or by its map alone',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
    log.disconnect();
    log.menu();
    log.scene('customs_preset');
    log.trace('5H5YBT', 'bigmap');
    log.started();
    log.disconnect();
    log.menu();
    log.queue();
    log.scene('customs_preset');
    log.started();
    log.outOfRaid('5H5YBT', 'bigmap');
  },
  [...whole('Customs'), { type: 'on_again' }, over, { type: 'on_again' }, over],
  CUSTOMS_OVER,
);

scenario(
  'a game that is closed in a raid, and a new launch with another raid on the same map',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
    log.disconnect();
    log.menu();
    log.intoRaid('CCCC33', 'customs_preset', 'bigmap');
  },
  [
    ...whole('Customs'),
    { type: 'start', map_name: 'Customs', character_type: 'pmc', game_mode: 'pvp' },
    matched,
  ],
  ['Customs pmc pvp unknown', 'Customs pmc pvp in_progress'],
);

scenario(
  'a crash, with the end three launches later',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
    log.menu();
    log.menu();
    log.menu();
    log.over('5H5YBT', 'bigmap');
  },
  whole('Customs'),
  CUSTOMS_OVER,
);

scenario(
  'a crash without an end, then another raid on another map',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
    log.menu();
    log.intoRaid('CCCC33', 'woods_preset', 'Woods');
  },
  [...whole('Customs'), start('Woods'), is('pmc'), matched],
  ['Customs pmc pvp unknown', 'Woods pmc pvp in_progress'],
);

scenario(
  'a crash without an end, then another raid on the same map: its id shows it',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
    log.menu();
    log.intoRaid('CCCC33', 'customs_preset', 'bigmap');
  },
  [
    ...whole('Customs'),
    { type: 'start', map_name: 'Customs', character_type: 'pmc', game_mode: 'pvp' },
    matched,
  ],
  ['Customs pmc pvp unknown', 'Customs pmc pvp in_progress'],
);

scenario(
  'a crash in a raid on the own PC, which nobody can join again',
  (log) => {
    log.menu('Pve');
    log.queue();
    log.scene('customs_preset');
    log.started();
    log.menu('Pve');
    log.queue();
    log.scene('customs_preset');
    log.started();
  },
  [start('Customs', 'pve'), matched, over, start('Customs', 'pve'), matched],
  ['Customs pmc pve unknown', 'Customs pmc pve in_progress'],
);

scenario(
  'a crash in the queue',
  (log) => {
    log.menu();
    log.queue();
    log.scene('customs_preset');
    log.menu();
  },
  [start('Customs'), cancel],
  [],
);

scenario(
  'a clock that goes back by four hours within a raid',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
    log.pass(-4 * 3600);
    log.outOfRaid('5H5YBT', 'bigmap');
    log.intoRaid('CCCC33', 'woods_preset', 'Woods');
  },
  [...whole('Customs'), start('Woods'), is('pmc'), matched],
  ['Customs pmc pvp unknown', 'Woods pmc pvp in_progress'],
);

scenario(
  'the SelectProfile of older games',
  (log) => {
    log.version('0.16.8.0.37972');
    log.launch();
    log.mode('Regular');
    log.profile('SelectProfile');
    log.queue();
    log.scene('factory_night_preset');
    log.trace('5H5YBT', 'factory4_night');
    log.started();
    log.profile('SelectProfile');
  },
  whole('Night Factory'),
  ['Night Factory pmc pvp over'],
);

scenario(
  'the map and side that the leader of a group has chosen, told twice',
  (log) => {
    log.menu();
    const raidSettings = { location: 'RezervBase', side: 'Savage', timeVariant: 'CURR' };
    log.notification('groupMatchRaidSettings', { raidSettings });
    log.intoRaid('5H5YBT', 'rezerv_base_preset', 'RezervBase', SCAV);
  },
  [
    { type: 'choose', map_name: 'Reserve', character_type: 'scav' },
    { type: 'start', map_name: 'Reserve', character_type: 'scav', game_mode: 'pvp' },
    is('scav'),
    matched,
  ],
  ['Reserve scav pvp in_progress'],
);

scenario(
  'a scene that nobody knows: the map comes with the match',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'suburbs_preset', 'Lighthouse');
  },
  [
    { type: 'start', game_mode: 'pvp' },
    { type: 'correct', map_name: 'Lighthouse', character_type: 'pmc' },
    matched,
  ],
  ['Lighthouse pmc pvp in_progress'],
);

scenario(
  'the hideout, which starts as a raid does',
  (log) => {
    log.menu();
    log.scene('bunker_2');
    log.started();
    log.profile();
  },
  [],
  [],
);

scenario(
  'a chat that quotes the lines of a raid that is over',
  (log) => {
    log.menu();
    log.intoRaid('5H5YBT', 'customs_preset', 'bigmap');
    log.chat('NOTIFICATION 1 userMatchOver [{"shortId":"5H5YBT","status":"Free"}]');
    log.chat(
      '\n}\r\n2026-07-11 20:10:00.120|1|Info|application|PrepareSelectedProfileLocally ProfileId:1 ü€😀',
    );
    log.line('Some text about userMatchOver and GameStarted: Network game matching aborted');
  },
  [start('Customs'), is('pmc'), matched],
  ['Customs pmc pvp in_progress'],
);

scenario(
  'a match that is cancelled while it loads, and comes after all',
  (log) => {
    log.menu();
    log.queue();
    log.scene('customs_preset');
    log.confirmed('5H5YBT', 'bigmap');
    log.cancelled();
    log.scene('customs_preset');
    log.trace('5H5YBT', 'bigmap');
    log.started();
  },
  [
    ...[start('Customs'), is('pmc'), matched, cancel],
    { type: 'start', map_name: 'Customs', character_type: 'pmc', game_mode: 'pvp' },
    matched,
  ],
  ['Customs pmc pvp in_progress'],
);

scenario(
  'the end of a raid that was long ago, told while another is on',
  (log) => {
    customs(log);
    log.intoRaid('CCCC33', 'woods_preset', 'Woods');
    log.over('5H5YBT', 'bigmap');
    log.over('DDDD44', 'Shoreline');
  },
  [...whole('Customs'), start('Woods'), is('pmc'), matched],
  ['Customs pmc pvp unknown', 'Woods pmc pvp in_progress'],
);

export { SCENARIOS };
