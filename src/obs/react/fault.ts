import { nearestName } from '../../lib/nearest-name.js';

/** What can keep a reaction from being carried out in OBS, the most pressing first. */
export const REACTION_FAULT_CODES = [
  'replay_missing',
  'replay_off',
  'reaction_source',
  'reaction_kind',
  'chapter_too_old',
  'chapter_format',
  'reaction_studio',
] as const;

/** Known before a reaction is needed, or found out when it was: then it may be one that passes. */
export interface ReactionFault {
  readonly code: (typeof REACTION_FAULT_CODES)[number] | 'passing';
  /** The sources that it is about. */
  readonly names: readonly string[];
  /** For a lamp: a few words without a full stop. */
  readonly word: string;
  /** What is so, one sentence. */
  readonly finding: string;
  /** What to do. */
  readonly remedy: string;
}

/** Thrown where a reaction cannot be carried out. */
export class ReactionError extends Error {
  readonly fault: ReactionFault;

  constructor(fault: ReactionFault) {
    super(`${fault.finding} ${fault.remedy}`);
    this.name = 'ReactionError';
    this.fault = fault;
  }
}

const NO_NAMES: readonly string[] = [];

export const REPLAY_MISSING: ReactionFault = {
  code: 'replay_missing',
  names: NO_NAMES,
  word: 'OBS has no replay buffer',
  finding: 'The replay buffer of OBS is not enabled, so no replay can be saved.',
  remedy: 'In OBS, open Settings → Output → Replay Buffer and tick "Enable Replay Buffer".',
};

const NO_CUSTOM_OUTPUT =
  'In OBS, open Settings → Output → Recording and choose the type "Standard" in place of "Custom Output (FFmpeg)".';

export const NO_REPLAY_OF_CUSTOM_OUTPUT: ReactionFault = {
  code: 'replay_missing',
  names: NO_NAMES,
  word: 'OBS has no replay buffer',
  finding: 'OBS has no replay buffer while it records by "Custom Output (FFmpeg)".',
  remedy: `${NO_CUSTOM_OUTPUT} Then tick "Enable Replay Buffer" beside it.`,
};

export const NO_CHAPTERS_OF_CUSTOM_OUTPUT: ReactionFault = {
  code: 'chapter_format',
  names: NO_NAMES,
  word: 'The recording takes no chapters',
  finding: 'OBS sets no chapters while it records by "Custom Output (FFmpeg)".',
  remedy: `${NO_CUSTOM_OUTPUT} Then choose the format "Hybrid MP4" there.`,
};

export const REPLAY_OFF: ReactionFault = {
  code: 'replay_off',
  names: NO_NAMES,
  word: 'The replay buffer is off',
  finding: 'The replay buffer of OBS does not run, so no replay can be saved.',
  remedy: 'Press "Start replay buffer" in Set-up.',
};

export const NOT_RECORDING: ReactionFault = {
  code: 'passing',
  names: NO_NAMES,
  word: 'OBS does not record',
  finding: 'OBS is not recording, so there is no chapter.',
  remedy: 'Start the recording in OBS, or let a reaction start it.',
};

export const EMPTY_CHAPTER: ReactionFault = {
  code: 'passing',
  names: NO_NAMES,
  word: 'A chapter without a name',
  finding: 'The name of the chapter was empty, so OBS made none.',
  remedy: 'Write a word into it that is always there.',
};

export const REPLAY_UNSAVED: ReactionFault = {
  code: 'passing',
  names: NO_NAMES,
  word: 'A replay was not saved',
  finding: 'OBS was told to save the replay, and did not say that it is saved.',
  remedy: 'Look whether the folder of the recordings may be written and has room.',
};

export const RECORD_NOT_STARTED: ReactionFault = {
  code: 'passing',
  names: NO_NAMES,
  word: 'OBS does not record',
  finding: 'OBS was told to record, and did not begin.',
  remedy:
    'In OBS, look under Settings → Output → Recording whether the recording path is there and has room.',
};

export function tooOldForChapters(obsVersion: string): ReactionFault {
  return {
    code: 'chapter_too_old',
    names: NO_NAMES,
    word: 'OBS is too old for chapters',
    finding: `OBS ${obsVersion} cannot set chapters.`,
    remedy: 'Install OBS 30.2 or newer, or take the reaction out.',
  };
}

export function formatWithoutChapters(format: string | null): ReactionFault {
  return {
    code: 'chapter_format',
    names: NO_NAMES,
    word: 'The recording takes no chapters',
    finding: `OBS records ${format === null ? 'in a format' : `as ${format}`} that takes no chapters.`,
    remedy: 'In OBS, open Settings → Output → Recording and choose the format "Hybrid MP4".',
  };
}

/** `what`: "source", "input", "scene". */
export function notThere(what: string, name: string, known: readonly string[]): ReactionFault {
  const nearest = nearestName(name, known);
  return {
    code: 'reaction_source',
    names: [name],
    word: `OBS: ${name} is missing`,
    finding: `A reaction needs the ${what} "${name}", and OBS has none in this scene collection.`,
    remedy:
      nearest === null
        ? 'Make it in OBS, or choose another one in Set-up.'
        : `Did you mean "${nearest}"? Choose it in Set-up, or make "${name}" in OBS.`,
  };
}

export function inNoScene(name: string, scene: string | undefined): ReactionFault {
  return {
    code: 'reaction_source',
    names: [name],
    word: `OBS: ${name} is in no scene`,
    finding:
      scene === undefined
        ? `A reaction shows "${name}", and no scene has it.`
        : `A reaction shows "${name}" in "${scene}", and it is not in there.`,
    remedy: 'Add it to the scene in OBS, or choose another one in Set-up.',
  };
}

/** `filter`: of this scene; null: the source itself is shown or hidden. */
export function inStudioMode(name: string, filter: string | null = null): ReactionFault {
  const what = filter === null ? `"${name}"` : `the filter "${filter}" of "${name}"`;
  return {
    code: 'reaction_studio',
    names: [name],
    word: `Studio mode: ${filter ?? name} may come late`,
    finding: `In studio mode viewers see ${what} only after the next transition, unless "Duplicate Scene" is off.`,
    remedy: `In OBS, open the menu beside the Transition button and untick "Duplicate Scene", or ${
      filter === null
        ? 'put the source into a scene inside the others, such as Tarkov Game'
        : 'put the filter on a source of the scene'
    }.`,
  };
}

export function noFilter(source: string, filter: string, known: readonly string[]): ReactionFault {
  const nearest = nearestName(filter, known);
  return {
    code: 'reaction_source',
    names: [source],
    word: `OBS: filter ${filter} is missing`,
    finding: `A reaction switches the filter "${filter}" of "${source}", which has no filter of that name.`,
    remedy:
      nearest === null
        ? 'Add it in OBS, or choose another one in Set-up.'
        : `Did you mean "${nearest}"? Choose it in Set-up.`,
  };
}

export function notMedia(name: string, kind: string): ReactionFault {
  return {
    code: 'reaction_kind',
    names: [name],
    word: `${name} is no media source`,
    finding: `A reaction plays "${name}", which is no media source (${kind}).`,
    remedy: 'Choose a "Media Source" or a "VLC Video Source" in Set-up.',
  };
}

export function noSound(name: string): ReactionFault {
  return {
    code: 'reaction_kind',
    names: [name],
    word: `${name} has no sound`,
    finding: `A reaction mutes "${name}", which has no sound.`,
    remedy: 'Choose another source in Set-up.',
  };
}

export function refused(comment: string): ReactionFault {
  return {
    code: 'passing',
    names: NO_NAMES,
    word: 'OBS refused a reaction',
    finding: `OBS refused it: ${comment}.`,
    remedy: 'Try it with the button in Set-up.',
  };
}

export const OBS_AWAY: ReactionFault = {
  code: 'passing',
  names: NO_NAMES,
  word: 'OBS was not connected',
  finding: 'OBS was not connected then.',
  remedy: 'It is done the next time, with OBS connected.',
};

export const NO_ANSWER: ReactionFault = {
  code: 'passing',
  names: NO_NAMES,
  word: 'OBS did not answer',
  finding: 'OBS did not answer, so nobody knows whether it is done.',
  remedy: 'Look in OBS, and try it with the button in Set-up.',
};

export const TOO_LATE: ReactionFault = {
  code: 'passing',
  names: NO_NAMES,
  word: 'A reaction came too late',
  finding: 'OBS was busy for more than 3 seconds, so it was left out.',
  remedy: 'Nothing is to be done: the next one is on time again when OBS is.',
};

export const TOO_MANY: ReactionFault = {
  code: 'passing',
  names: NO_NAMES,
  word: 'Too many reactions at once',
  finding: 'More came at once than OBS could take, so it was left out.',
  remedy: 'Take out reactions that you do not need.',
};
