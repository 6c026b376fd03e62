import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { startStandIn, type StandIn } from './stand-in.js';

let service: ServiceProcess;
let app: StandIn;

beforeEach(async () => {
  service = await startServiceProcess();
  app = await startStandIn({ address: service.url });
});
afterEach(async () => {
  await app.stop();
  await service.stop();
});

describe('a key', () => {
  it('shows what comes next, and presses it', async () => {
    await service.post('/raid/update', { map_name: 'Customs', character_type: 'pmc' });
    const key = app.appear('next-step');
    await expect.poll(key.words).toBe('Customs Queue PMC');
    key.press();
    await expect.poll(key.words).toMatch(/^In queue 0:0\d Matched$/);
    expect(key.count('showOk')).toBe(1);
  });
});
