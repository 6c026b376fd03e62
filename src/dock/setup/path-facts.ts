import type { CheckJson, ObsJson } from '../../client/wire.js';
import type { SetupModel } from './model.js';
import { sceneInObs } from './scene-in-obs.js';
import type { PathFacts, StepName } from './path.js';

/** The checks that are about our scenes and what is in them. */
const OF_SCENES: ReadonlySet<string> = new Set(['scenes', 'sources', 'source_kinds', 'canvas']);

/** What the page knows of the path. */
export function pathFacts(model: SetupModel): PathFacts {
  const { snapshot, show, names, checks, callers, remembered, network } = model;
  const isConnected = snapshot?.obs.state === 'ready';
  const program = snapshot?.obs.program_scene ?? null;
  const isKnown = isConnected && names !== null && show !== null && program !== null;
  const seen = new Set<StepName>(remembered.seen);
  if (callers?.deck_key != null) seen.add('keys');
  if (callers?.obs_dock != null) seen.add('dock');
  if (callers?.other_device != null) seen.add('phone');
  if (network?.enabled === false) seen.delete('phone');
  return {
    isConnected,
    isConnectionFaulty: snapshot !== null && !isConnected && snapshot.obs.state !== 'connecting',
    hasScenes: isConnected ? areScenesInOrder(snapshot.obs, checks) : null,
    hasGame: isConnected ? (names?.game_filled ?? null) : null,
    isOnShow: isKnown
      ? Object.values(show.scenes).some((scene) => sceneInObs(scene, names) === program)
      : null,
    hasPlayed: snapshot !== null && (snapshot.raid.raid_id !== null || snapshot.all_time.total_raids > 0),
    seen,
    skipped: new Set(remembered.skipped),
  };
}

function areScenesInOrder(obs: ObsJson, checks: readonly CheckJson[]): boolean {
  const isFaulty = checks.some(({ check, state }) => OF_SCENES.has(check) && state === 'fault');
  return obs.missing_scenes.length + obs.missing_inputs.length === 0 && !isFaulty;
}
