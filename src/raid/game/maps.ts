export interface TarkovMap {
  /** The name that is stored and shown. */
  readonly name: string;
  /** Raid length in minutes. */
  readonly minutes: number;
  /** The game's own ids in its log, and what people call it; case, blanks, dashes and quotes do not matter. */
  readonly alsoKnownAs: readonly string[];
}

/** The maps of game 1.0.6 with their lengths and log ids, as published by tarkov.dev (2026-07). */
export const TARKOV_MAPS: readonly TarkovMap[] = [
  { name: 'Factory', minutes: 20, alsoKnownAs: ['factory4_day', 'factory day', 'day factory'] },
  { name: 'Night Factory', minutes: 25, alsoKnownAs: ['factory4_night', 'factory night'] },
  { name: 'Customs', minutes: 35, alsoKnownAs: ['bigmap'] },
  { name: 'Woods', minutes: 35, alsoKnownAs: [] },
  { name: 'Shoreline', minutes: 45, alsoKnownAs: [] },
  { name: 'Interchange', minutes: 40, alsoKnownAs: ['mall', 'shopping mall', 'ultra', 'ultra mall'] },
  { name: 'Reserve', minutes: 40, alsoKnownAs: ['rezervbase', 'reserve base', 'military base'] },
  { name: 'Lighthouse', minutes: 40, alsoKnownAs: [] },
  { name: 'Streets of Tarkov', minutes: 40, alsoKnownAs: ['tarkovstreets', 'streets'] },
  {
    name: 'The Lab',
    minutes: 30,
    alsoKnownAs: ['laboratory', 'lab', 'labs', 'terragroup labs', 'terragroup laboratory'],
  },
  {
    name: 'The Lab (Dark)',
    minutes: 25,
    alsoKnownAs: ['laboratory_dark', 'lab dark', 'labs dark', 'dark lab'],
  },
  {
    name: 'Ground Zero',
    minutes: 30,
    alsoKnownAs: [
      ...['sandbox', 'sandbox_high', 'sandbox_start', 'gz', 'ground zero 21+', 'ground zero high'],
      ...['ground zero tutorial'],
    ],
  },
  { name: 'The Labyrinth', minutes: 30, alsoKnownAs: ['labyrinth'] },
  { name: 'Terminal', minutes: 50, alsoKnownAs: [] },
  { name: 'Icebreaker', minutes: 50, alsoKnownAs: [] },
];
