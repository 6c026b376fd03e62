import type { CharacterType } from '../model.js';

/** Extracts of one map, by who may use them. */
interface MapExtracts {
  readonly pmc?: readonly string[];
  readonly scav?: readonly string[];
  /** Open to both. */
  readonly shared?: readonly string[];
}

/**
 * What the game calls its extracts, as published by tarkov.dev (game 1.0.6, 2026-07). Patches add some, so these are
 * suggestions: any text is an extract.
 */
const EXTRACTS: Readonly<Record<string, MapExtracts>> = {
  Factory: {
    pmc: ['Cellars', 'Courtyard Gate', 'Gate 0', 'Med Tent Gate', "Smugglers' Passage"],
    scav: ['Camera Bunker Door', 'Office Window'],
    shared: ['Gate 3'],
  },
  'Night Factory': {
    pmc: ['Cellars', 'Courtyard Gate', 'Gate 0', 'Med Tent Gate', "Smugglers' Passage"],
    scav: ['Camera Bunker Door', 'Office Window'],
    shared: ['Gate 3'],
  },
  Customs: {
    pmc: [
      'Dorms V-Ex',
      'Old Gas Station',
      'Railroad Passage (Flare)',
      "Smugglers' Boat",
      "Smugglers' Bunker (ZB-1012)",
      'Trailer Park',
      'ZB-013',
      'ZB-1011',
    ],
    scav: [
      'Administration Gate',
      'Factory Far Corner',
      'Factory Shacks',
      'Military Base CP',
      'Old Gas Station Gate',
      'Old Road Gate',
      'Passage Between Rocks',
      'Railroad to Military Base',
      'Railroad to Port',
      'Railroad to Tarkov',
      'Scav Checkpoint',
      'Sniper Roadblock',
      "Trailer Park Workers' Shack",
      'Warehouse 17',
      'Warehouse 4',
    ],
    shared: ['Boiler Room Basement (Co-op)', 'Crossroads', 'RUAF Roadblock'],
  },
  Woods: {
    pmc: [
      'Bridge V-Ex',
      'Northern UN Roadblock',
      'Power Line Passage (Flare)',
      'RUAF Gate',
      'Railway Bridge to Tarkov',
      'ZB-014',
      'ZB-016',
    ],
    scav: [
      'Boat',
      "Dead Man's Place",
      'Eastern Rocks',
      'Mountain Stash',
      'Old Railway Depot',
      'RUAF Roadblock',
      'Scav Bunker',
      'Scav House',
    ],
    shared: ['Friendship Bridge (Co-Op)', 'Outskirts', 'UN Roadblock'],
  },
  Shoreline: {
    pmc: [
      "Climber's Trail",
      'Mountain Bunker',
      'Path to Lighthouse',
      'Pier Boat',
      'Railway Bridge',
      'Road to North V-Ex',
      'Tunnel',
    ],
    scav: ['Admin Basement', 'East Wing Gym Entrance', 'Lighthouse', 'Ruined Road'],
    shared: ['Road to Customs', "Smugglers' Path (Co-op)"],
  },
  Interchange: {
    pmc: ['Hole in the Fence', 'Power Station V-Ex', 'Saferoom Exfil'],
    shared: ['Emercom Checkpoint', 'Railway Exfil', 'Scav Camp (Co-Op)'],
  },
  Reserve: {
    pmc: ['Cliff Descent', 'D-2', 'Exit to Woods'],
    scav: ['Checkpoint Fence', 'Depot Hermetic Door', 'Heating Pipe', 'Hole in the Wall by the Mountains'],
    shared: ['Armored Train', 'Bunker Hermetic Door', 'Scav Lands (Co-Op)', 'Sewer Manhole'],
  },
  Lighthouse: {
    pmc: [
      'Mountain Pass',
      'Northern Checkpoint',
      'Passage by the Lake',
      'Road to Military Base V-Ex',
      'Southern Road',
    ],
    scav: [
      'Hideout Under the Landing Stage',
      'Industrial Zone Gates',
      'Scav Hideout at the Grotto',
      'Southern Road Landslide',
    ],
    shared: ['Armored Train', 'Path to Shoreline', 'Side Tunnel (Co-Op)'],
  },
  'Streets of Tarkov': {
    pmc: [
      'Collapsed Crane',
      'Courtyard',
      'Crash Site',
      'Damaged House',
      'Expo Checkpoint',
      'Klimov Street (Flare)',
      'Primorsky Ave Taxi V-Ex',
      'Sewer River',
      "Smugglers' Basement",
      'Stylobate Building Elevator',
    ],
    scav: [
      'Cardinal Apartment Complex Parking',
      'Entrance to Catacombs',
      'Klimov Shopping Mall Exfil',
      'Near Kamchatskaya Arch',
      'Sewer Manhole',
      'Ventilation Shaft',
    ],
    shared: ['Pinewood Basement (Co-Op)'],
  },
  'The Lab': {
    pmc: ['Hangar Gate', 'Parking Gate', 'Sewage Conduit', 'Ventilation Shaft'],
    shared: ['Cargo Elevator', 'Main Elevator', 'Medical Block Elevator'],
  },
  'Ground Zero': {
    pmc: ['Mira Ave (Flare)', 'Police Cordon V-Ex', 'Tartowers Sales Office'],
    shared: ['Emercom Checkpoint', 'Nakatani Basement Stairs', 'Scav Checkpoint (Co-op)'],
  },
  'The Labyrinth': {
    pmc: ["Ariadne's Path", 'The Way Up'],
  },
};

/** Names of extracts for the map, those of the character alone first; empty for a map that is not known. */
export function extractsOf(mapName: string, character: CharacterType): readonly string[] {
  const extracts = EXTRACTS[mapName];
  return [...(extracts?.[character] ?? []), ...(extracts?.shared ?? [])];
}
