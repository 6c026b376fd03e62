import type { ObsView } from './ports.js';

/** OBS's status on the wire. */
export function presentObs(obs: ObsView): object {
  const acknowledged = obs.acknowledged;
  const left = obs.sceneLeftAlone;
  return {
    state: obs.state,
    message: obs.message,
    url: obs.url,
    lamp: { look: obs.lamp.look, word: obs.lamp.word },
    problems: obs.problems.map(({ code, severity, names, word, finding, remedy }) => ({
      ...{ code, severity, names: [...names], word, finding, remedy },
    })),
    obs_version: obs.obsVersion,
    websocket_version: obs.websocketVersion,
    program_scene: obs.programScene,
    scene_collection: obs.sceneCollection,
    studio_mode: obs.studioMode,
    streaming: obs.streaming,
    acknowledged:
      acknowledged === null ? null : { revision: acknowledged.revision, at: acknowledged.at.toISOString() },
    missing_scenes: [...obs.missingScenes],
    missing_inputs: [...obs.missingInputs],
    dead_inputs: obs.deadInputs.map(({ name, kind }) => ({ name, kind })),
    not_text_inputs: obs.notTextInputs.map(({ name, kind }) => ({ name, kind })),
    renamed: obs.renamed.map(({ from, to }) => ({ from, to })),
    scene_left_alone:
      left === null ? null : { scene: left.scene, reason: left.reason, at: left.at.toISOString() },
    ...(obs.showProblem === undefined ? {} : { show_problem: obs.showProblem }),
  };
}
