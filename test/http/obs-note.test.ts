import { afterEach, describe, expect, it } from 'vitest';
import type { ServiceStatus } from '../../src/service/show-problem.js';
import { call, OBS_AWAY, startService, type Service } from './service.js';

let service: Service | undefined;
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

const READY: ServiceStatus = { ...OBS_AWAY, state: 'ready', lamp: { look: 'good', word: 'OBS is ready' } };

/** OBS shows a scene of which the raid is not part. */
function on(scene: string, leftByStart: boolean, look: 'note' | 'warn'): ServiceStatus {
  return {
    ...READY,
    lamp: { look, word: look === 'warn' ? `OBS stays on ${scene}` : `OBS is ready, on ${scene}` },
    program: { scene, hidesRaid: true, leftByStart },
  };
}

const IN_LOBBY = on('BRB', false, 'note');
const IN_RAID = on('BRB', false, 'warn');

async function serve(first: ServiceStatus): Promise<{
  press(path: string): Promise<string>;
  line(path: string): Promise<string>;
  becomes(obs: ServiceStatus): void;
}> {
  let obs = first;
  const started = await startService({}, (ports) => ({
    ...ports,
    obs: { ...ports.obs, status: () => obs, state: () => obs.state },
  }));
  service = started;
  return {
    press: async (path) => {
      const joined = `${path}${path.includes('?') ? '&' : '?'}format=text`;
      return (await call(started.port, 'POST', joined)).text;
    },
    line: async (path) => (await call(started.port, 'GET', `${path}?format=text`)).text,
    becomes: (next) => {
      obs = next;
    },
  };
}

const START = '/raid/start?map_name=Customs&character_type=pmc';

describe('the line of a key', () => {
  it('says that OBS stays on a protected scene, from the first press on', async () => {
    const { press, becomes } = await serve(IN_LOBBY);
    expect(await press(START)).toBe('In the queue for Customs as PMC. OBS stays on BRB.');
    becomes(IN_RAID);
    expect(await press('/raid/kill?enemy_type=pmc')).toMatch(/ OBS stays on BRB\.$/);
    expect(await press('/raid/end?status=survived')).toMatch(/ OBS stays on BRB\.$/);
  });

  it('does not say it of a scene that the start key leaves', async () => {
    const { press } = await serve(on('Chat', true, 'note'));
    expect(await press(START)).toBe('In the queue for Customs as PMC.');
    expect(await press('/raid/matched')).toMatch(/ OBS stays on Chat\.$/);
  });

  it('is the sentence alone when viewers see the raid, and for what they need not see', async () => {
    const { press, becomes } = await serve(IN_LOBBY);
    expect(await press('/raid/update?map_name=Woods&character_type=pmc')).not.toContain('OBS');
    becomes(READY);
    expect(await press(START)).toBe('In the queue for Customs as PMC.');
    becomes(IN_RAID);
    expect(await press('/raid/cancel')).not.toContain('OBS');
  });

  it('names any other fault in the words of the lamp', async () => {
    const { press, line, becomes } = await serve({
      ...READY,
      lamp: { look: 'warn', word: 'Tarkov Map shows a file' },
    });
    expect(await press(START)).toBe('In the queue for Customs as PMC. Tarkov Map shows a file.');
    becomes({ ...OBS_AWAY, state: 'wrong_password', lamp: { look: 'bad', word: 'OBS: wrong password' } });
    expect(await press('/raid/matched')).toMatch(/ OBS: wrong password\.$/);
    expect(await line('/raid')).toMatch(/^IN RAID · Customs · .* · OBS: wrong password$/);
  });

  it('ends with the fault on a live key, too', async () => {
    const { press, line, becomes } = await serve(READY);
    await press(START);
    expect(await line('/raid')).toBe('QUEUE · Customs · 0:00');
    becomes(IN_RAID);
    expect(await line('/raid')).toBe('QUEUE · Customs · 0:00 · OBS stays on BRB');
    expect(await line('/stats/session')).toMatch(/ · OBS stays on BRB$/);
  });
});
