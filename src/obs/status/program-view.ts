import type { Overlay } from '../../show/overlay.js';
import type { Memory } from '../sync/memory.js';
import { resolve } from '../observe/bindings.js';
import { isAmong, keyOf, type Observed } from '../observe/observed.js';
import { decideScene, type SceneChange } from '../sync/scene-policy.js';
import { isTextKind } from '../observe/text-kind.js';

/** A program scene that is not the one that the show has for now, and what that means for viewers. */
export interface ProgramView {
  readonly scene: string;
  /** `attention`: a raid is on and viewers do not see it. `note`: no raid is on, or the scene shows it too. */
  readonly severity: 'attention' | 'note';
  /** A raid that begins or goes on now is not seen, as far as the scene goes. */
  readonly hidesRaid: boolean;
  /** The start key leads away from it. */
  readonly leftByStart: boolean;
  /** For a lamp, from the name as it fits there. */
  readonly word: (scene: string) => string;
  readonly finding: string;
  readonly remedy: string;
}

type Known = Pick<Observed, 'programScene' | 'scenes' | 'studioMode' | 'inputs' | 'contents'>;
type Waiting = Pick<
  Memory,
  'change' | 'waitingFromScene' | 'sceneBindings' | 'inputBindings' | 'sceneLeftAlone'
>;

/**
 * How the program scene stands to the show; null: it is the right one, or the right one comes now. Pure. It uses the
 * same rule as scene-sync.ts, so that it says what that will do.
 */
export function viewProgram(overlay: Overlay, observed: Known, memory: Waiting): ProgramView | null {
  const { programScene: scene } = observed;
  if (scene === null) return null;
  const { change } = memory;
  const isPending = change !== null && memory.waitingFromScene === null;
  const decide = (wanted: Pick<SceneChange, 'cause' | 'fromScene'>) =>
    decideScene(
      { ...wanted, atMs: 0, generation: 0 },
      overlay.scene,
      overlay.scenePolicy,
      observed,
      memory.sceneBindings,
    );
  const decision = decide(isPending ? change : { cause: 'press', fromScene: null });
  const base = {
    ...{ scene, isLive: isLive(overlay), studioMode: observed.studioMode, target: overlay.scene },
    leftByStart: decide({ cause: 'start', fromScene: null }).kind === 'switch',
  };
  // A scene of the streamer's own that holds our texts shows the raid as well.
  const showsTexts = programShowsTexts(overlay, observed, memory);
  switch (decision.kind) {
    // That the scene is missing is a problem of its own.
    case 'missing':
    case 'live':
    case 'wait':
      return null;
    case 'switch': {
      if (isPending) return null;
      const left = memory.sceneLeftAlone;
      const failed = left?.scene === scene && left.failed === true;
      return failed
        ? view({ ...base, hidesRaid: true, reason: left.reason })
        : view({ ...base, hidesRaid: false, reason: `"${scene}" was chosen by hand` });
    }
    case 'leave':
      return view({ ...base, hidesRaid: showsTexts !== true, reason: decision.reason });
    case 'none':
      if (showsTexts ?? !isProtected(scene, overlay)) return null;
      return view({
        ...base,
        target: null,
        leftByStart: false,
        hidesRaid: true,
        reason: `none of the show's texts is in "${scene}"`,
      });
  }
}

/** Whether a text of the show is visible in the program scene; null: what is in that scene is not known. */
function programShowsTexts(overlay: Overlay, observed: Known, { inputBindings }: Waiting): boolean | null {
  const program = observed.scenes.find(({ name }) => name === observed.programScene);
  const contents = program === undefined ? null : (observed.contents.get(keyOf(program)) ?? null);
  if (contents === null) return null;
  const { found } = resolve(Object.keys(overlay.texts), observed.inputs, inputBindings);
  return [...found.values()].some((input) => isTextKind(input.kind) && isAmong(input, contents.shown));
}

interface Facts extends Pick<ProgramView, 'scene' | 'hidesRaid' | 'leftByStart'> {
  readonly isLive: boolean;
  readonly studioMode: boolean;
  readonly target: string | null;
  readonly reason: string;
}

function view({ scene, isLive, hidesRaid, leftByStart, studioMode, target, reason }: Facts): ProgramView {
  const place = target === null ? 'a scene with the texts' : `"${target}"`;
  const choose = `Choose ${place} in OBS${studioMode ? ' and press Transition' : ''}`;
  const base = { scene, hidesRaid, leftByStart };
  if (isLive && hidesRaid)
    return {
      ...base,
      severity: 'attention',
      word: (name) => `OBS stays on ${name}`,
      finding: `Viewers do not see the raid, OBS stays on "${scene}": ${reason}.`,
      // Without a target scene the show switches nothing now.
      remedy: target === null ? `${choose}.` : `${choose}, and it moves with the raid again.`,
    };
  return {
    ...base,
    severity: 'note',
    word: (name) => `OBS is ready, on ${name}`,
    finding: `OBS shows "${scene}"${target === null ? '' : `, not "${target}"`}: ${reason}.`,
    remedy: isLive ? `${choose} to change that.` : `${choose} when you want viewers to see it.`,
  };
}

/** Whether there is a raid for viewers to see. */
export function isLive({ phase, isForgotten }: Overlay): boolean {
  return phase !== 'lobby' && isForgotten !== true;
}

function isProtected(scene: string, { scenePolicy }: Overlay): boolean {
  const name = scene.toLowerCase();
  return scenePolicy.protectedScenes.some((part) => part !== '' && name.includes(part.toLowerCase()));
}
