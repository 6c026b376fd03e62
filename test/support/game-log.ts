import type { GameLogEvent, LineEvent } from '../../src/game-log/event.js';
import type { LogKind } from '../../src/game-log/names.js';
import { createParser, type Parser } from '../../src/game-log/parse.js';

/** One thing that the game does to its log: it appends to a file, or is started again. */
export type LogStep =
  { readonly type: 'launch' } | { readonly type: 'text'; readonly kind: LogKind; readonly text: string };

export interface LogStyle {
  /** After the time, ` -07:00`. */
  readonly zone?: string;
  readonly decimalComma?: boolean;
  readonly newline?: string;
}

/** The signed-in profile, and that of its scav. */
export const PMC = '6600000000000000000000aa';
export const SCAV = '6600000000000000000000bb';

/** Writes lines as the game does, in the order of the calls. */
export function writeGameLog({ zone = '', decimalComma = false, newline = '\r\n' }: LogStyle = {}) {
  const steps: LogStep[] = [];
  let time = Date.UTC(2026, 6, 11, 20, 10, 0, 120);
  let version = '1.0.6.0.46010';
  let eventNumber = 0;
  const header = (kind: string, level = 'Info'): string => {
    const stamp = new Date(time).toISOString().replace('T', ' ').replace('Z', '');
    time += 1_370;
    return `${decimalComma ? stamp.replace('.', ',') : stamp}${zone}|${version}|${level}|${kind}|`;
  };
  const write = (kind: LogKind, message: string, after: readonly string[] = []): void => {
    const text = [header(kind) + message, ...after].join(newline) + newline;
    steps.push({ type: 'text', kind, text });
  };
  const numbers = (name: string): string => {
    const text = `${name}:82.7(11.36) real:92.31(12.02) diff:9.61`;
    return decimalComma ? text.replaceAll('.', ',') : text;
  };
  const log = {
    steps,
    launch(): void {
      steps.push({ type: 'launch' });
      write('application', `Application awaken, updateQueue:'Update'`);
    },
    pass: (seconds: number) => void (time += seconds * 1000),
    version: (next: string) => void (version = next),
    line: (message: string) => write('application', message),
    mode: (mode: string) => write('application', `Session mode: ${mode}`),
    profile(name = 'PrepareSelectedProfileLocally', id = PMC) {
      write('application', `${name} ProfileId:${id} AccountId:1234567`);
    },
    queue: () => write('application', 'Matching with group id: '),
    scene(bundle: string) {
      write('application', `scene preset path:maps/${bundle}.bundle rcid:some.scenespreset.asset`);
    },
    loaded: () => write('application', numbers('LocationLoaded')),
    matchingCompleted: () => write('application', numbers('MatchingCompleted')),
    starting: () => write('application', numbers('GameStarting')),
    started: () => write('application', numbers('GameStarted')),
    cancelled: (text = 'Network game matching cancelled') => write('application', text),
    trace(raidId: string, location: string, profile = PMC) {
      const address = 'Ip: 203.0.113.7, Port: 17000';
      const status = `Profileid: ${profile}, Status: Busy, RaidMode: Online, ${address}, Location: ${location}, Sid: US-X01G008_1, GameMode: deathmatch, shortId: ${raidId}`;
      write('application', `TRACE-NetworkGameCreate profileStatus: '${status}'`);
    },
    /** By push-notifications and backend, with one id. */
    notification(
      name: string,
      fields: Readonly<Record<string, unknown>>,
      times: 'both' | 'backend' = 'both',
    ) {
      const all = { type: name, eventId: `66aa00${(eventNumber += 1)}`, ...fields };
      const json = JSON.stringify(all, null, 2).split('\n');
      const title = name.charAt(0).toUpperCase() + name.slice(1);
      if (times === 'both') write('push-notifications', `Got notification | ${title}`, json);
      write('backend', `---> NOTIFICATION ${all.eventId} ${name} [${JSON.stringify(all)}]`);
    },
    confirmed(raidId: string, location: string, profileid = PMC) {
      log.notification('userConfirmed', { location, shortId: raidId, profileid, raidMode: 'Online' });
    },
    over(raidId: string, location: string, status = 'Free') {
      const fields = { location, shortId: raidId, status, profileid: PMC };
      log.notification('userMatchOver', fields, 'backend');
    },
    connect: () => write('network-connection', 'Connect (address: 203.0.113.7:17000)'),
    timeout: () =>
      write('network-connection', 'Timeout: Messages timed out after 3000ms (address: 203.0.113.7)'),
    disconnect: () => write('network-connection', 'Disconnect (address: 203.0.113.7:17000)'),
    chat(text: string) {
      log.notification('new_message', { message: { type: 1, text } });
    },
    /** What the launcher's start writes before the menu. */
    menu(mode = 'Regular') {
      log.launch();
      log.mode(mode);
      log.profile();
      log.profile('CompleteSelectedProfile');
    },
    /** Into an online raid, with all that the game writes. */
    intoRaid(raidId: string, bundle: string, location: string, profile = PMC) {
      log.queue();
      log.scene(bundle);
      log.loaded();
      log.confirmed(raidId, location, profile);
      log.matchingCompleted();
      log.trace(raidId, location, profile);
      log.connect();
      if (profile === PMC) log.starting();
      log.started();
    },
    outOfRaid(raidId: string, location: string, status = 'Free') {
      log.disconnect();
      log.over(raidId, location, status);
      log.profile();
      log.profile('CompleteSelectedProfile');
    },
  };
  return log;
}

export type GameLogWriter = ReturnType<typeof writeGameLog>;

/** How a text comes: its bytes, cut at these places (each 0 to 1, of its length). */
export type Cuts = (step: number) => readonly number[];

/** The events of all steps, each file read on its own, its bytes cut anywhere. */
export function eventsOf(steps: readonly LogStep[], cuts: Cuts = () => []): GameLogEvent[] {
  let parsers = new Map<LogKind, Parser>();
  const events: GameLogEvent[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.type === 'launch') {
      parsers = new Map();
      events.push({ type: 'launch' });
      continue;
    }
    const parser = parsers.get(step.kind) ?? createParser();
    parsers.set(step.kind, parser);
    for (const piece of cut(Buffer.from(step.text), cuts(index))) events.push(...parser.parse(piece));
  }
  return events.map(meaningOf);
}

function meaningOf(event: GameLogEvent | LineEvent): GameLogEvent {
  if (!('written' in event)) return event;
  const { written: _, ...meaning } = event;
  return meaning;
}

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [
    0,
    ...places.map((place) => Math.floor(place * bytes.length)).sort((a, b) => a - b),
    bytes.length,
  ];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}
