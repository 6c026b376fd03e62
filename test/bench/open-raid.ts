import type { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** Settles when the service drives OBS. */
export async function untilReady(service: Pick<ServiceProcess, 'get'>): Promise<void> {
  await until(async () => {
    if ((await service.get('/obs')).json.state !== 'ready') throw new Error('OBS is not ready');
  });
}

/** A raid under way. */
export async function openRaid(service: ServiceProcess): Promise<void> {
  await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
  await service.post('/raid/matched');
}
