import type { NextRaid } from '../model.js';

/** All raids of one map, which was misspelled or has got another name, become raids of another. */
export interface MergeMapsCommand {
  readonly type: 'merge_maps';
  readonly map_name: string;
  readonly into: string;
}

/** What the rules look at when maps are merged. */
export interface MapState {
  /** Every map that raids are on, as it is stored, with how many they are. */
  readonly maps: readonly { readonly map_name: string; readonly raids: number }[];
  readonly next: NextRaid;
}
