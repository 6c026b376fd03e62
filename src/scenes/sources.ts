import { PALETTE } from './palette.js';
import type { ColorSource, GameCaptureSource, TextSource, Weight } from './scene-description.js';

/** What an unknown figure reads, and every figure before the service has written it. */
const UNKNOWN = '–';

/** The sources that the service writes: those of the default show. */
export const LIVE_TEXTS: readonly TextSource[] = [
  live('Tarkov Status', 'bold', PALETTE.died),
  // In both outcome scenes, and a source has one colour: the bars beside it say which outcome it is.
  live('Tarkov Outcome', 'bold'),
  live('Tarkov Outcome Map', 'bold'),
  live('Tarkov Map', 'bold'),
  live('Tarkov Character', 'bold', PALETTE.accent),
  live('Tarkov Raid Kills', 'bold'),
  live('Tarkov Raid Time', 'bold'),
  live('Tarkov Queue Time', 'bold'),
  // In the scene of the queue alone: what In Raid shows must not change while it fades into the next queue.
  live('Tarkov Queue Map', 'bold'),
  live('Tarkov Queue Character', 'bold', PALETTE.accent),
  live('Tarkov Last Raid', 'regular'),
  live('Tarkov Next Map', 'bold'),
  live('Tarkov Next Character', 'bold', PALETTE.accent),
  live('Tarkov Session Label', 'bold', PALETTE.accent),
  live('Tarkov Session Raids', 'bold'),
  live('Tarkov Session Kills', 'bold'),
  live('Tarkov Session Deaths', 'bold'),
  live('Tarkov Session KD', 'bold'),
  live('Tarkov Survival Rate', 'bold'),
  live('Tarkov Average Queue', 'bold'),
  live('Tarkov Streak', 'bold'),
  live('Tarkov Total Raids', 'bold'),
  live('Tarkov Total Kills', 'bold'),
  live('Tarkov KD', 'bold'),
  live('Tarkov Favorite Map', 'bold'),
  live('Tarkov PMC Scav', 'bold'),
];

/** Words that never change. Capitals, because no text source of OBS has small ones. */
export const LABELS: readonly TextSource[] = [
  label('Average Queue', 'AVERAGE QUEUE'),
  label('Deaths', 'DEATHS'),
  label('Favorite Map', 'FAVORITE MAP'),
  label('KD', 'K/D'),
  label('Kills', 'KILLS'),
  label('Last Raid', 'LAST RAID'),
  label('Next Raid', 'NEXT RAID'),
  label('PMC Scav', 'PMC : SCAV'),
  label('Raids', 'RAIDS'),
  label('Streak', 'STREAK'),
  label('Survival', 'SURVIVAL'),
  label('Time', 'TIME'),
  label('All Time', 'ALL TIME', 'bold', PALETTE.accent),
  label('In Queue', 'IN QUEUE', 'bold', PALETTE.accent),
];

/** OBS mixes surfaces in linear light: over a bright game 94 % there is what 82 % is on a web page. */
export const SURFACES: readonly ColorSource[] = [
  { family: 'color', name: 'Tarkov Panel', color: PALETTE.ground, opacityPercent: 94 },
  { family: 'color', name: 'Tarkov Rule', color: PALETTE.muted, opacityPercent: 25 },
  { family: 'color', name: 'Tarkov Bar', color: PALETTE.accent, opacityPercent: 100 },
  { family: 'color', name: 'Tarkov Bar Survived', color: PALETTE.survived, opacityPercent: 100 },
  { family: 'color', name: 'Tarkov Bar Death', color: PALETTE.died, opacityPercent: 100 },
];

export const GAME_CAPTURE: GameCaptureSource = {
  family: 'game_capture',
  name: 'Tarkov Game Capture',
  window: 'EscapeFromTarkov:UnityWndClass:EscapeFromTarkov.exe',
};

function live(name: string, weight: Weight, color: string = PALETTE.text): TextSource {
  return { family: 'text', name, text: UNKNOWN, color, weight };
}

function label(
  name: string,
  text: string,
  weight: Weight = 'regular',
  color: string = PALETTE.muted,
): TextSource {
  return { family: 'text', name: `Tarkov Label ${name}`, text, color, weight };
}
