/** `#RRGGBB` */
export const PALETTE = {
  ground: '#0E1011',
  /** Lines. */
  muted: '#8C8F86',
  /** Labels: with a panel behind them, 4.5 : 1 and more also over snow. */
  label: '#C4C2B9',
  text: '#E8E6DE',
  accent: '#C9B37E',
  survived: '#8DB36B',
  died: '#C4574B',
  /** As a surface under dark letters. */
  diedGround: '#D0655A',
} as const;

/**
 * The colour, lightened until letters in it have that contrast to the lightest that a panel becomes, which is over a
 * white picture.
 */
export function readable(color: string, ground: string, ratio = 4.7): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  for (let share = 0; share <= 1; share += 0.05) {
    const mixed = [red, green, blue].map((channel) => Math.round(channel + (255 - channel) * share));
    const hex = `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
    if (contrast(hex, ground) >= ratio) return hex;
  }
  return '#FFFFFF';
}

/** The contrast ratio of WCAG, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

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
