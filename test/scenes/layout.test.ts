import { describe, expect, test } from 'vitest';
import { DEFAULT_SCENES, DEFAULT_SHOW } from '../../src/show/default-show.js';
import { DEFAULT_LOOK, LOOK_NAMES, SIDES, type LookChoice } from '../../src/show/look.js';
import { PLATFORMS } from '../../src/lib/obs-platforms.js';
import { DEFAULT_DESIGN, designFor, type Design } from '../../src/scenes/design.js';
import { lookOfMark, markOf } from '../../src/scenes/mark.js';
import { POP_SCENE } from '../../src/scenes/pop.js';
import {
  LANDSCAPE,
  PORTRAIT,
  SAFE_MARGIN,
  type ImageItem,
  type Rect,
  type SceneDescription,
  type SceneItem,
  type TextItem,
} from '../../src/scenes/scene-description.js';
import { scenePlan } from '../../src/scenes/scene-plan.js';
import { describeScenes, describeSources } from '../../src/scenes/scenes.js';

const isText = (item: SceneItem): item is TextItem => item.type === 'text';
/** The pop of a kill is seen for a moment, the other hidden texts never. */
const seenTexts = ({ name, items }: SceneDescription): readonly TextItem[] =>
  items.filter(isText).filter((item) => item.hidden !== true || name === POP_SCENE);
const isIcon = (item: SceneItem): item is ImageItem => item.type === 'image';

/** Where letters can be: from the top of a capital to the foot of a "g", or of a comma where there are only figures. */
function inkOf({ x, width, baseline, sizePx }: TextItem): Rect {
  const below = sizePx > 60 ? 0.14 : 0.24;
  return { x, width, y: baseline - 0.76 * sizePx, height: (0.76 + below) * sizePx };
}

function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x - 0.01 &&
    inner.y >= outer.y - 0.01 &&
    inner.x + inner.width <= outer.x + outer.width + 0.01 &&
    inner.y + inner.height <= outer.y + outer.height + 0.01
  );
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

const looks = LOOK_NAMES.flatMap((name) =>
  SIDES.flatMap((side) =>
    [DEFAULT_LOOK.figures, DEFAULT_LOOK.figures.slice(0, 1), DEFAULT_LOOK.figures.slice(0, 3)].map(
      (figures): LookChoice => ({ ...DEFAULT_LOOK, name, side, figures }),
    ),
  ),
);
const designs: readonly Design[] = [
  designFor(null, LANDSCAPE),
  ...looks.flatMap((look) => [LANDSCAPE, PORTRAIT].map((frame) => ({ look, frame }))),
];
const titled = designs.map((design) => {
  const { look, frame } = design;
  const kind = look === null ? 'earlier' : `${look.name}, ${look.side}, ${look.figures.length} figures`;
  return { design, title: `${kind}, ${frame.width}×${frame.height}` };
});

describe.each(titled)('scenes: $title', ({ design }) => {
  const scenes = describeScenes('windows', design);
  const shown = scenes.filter(({ name }) => name !== 'Tarkov Game');

  test('are those of the default show', () => {
    const names = scenes.map(({ name }) => name);
    // The raid's own scene stays until somebody says how it ended.
    expect(DEFAULT_SHOW.scenes.over).toBeNull();
    for (const scene of Object.values(DEFAULT_SCENES)) if (scene !== null) expect(names).toContain(scene);
  });

  test('keep their panels inside the safe margin, and each text inside a panel', () => {
    const { width, height } = design.frame;
    const safe = {
      ...{ x: SAFE_MARGIN, y: SAFE_MARGIN },
      ...{ width: width - 2 * SAFE_MARGIN, height: height - 2 * SAFE_MARGIN },
    };
    for (const scene of shown) {
      const { items } = scene;
      const panels = items.flatMap((item) =>
        item.type === 'box' && /Panel|Ground/.test(item.source) ? [item.rect] : [],
      );
      expect(panels.length).toBeGreaterThan(0);
      for (const rect of panels) expect(isInside(rect, safe)).toBe(true);
      for (const item of seenTexts(scene))
        expect(
          panels.some((rect) => isInside(inkOf(item), rect)),
          item.source,
        ).toBe(true);
      for (const item of items.filter(isIcon))
        expect(
          panels.some((rect) => isInside(item.rect, rect)),
          item.source,
        ).toBe(true);
    }
  });

  test('lay no icon under a text, and the pop of a kill beside the raid', () => {
    for (const scene of shown)
      for (const item of scene.items.filter(isIcon))
        for (const words of seenTexts(scene))
          expect(overlap(item.rect, inkOf(words)), `${item.source} and ${words.source}`).toBe(false);
    const [raid, pop] = ['Tarkov In Raid', POP_SCENE].map((name) =>
      (scenes.find((scene) => scene.name === name)?.items ?? []).flatMap((item) =>
        item.type === 'box' && item.source === 'Tarkov Panel' ? [item.rect] : [],
      ),
    );
    expect(pop).toHaveLength(design.look === null ? 0 : 1);
    for (const rect of pop ?? []) expect(raid?.some((other) => overlap(rect, other))).toBe(false);
  });

  test('give each text room of its own, none smaller than 34 px', () => {
    for (const scene of shown) {
      const texts = seenTexts(scene);
      for (const [index, item] of texts.entries()) {
        expect(item.sizePx, item.source).toBeGreaterThanOrEqual(34);
        for (const other of texts.slice(index + 1))
          expect(overlap(inkOf(item), inkOf(other)), `${item.source} and ${other.source}`).toBe(false);
      }
    }
  });

  test.each(PLATFORMS)('fit the sources of %s', (platform) => {
    const plan = scenePlan(platform, design);
    const names = [...describeSources(platform, design), ...plan.scenes].map(({ name }) => name);
    for (const { source, transform } of plan.scenes.flatMap(({ items }) => items)) {
      expect(names).toContain(source);
      // One that is scaled up is blurred.
      expect(transform.scale, source).toBeLessThanOrEqual(1);
      if (transform.boundsType !== 'OBS_BOUNDS_MAX_ONLY') continue;
      const input = plan.inputs.find(({ name }) => name === source);
      const { size } = input?.settings['font'] as { size: number };
      // Only its width can shrink a text.
      expect(transform.boundsHeight).toBeGreaterThanOrEqual(size * transform.scale * 1.1);
    }
  });
});

test.each(titled.filter(({ design }) => design.look !== null))(
  'every text of the default show is in some scene: $title',
  ({ design }) => {
    const shown = new Set(
      describeScenes('windows', design).flatMap(({ items }) => items.map((one) => one.source)),
    );
    for (const name of Object.keys(DEFAULT_SHOW.texts)) expect(shown).toContain(name);
  },
);

test.each(looks)(
  '$name, $side: both frames have the same items, so that one can be made of the other',
  (look) => {
    const [wide, upright] = [LANDSCAPE, PORTRAIT].map((frame) =>
      describeScenes('windows', { look, frame }).map(({ name, items }) => [
        name,
        items.map(({ source }) => source).sort(),
      ]),
    );
    expect(wide).toEqual(upright);
  },
);

test.each(LOOK_NAMES)('%s: an outcome leaves the lower two thirds to the game', (name) => {
  const scenes = describeScenes('windows', { look: { ...DEFAULT_LOOK, name }, frame: LANDSCAPE });
  for (const { items } of scenes.filter((scene) => /Survived|Death/.test(scene.name)))
    for (const item of items)
      if (item.type === 'box')
        expect(item.rect.y + item.rect.height).toBeLessThanOrEqual(LANDSCAPE.height / 3);
});

test('a look is kept with the panel, and read from there; what is not known there is as by default', () => {
  const look: LookChoice = {
    name: 'bold',
    accent: '#112233',
    side: 'right',
    figures: ['kd'],
    split: false,
    motion: false,
  };
  expect(lookOfMark(markOf(look))).toEqual(look);
  expect(lookOfMark({ color: 1 })).toBeNull();
  expect(lookOfMark({ tarkov_look: 'x' })).toBeNull();
  expect(lookOfMark({ tarkov_look: '{"name":"later"}' })).toBeNull();
  expect(lookOfMark({ tarkov_look: '{"name":"line","figures":["later"],"accent":"red"}' })).toEqual({
    ...DEFAULT_LOOK,
    name: 'line',
  });
  const panel = scenePlan('linux', DEFAULT_DESIGN).inputs.find(({ name }) => name === 'Tarkov Panel');
  expect(lookOfMark(panel?.settings ?? {})).toEqual(DEFAULT_LOOK);
});
