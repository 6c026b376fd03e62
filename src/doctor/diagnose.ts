import path from 'node:path';
import type { InForce } from '../config/good-copy.js';
import { commandLine, type Place } from '../lib/how-started.js';
import type { CanvasFit } from '../obs/setup/canvas-fit.js';
import type { ReactionFault } from '../obs/react/fault.js';
import type { ObsStatus } from '../obs/status/obs-status.js';
import { aheadWords, type AheadCount } from '../raid/press/ahead.js';
import { isAllReadable, unreadableFinding, unreadableRemedy, type Unreadable } from '../raid/unreadable.js';
import type { Condition } from '../store/file/condition.js';
import type { Check, CheckName } from './check.js';
import type { GameLogStatus } from '../service/game-log/game-log.js';
import { checkObs, type AddressFacts } from './diagnose-obs.js';

/** A file that the user may have. */
export interface FileFacts {
  readonly file: string;
  readonly exists: boolean;
  readonly faults: readonly string[];
  readonly inForce: InForce;
}

/** Everything that a diagnosis is made of. */
export interface DoctorFacts {
  /** Who has the port that keys call. */
  readonly service: { readonly port: number; readonly holder: 'us' | 'nobody' | 'silent' | 'other' };
  readonly settings: FileFacts;
  readonly show: FileFacts;
  readonly database: Condition & { readonly file: string; readonly exists: boolean };
  /** Raids and sessions in the future; null where the database was not read. The running service alone reads it. */
  readonly ahead: AheadCount | null;
  readonly address: AddressFacts;
  readonly obs: ObsStatus;
  /** How our scenes lie on OBS's canvas; null: that could not be read. */
  readonly canvas: CanvasFit | null;
  /** Of the programs that reactions send to. */
  readonly targetFaults: readonly ReactionFault[];
  /** How the reading of the game's log stands; null: it is switched off. */
  readonly gameLog: GameLogFacts | null;
}

export type GameLogFacts = Pick<GameLogStatus, 'state' | 'folder' | 'problem'>;

/** Says of each thing how it is, and what to do about it at the place where that is read. */
export function diagnose(facts: DoctorFacts, place: Place): readonly Check[] {
  return [
    checkService(facts.service),
    checkFile('settings', 'Settings file', facts.settings),
    checkFile('show', 'Show file', facts.show),
    checkDatabase(facts.database),
    ...(facts.ahead === null ? [] : [checkRaidTimes(facts.ahead)]),
    ...(isAllReadable(facts.database.unreadable) ? [] : [checkRaidValues(facts.database.unreadable)]),
    ...checkObs(facts.address, facts.obs, facts.canvas, place, facts.targetFaults),
    ...(facts.gameLog === null ? [] : [checkGameLog(facts.gameLog)]),
  ];
}

function checkService({ port, holder }: DoctorFacts['service']): Check {
  const base = { check: 'service', title: 'Service' } as const;
  switch (holder) {
    case 'us':
      return { ...base, state: 'ok', finding: `It is running and takes keys at port ${port}.`, remedy: null };
    case 'nobody':
      return {
        ...base,
        state: 'warning',
        finding: `It is not running; port ${port} is free for it.`,
        remedy: `Start it: ${commandLine()}. Leave its window open.`,
      };
    case 'silent':
      return {
        ...base,
        state: 'fault',
        finding: `Port ${port} is taken, and nothing answers there.`,
        remedy:
          'If the service runs, look at its window and start it again. Else another program has that port: close it, or set another "port" in settings.json and in the keys.',
      };
    case 'other':
      return {
        ...base,
        state: 'fault',
        finding: `Port ${port} is used by another program.`,
        remedy: 'Close that program, or set another "port" in settings.json and in the keys.',
      };
  }
}

function checkFile(check: CheckName, title: string, { file, exists, faults, inForce }: FileFacts): Check {
  const base = { check, title } as const;
  if (faults.length > 0)
    return {
      ...base,
      state: 'fault',
      finding: `${file}: ${faults.join('; ')}.`,
      remedy: `Mend that place, or copy ${path.basename(file)}.bak over it if it is there. ${MEANWHILE[inForce][check === 'show' ? 'show' : 'settings']}`,
    };
  const finding = exists ? `${file} is good.` : `There is no ${file}: the defaults are used.`;
  return { ...base, state: 'ok', finding, remedy: null };
}

/** Keys do the same without it, so that it is never a fault. */
function checkGameLog({ state, folder, problem }: GameLogFacts): Check {
  const base = { check: 'game_log', title: "Game's log" } as const;
  if (problem !== null) return { ...base, state: 'warning', ...problem };
  const finding =
    state === 'watching' ? `It is read in ${folder ?? ''}.` : 'The folder of the game is being looked for.';
  return { ...base, state: 'ok', finding, remedy: null };
}

function checkRaidTimes(ahead: AheadCount): Check {
  const base = { check: 'raid_times', title: 'Times of raids' } as const;
  if (ahead.raids + ahead.sessions === 0)
    return { ...base, state: 'ok', finding: 'No raid lies in the future.', remedy: null };
  return {
    ...base,
    state: 'warning',
    finding: aheadWords(ahead),
    remedy: 'If the clock of this PC is right now, press Move back on the dock or the history page.',
  };
}

function checkRaidValues(unreadable: Unreadable): Check {
  return {
    ...{ check: 'raid_values', title: 'Stored values', state: 'warning' },
    ...{ finding: unreadableFinding(unreadable), remedy: unreadableRemedy(unreadable) },
  };
}

const MEANWHILE: Readonly<Record<InForce, { readonly show: string; readonly settings: string }>> = {
  file: { show: 'Until then the last good show stays.', settings: 'Until then the last good settings stay.' },
  copy: { show: 'Until then its last good copy counts.', settings: 'Until then its last good copy counts.' },
  nothing: {
    show: 'Until then OBS is left alone; presses are stored.',
    settings: 'Until then the program does not start.',
  },
};

function checkDatabase({ file, exists, fault, warning }: DoctorFacts['database']): Check {
  const base = { check: 'database', title: 'Database' } as const;
  if (fault !== null) return { ...base, state: 'fault', finding: `${file} cannot be used.`, remedy: fault };
  if (warning !== null) return { ...base, state: 'warning', ...warning };
  const finding = exists ? `${file} is good.` : `${file} is made at the first start.`;
  return { ...base, state: 'ok', finding, remedy: null };
}
