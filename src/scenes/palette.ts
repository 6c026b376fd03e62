/** The one look: a quiet military ledger. `#RRGGBB`. */
export const PALETTE = {
  ground: '#0E1011',
  muted: '#8C8F86',
  text: '#E8E6DE',
  accent: '#C9B37E',
  survived: '#8DB36B',
  died: '#C4574B',
} as const;

/** `#RRGGBB` as the number that OBS keeps for colours with alpha, `0xAABBGGRR`. */
export function abgr(color: string, opacityPercent = 100): number {
  const alpha = Math.round((opacityPercent / 100) * 255);
  // Not `<<`: an opaque colour would turn negative.
  return alpha * 0x1000000 + bgr(color);
}

/** `#RRGGBB` as the number that OBS keeps for colours without alpha, `0xBBGGRR`. */
export function bgr(color: string): number {
  const rgb = Number.parseInt(color.slice(1), 16);
  return ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16);
}
