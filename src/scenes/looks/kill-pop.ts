import { hidden, icon, panel, text } from '../items.js';
import { POP_ICONS, POP_TEXTS } from '../pop.js';
import type { Hideable } from '../scene-description.js';
import { inside, type Place, type PopShape } from './layout.js';

/** All with their eyes closed: the service opens them for a moment. The picture is at the end, where it leaves no gap. */
export function popItems(
  { look }: Place,
  { rect, isLine = false, killPx, enemyPx, iconPx }: PopShape,
): readonly Hideable[] {
  const { x, width } = inside(rect);
  const words = width - iconPx - 16;
  // A capital letter is 0.72 of its size; on two lines there are 14 px between them.
  const block = isLine ? killPx * 0.72 : killPx * 0.72 + 14 + enemyPx * 0.72;
  const first = Math.round(rect.y + (rect.height - block) / 2 + killPx * 0.72);
  const killWidth = isLine ? Math.round(words * 0.32) : words;
  const place = { align: 'left', x, width: killWidth, baseline: first } as const;
  const second = isLine
    ? { x: x + killWidth + 12, width: words - killWidth - 12, baseline: first }
    : { baseline: Math.round(first + 14 + enemyPx * 0.72) };
  return [
    ...panel(rect, 'Tarkov Bar', look.side),
    text(POP_TEXTS.kill, { ...place, sizePx: killPx }),
    text(POP_TEXTS.enemy, { ...place, ...second, sizePx: enemyPx }),
    ...POP_ICONS.map((name) =>
      icon(name, x + width - iconPx, rect.y + Math.round((rect.height - iconPx) / 2), iconPx),
    ),
  ].map(hidden);
}
