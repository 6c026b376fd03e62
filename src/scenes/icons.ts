/** Our small pictures: the source that shows each, and its file in `scenes/icons`. */
export const ICONS = {
  skull: { source: 'Tarkov Icon Skull', file: 'skull.png' },
  head: { source: 'Tarkov Icon Head', file: 'head.png' },
  clock: { source: 'Tarkov Icon Clock', file: 'clock.png' },
  door: { source: 'Tarkov Icon Door', file: 'door.png' },
  map: { source: 'Tarkov Icon Map', file: 'map.png' },
  chart: { source: 'Tarkov Icon Chart', file: 'chart.png' },
  flag: { source: 'Tarkov Icon Flag', file: 'flag.png' },
  // Who was killed.
  pmc: { source: 'Tarkov Icon PMC', file: 'pmc.png' },
  scav: { source: 'Tarkov Icon Scav', file: 'scav.png' },
  boss: { source: 'Tarkov Icon Boss', file: 'boss.png' },
  raider: { source: 'Tarkov Icon Raider', file: 'raider.png' },
  // Dark, for plates in a colour.
  survived: { source: 'Tarkov Icon Survived', file: 'survived.png' },
  death: { source: 'Tarkov Icon Death', file: 'death.png' },
} as const;

export type IconName = keyof typeof ICONS;
export const ICON_NAMES = Object.keys(ICONS) as readonly IconName[];
