import { killTarget, lateKillsEndAt } from '../../client/upcoming.js';
import type { EnemyType } from '../../client/wire.js';
import { choicesOf, ENEMIES, ENEMY_WORDS } from '../../client/words.js';
import { ENEMIES as ENEMY_LOOKS } from '../../keys/key-list.js';
import type { Settings } from '../app/messages.js';
import { killCount, type DeckState } from '../deck/deck-state.js';
import type { LiveFace } from '../face/live-face.js';
import { around, valueOf, type Action, type Effect, type Field } from './action.js';

const ENEMY: Field = {
  name: 'enemy_type',
  label: 'Enemy',
  options: choicesOf(ENEMY_WORDS),
  initial: 'pmc',
};
const WEAPON: Field = {
  name: 'weapon_used',
  label: 'Weapon',
  hint: 'Optional. Stored with each kill of this key.',
};

export const killAction: Action = {
  id: 'kill',
  name: 'Kill',
  tooltip: 'Counts a kill, and shows how many there are in this raid.',
  glyph: 'target',
  controllers: ['Keypad'],
  fields: [ENEMY, WEAPON],
  face: (state, settings) => face(state, settings, false),
  changesAt,
  press: (_state, settings) => kill(settings, false),
};

export const headshotAction: Action = {
  id: 'headshot',
  name: 'Headshot kill',
  tooltip: 'Counts a kill with a headshot. In Key Logic: Kill on press, this on double press or hold.',
  glyph: 'target',
  controllers: ['Keypad'],
  fields: [ENEMY, WEAPON],
  face: (state, settings) => face(state, settings, true),
  changesAt,
  press: (_state, settings) => kill(settings, true),
};

export const killDialAction: Action = {
  id: 'kill-dial',
  name: 'Kills',
  tooltip: 'Turn for the enemy, push to count, touch to undo.',
  glyph: 'target',
  controllers: ['Encoder'],
  triggers: { Rotate: 'Enemy', Push: 'Count a kill', Touch: 'Undo' },
  fields: [ENEMY, WEAPON],
  face: (state, settings) => face(state, settings, false),
  changesAt,
  press: (_state, settings) => kill(settings, false),
  rotate(_state, settings, ticks) {
    const enemy_type = around(ENEMIES, ENEMIES.indexOf(enemyOf(settings)) + ticks);
    return { kind: 'settings', settings: { ...settings, enemy_type } };
  },
  touch: () => ({ kind: 'call', key: 'undo', path: '/undo' }),
};

function enemyOf(settings: Settings): EnemyType {
  return valueOf({ fields: [ENEMY] }, settings, 'enemy_type') as EnemyType;
}

function kill(settings: Settings, headshot: boolean): Effect {
  const enemy_type = enemyOf(settings);
  const weapon = valueOf({ fields: [WEAPON] }, settings, 'weapon_used');
  const fields = {
    enemy_type,
    ...(weapon === '' ? {} : { weapon_used: weapon }),
    ...(headshot ? { headshot } : {}),
  };
  return { kind: 'call', key: `kill-${enemy_type}`, path: '/raid/kill', fields };
}

function changesAt({ snapshot, nowMs }: DeckState): number | null {
  return snapshot === null ? null : lateKillsEndAt(snapshot, nowMs);
}

function face(state: DeckState, settings: Settings, isHeadshot: boolean): LiveFace {
  const enemy = enemyOf(settings);
  const look = {
    glyph: isHeadshot ? ('target' as const) : ENEMY_LOOKS[enemy].glyph,
    title: `${ENEMY_WORDS[enemy]} ${isHeadshot ? 'head' : 'kill'}`,
    accent: enemy === 'scav' ? ('scav' as const) : ('active' as const),
  };
  const target = state.snapshot === null ? 'none' : killTarget(state.snapshot, state.nowMs);
  if (target === 'none') return { ...look, state: 'idle', caption: 'No raid' };
  const count = killCount(state, enemy, isHeadshot);
  return {
    ...look,
    ...(count === null ? {} : { figure: String(count) }),
    ...(target === 'last' ? { caption: 'Last raid' } : {}),
  };
}
