import { OBSWebSocket } from 'obs-websocket-js/json';

/** One step of OBS's transitions, in the order in which OBS told of them. */
export type TransitionStep = 'started' | 'ended' | `live: ${string}`;

/**
 * Listens to OBS beside the product. In studio mode OBS names a scene as live that it never showed, so what counts is
 * whether a transition began.
 */
export async function watchTransitions(
  url: string,
): Promise<{ steps: TransitionStep[]; close(): Promise<void> }> {
  const socket = new OBSWebSocket();
  const steps: TransitionStep[] = [];
  socket.on('SceneTransitionStarted', () => steps.push('started'));
  socket.on('SceneTransitionEnded', () => steps.push('ended'));
  socket.on('CurrentProgramSceneChanged', ({ sceneName }) => steps.push(`live: ${sceneName}`));
  await socket.connect(url);
  return { steps, close: () => socket.disconnect() };
}
