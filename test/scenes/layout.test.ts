import { describe, expect, test } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { PLATFORMS } from '../../src/lib/obs-platforms.js';
import {
  CANVAS,
  SAFE_MARGIN,
  type Rect,
  type SceneItem,
  type TextItem,
} from '../../src/scenes/scene-description.js';
import { scenePlan } from '../../src/scenes/scene-plan.js';
import { describeScenes, describeSources } from '../../src/scenes/scenes.js';
import { LIVE_TEXTS } from '../../src/scenes/sources.js';

const scenes = describeScenes('windows');
const isText = (item: SceneItem): item is TextItem => item.type === 'text';

/** Where letters can be: from the top of a capital to the foot of a "g". */
function inkOf({ x, width, baseline, sizePx }: TextItem): Rect {
  return { x, width, y: baseline - 0.76 * sizePx, height: sizePx };
}

function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test('the texts that the service writes are those of the default show, each once', () => {
  expect(LIVE_TEXTS.map(({ name }) => name).sort()).toEqual(Object.keys(DEFAULT_SHOW.texts).sort());
});

test('the scenes are those of the default show', () => {
  const names = scenes.map(({ name }) => name);
  const { over, ...named } = DEFAULT_SHOW.scenes;
  for (const scene of Object.values(named)) expect(names).toContain(scene);
  // The raid's own scene stays until somebody says how it ended.
  expect(over).toBeNull();
});

test('every text of the default show is in some scene', () => {
  const shown = new Set(scenes.flatMap(({ items }) => items.map(({ source }) => source)));
  for (const name of Object.keys(DEFAULT_SHOW.texts)) expect(shown).toContain(name);
});

describe.each(scenes.filter(({ name }) => name !== 'Tarkov Game'))('$name', ({ items }) => {
  const texts = items.filter(isText);
  const panel = items.find((item) => item.type === 'box' && item.source === 'Tarkov Panel');
  const rect = panel?.type === 'box' ? panel.rect : { x: 0, y: 0, width: 0, height: 0 };

  test('keeps its panel inside the safe margin, and its texts inside the panel', () => {
    const safe = {
      x: SAFE_MARGIN,
      y: SAFE_MARGIN,
      width: CANVAS.width - 2 * SAFE_MARGIN,
      height: CANVAS.height - 2 * SAFE_MARGIN,
    };
    expect(isInside(rect, safe)).toBe(true);
    for (const item of texts) expect(isInside(inkOf(item), rect), item.source).toBe(true);
  });

  test('gives each text room of its own', () => {
    for (const [index, item] of texts.entries()) {
      for (const other of texts.slice(index + 1)) {
        expect(overlap(inkOf(item), inkOf(other)), `${item.source} and ${other.source}`).toBe(false);
      }
    }
  });

  test('has no text smaller than 34 px', () => {
    for (const { sizePx } of texts) expect(sizePx).toBeGreaterThanOrEqual(34);
  });
});

describe.each(PLATFORMS)('on %s', (platform) => {
  const plan = scenePlan(platform);

  test('every text has room in height, so that only its width can shrink it', () => {
    for (const { items } of plan.scenes) {
      for (const { transform, source } of items) {
        if (transform.boundsType !== 'OBS_BOUNDS_MAX_ONLY') continue;
        const input = plan.inputs.find(({ name }) => name === source);
        const { size } = input?.settings['font'] as { size: number };
        expect(transform.boundsHeight).toBeGreaterThanOrEqual(size * transform.scale * 1.1);
      }
    }
  });

  test('no text is scaled up, which would blur it', () => {
    for (const { transform } of plan.scenes.flatMap(({ items }) => items)) {
      expect(transform.scale).toBeLessThanOrEqual(1);
    }
  });

  test('the plan names every source that its scenes show', () => {
    const names = [...describeSources(platform), ...plan.scenes].map(({ name }) => name);
    for (const { source } of plan.scenes.flatMap(({ items }) => items)) expect(names).toContain(source);
  });
});
