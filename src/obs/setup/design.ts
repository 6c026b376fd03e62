import { designFor, type Design } from '../../scenes/design.js';
import { lookOfMark } from '../../scenes/mark.js';
import { EARLIER_LABEL_NAMES, PANEL } from '../../scenes/sources.js';
import { LOOK_TEXT_NAMES } from '../../show/look.js';
import type { Link } from '../link/link.js';
import { readSettings, type ObsInventory } from './read.js';

/**
 * The design by which the open collection was made: its panel keeps the look, and one that keeps none is of a version
 * that had no looks. Null: nothing of ours is there.
 */
export async function readDesign(
  link: Link,
  inventory: ObsInventory,
  timeoutMs: number,
): Promise<Design | null> {
  const panel = inventory.inputs.get(PANEL);
  if (panel === undefined) {
    return isEarlier(inventory) ? designFor(null, inventory.canvas) : null;
  }
  const [read] = await readSettings(link, [panel], timeoutMs);
  return designFor(lookOfMark(read?.settings ?? {}), inventory.canvas);
}

/** Somebody has deleted the panel: the other sources tell. */
function isEarlier({ inputs }: ObsInventory): boolean {
  return (
    EARLIER_LABEL_NAMES.some((name) => inputs.has(name)) && !LOOK_TEXT_NAMES.some((name) => inputs.has(name))
  );
}
