import { quotedWithNearest, type NearestSource } from '../observe/nearest-source.js';
import { REACTION_FAULT_CODES, type ReactionFault } from '../react/fault.js';
import type { ProgramView } from './program-view.js';

/** Everything in a connected OBS that is not as the show wants it, the most pressing first. */
export const PROBLEM_CODES = [
  'scene_held',
  'scene_missing',
  'not_drawn',
  'text_missing',
  'text_refused',
  'not_text',
  'from_file',
  'fought_over',
  ...REACTION_FAULT_CODES,
  'renamed',
  'other_scene',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * One thing in OBS that is not as the show wants it. `GET /obs`, the doctor, the lamp and the keys all read this one
 * list, so that none of them can forget a kind.
 */
export interface ObsProblem {
  readonly code: ProblemCode;
  /** `attention`: viewers miss something. `note`: worth saying, but nothing is wrong. */
  readonly severity: 'attention' | 'note';
  /** The scenes or sources that it is about. */
  readonly names: readonly string[];
  /** For a lamp: a few words without a full stop. */
  readonly word: string;
  /** What is so, one sentence. */
  readonly finding: string;
  /** What to do. */
  readonly remedy: string;
  /** It is about a reaction: the raid is seen all the same. */
  readonly isOfReaction?: true;
}

interface KindOf {
  readonly name: string;
  readonly kind: string;
}

/** What was found when OBS was compared with the show. */
export interface ProblemFacts {
  readonly program: ProgramView | null;
  /** The scene of the present phase first, where it is among them. */
  readonly missingScenes: readonly string[];
  readonly missingTexts: readonly string[];
  /** OBS refuses to write them. */
  readonly refusedTexts: readonly string[];
  /** Of a kind that this OBS cannot draw. */
  readonly deadInputs: readonly KindOf[];
  readonly notTextInputs: readonly KindOf[];
  /** In the mode "Read from file". */
  readonly fileInputs: readonly string[];
  /** Somebody else keeps writing them. */
  readonly foughtInputs: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** For missing scenes and texts, what OBS has instead. */
  readonly nearest: readonly NearestSource[];
  /** What keeps reactions from being carried out. */
  readonly reactionFaults: readonly ReactionFault[];
}

export const NO_FACTS: ProblemFacts = {
  program: null,
  missingScenes: [],
  missingTexts: [],
  refusedTexts: [],
  deadInputs: [],
  notTextInputs: [],
  fileInputs: [],
  foughtInputs: [],
  renamed: [],
  nearest: [],
  reactionFaults: [],
};

type Words = Omit<ObsProblem, 'code' | 'severity'> & { readonly severity?: ObsProblem['severity'] };

const MAKE = 'Press "Make my scenes" in Set-up, or choose your own sources there.';

type ReactionCode = (typeof REACTION_FAULT_CODES)[number];

/** Several reactions of one kind of fault are one problem. */
const OF_REACTIONS = Object.fromEntries(
  REACTION_FAULT_CODES.map((code) => [
    code,
    ({ reactionFaults }: ProblemFacts): Words | null => {
      const faults = reactionFaults.filter((fault) => fault.code === code);
      const [first] = faults;
      if (first === undefined) return null;
      const each = (part: 'finding' | 'remedy') => [...new Set(faults.map((fault) => fault[part]))].join(' ');
      const names = [...new Set(faults.flatMap((fault) => fault.names))];
      return {
        ...{ names, word: clipped(first.word), finding: each('finding'), remedy: each('remedy') },
        isOfReaction: true,
        // OBS does not tell how its studio mode is set, so it may be all right.
        ...(code === 'reaction_studio' ? { severity: 'note' } : {}),
      };
    },
  ]),
) as Readonly<Record<ReactionCode, (facts: ProblemFacts) => Words | null>>;

/** One rule for each kind of problem; null: no such problem. */
const RULES: Readonly<Record<ProblemCode, (facts: ProblemFacts) => Words | null>> = {
  scene_held: ({ program }) => (program?.severity === 'attention' ? ofProgram(program) : null),
  scene_missing: ({ missingScenes: names, nearest }) =>
    about(names, {
      word:
        names.length === 1
          ? `OBS: ${clipped(names[0])} is missing`
          : `OBS: ${names.length} scenes are missing`,
      finding: `Not in this scene collection: the ${listed(names, 'scene', nearest)}.`,
      remedy: MAKE,
    }),
  not_drawn: ({ deadInputs }) =>
    about(namesOf(deadInputs), {
      word: `OBS cannot draw ${oneOrCount(namesOf(deadInputs))}`,
      finding: `This OBS cannot draw the ${listed(namesOf(deadInputs), 'source')}, made on another system as ${deadInputs[0]?.kind ?? '?'}.`,
      remedy: 'Delete it in OBS, then press "Make my scenes" in Set-up.',
    }),
  text_missing: ({ missingTexts: names, nearest }) =>
    about(names, {
      word:
        names.length === 1
          ? `OBS: ${clipped(names[0])} is missing`
          : `OBS: ${names.length} texts are missing`,
      finding: `Not in this scene collection: the ${listed(names, 'text source', nearest)}.`,
      remedy: MAKE,
    }),
  text_refused: ({ refusedTexts: names }) =>
    about(names, {
      word: `OBS refuses ${oneOrCount(names)}`,
      finding: `OBS refuses to change the ${listed(names, 'text source')}.`,
      remedy: 'Delete it in OBS, then press "Make my scenes" in Set-up.',
    }),
  not_text: ({ notTextInputs }) =>
    about(namesOf(notTextInputs), {
      word: `${oneOrCount(namesOf(notTextInputs))} cannot show text`,
      finding: `No text source, so it is left alone: the ${listed(namesOf(notTextInputs), 'source')} (${notTextInputs[0]?.kind ?? '?'}).`,
      remedy:
        'Give it another name in OBS and press "Make my scenes" in Set-up, or choose another source there.',
    }),
  from_file: ({ fileInputs: names }) =>
    about(names, {
      word: `${oneOrCount(names)} ${names.length === 1 ? 'shows' : 'show'} a file`,
      finding: `Set to "Read from file", so viewers see the file and not the raid: the ${listed(names, 'text source')}.`,
      remedy: 'In OBS, open the properties of the source and untick "Read from file".',
    }),
  fought_over: ({ foughtInputs: names }) =>
    about(names, {
      word: `Something else writes ${oneOrCount(names)}`,
      finding: `Another program keeps changing the ${listed(names, 'text source')}, so this one changes it only at a press.`,
      remedy:
        'Close the other program (a second copy of this one, or an old bot), then press Try again. It is also tried again by itself.',
    }),
  ...OF_REACTIONS,
  renamed: ({ renamed }) =>
    about(
      renamed.map(({ to }) => to),
      {
        severity: 'note',
        word: `Renamed in OBS: ${oneOrCount(renamed.map(({ from }) => from))}`,
        finding: `Renamed in OBS: ${renamed.map(({ from, to }) => `"${from}" is now "${to}"`).join(', ')}.`,
        remedy: 'Put the new names into Set-up or show.json: they are followed only as long as OBS runs.',
      },
    ),
  other_scene: ({ program }) => (program?.severity === 'note' ? ofProgram(program) : null),
};

/** The list, the most pressing first; empty: everything is as the show wants it. */
export function problemsOf(facts: ProblemFacts): readonly ObsProblem[] {
  return PROBLEM_CODES.flatMap((code): ObsProblem[] => {
    const words = RULES[code](facts);
    return words === null ? [] : [{ code, severity: 'attention', ...words }];
  });
}

function ofProgram({ scene, severity, word, finding, remedy }: ProgramView): Words {
  return { severity, names: [scene], word: word(clipped(scene)), finding, remedy };
}

function about(names: readonly string[], words: Omit<Words, 'names'>): Words | null {
  return names.length === 0 ? null : { names, ...words };
}

function namesOf(inputs: readonly KindOf[]): readonly string[] {
  return inputs.map(({ name }) => name);
}

/** A lamp has room for two short lines. */
const LAMP_NAME_CHARS = 28;

function clipped(name = ''): string {
  const letters = Array.from(name);
  return letters.length <= LAMP_NAME_CHARS ? name : `${letters.slice(0, LAMP_NAME_CHARS - 1).join('')}…`;
}

function oneOrCount(names: readonly string[]): string {
  return names.length === 1 ? clipped(names[0]) : `${names.length} texts`;
}

const NAMES_SHOWN = 8;

function listed(names: readonly string[], noun: string, nearest: readonly NearestSource[] = []): string {
  const shown = names.slice(0, NAMES_SHOWN).map((name) => quotedWithNearest(name, nearest));
  const more = names.length - shown.length;
  return `${noun}${names.length === 1 ? '' : 's'} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
