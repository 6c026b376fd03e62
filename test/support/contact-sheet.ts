import type { RealObs } from './real-obs.js';

export const CONTACT_SHEET = 'Contact Sheet';

/** Makes a scene in OBS that shows the given ones side by side, `columns` in a row; it can be photographed by name. */
export async function createContactSheet(
  obs: RealObs,
  scenes: readonly string[],
  columns: number,
): Promise<void> {
  await obs.call('CreateScene', { sceneName: CONTACT_SHEET });
  const gap = 16;
  const width = (1920 - (columns - 1) * gap) / columns;
  const height = (width * 9) / 16;
  for (const [index, sourceName] of scenes.entries()) {
    const { sceneItemId } = await obs.call('CreateSceneItem', { sceneName: CONTACT_SHEET, sourceName });
    await obs.call('SetSceneItemTransform', {
      sceneName: CONTACT_SHEET,
      sceneItemId,
      sceneItemTransform: {
        positionX: (index % columns) * (width + gap),
        positionY: Math.floor(index / columns) * (height + gap),
        boundsType: 'OBS_BOUNDS_SCALE_INNER',
        boundsWidth: width,
        boundsHeight: height,
      },
    });
  }
}
