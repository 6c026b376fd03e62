import path from 'node:path';
import { readShow } from '../../src/config/config.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { project } from '../../src/show/project.js';
import { readSnapshot } from '../../src/store/query/snapshot.js';
import { openStore } from '../../src/store/store.js';
import type { RealObs } from './real-obs.js';
import type { ServiceProcess } from './service-process.js';
import { until } from './until.js';

/** A timer on screen may be a second behind the clock at hand. */
const TIMER_SLACK_MS = 1_000;

/** What a check looks at: the service, its OBS, and sources that are there under another name. */
export interface Scenery {
  readonly service: ServiceProcess;
  readonly obs: RealObs;
  /** Name in the show → name in OBS; null: not in OBS now. */
  readonly names?: ReadonlyMap<string, string | null>;
}

/**
 * Waits until OBS shows what is stored: each text equals the projection of the database, read here on a connection of
 * our own. Throws with the texts that differ.
 */
export async function showsWhatIsStored(scenery: Scenery, timeoutMs = 20_000): Promise<void> {
  await until(async () => {
    const wrong = await textsThatDiffer(scenery);
    if (wrong.length > 0) throw new Error(`OBS does not show what is stored: ${wrong.join('; ')}`);
  }, timeoutMs);
}

async function textsThatDiffer({ service, obs, names = new Map() }: Scenery): Promise<string[]> {
  const parsed = readShow(path.join(service.folder, 'show.json'));
  const show = parsed.ok ? parsed.value : DEFAULT_SHOW;
  const shown = new Map<string, unknown>();
  for (const source of Object.keys(show.texts)) {
    const inputName = names.has(source) ? names.get(source) : source;
    if (inputName === null || inputName === undefined) continue;
    const { inputSettings } = await obs.call('GetInputSettings', { inputName });
    shown.set(source, inputSettings['text']);
  }
  const store = await openStore(path.join(service.folder, 'raids.db'));
  try {
    const now = new Date();
    const snapshot = await store.read((reader) => readSnapshot(reader, now, show.day_starts_at));
    const projections = [0, TIMER_SLACK_MS, 2 * TIMER_SLACK_MS].map(
      (agoMs) => project(snapshot, show, new Date(now.getTime() - agoMs)).texts,
    );
    return [...shown].flatMap(([source, text]) =>
      projections.some((texts) => texts[source] === text)
        ? []
        : [`${source} is ${JSON.stringify(text)}, should be ${JSON.stringify(projections[0]?.[source])}`],
    );
  } finally {
    await store.close();
  }
}
