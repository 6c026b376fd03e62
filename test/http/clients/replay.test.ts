import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HttpPorts } from '../../../src/http/ports.js';
import { startService, type Service } from '../service.js';
import { pressAs } from './press.js';
import { RECORDED_CLIENTS } from './recorded.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

const START = { map_name: 'Streets of Tarkov', character_type: 'PMC' };

describe.each(RECORDED_CLIENTS)('$name', (client) => {
  const press = (path: string, fields?: Record<string, string>) =>
    pressAs(client, service.port, path, fields);

  it('presses its way through a raid', async () => {
    const answers = [
      await press('/raid/start', START),
      await press('/raid/matched'),
      await press('/raid/kill', { enemy_type: 'Raider', headshot: 'true', weapon_used: '' }),
      await press('/raid/end', { status: 'survived', extract_location: 'Sewage Conduit' }),
      await press('/undo'),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([201, 200, 201, 200, 200]);
    expect(answers[2]?.json['kill']).toMatchObject({
      enemy_type: 'raider',
      headshot: true,
      weapon_used: null,
    });
    expect(answers[3]?.json['raid']).toMatchObject({ map_name: 'Streets of Tarkov', kill_count: 1 });
    for (const { headers } of answers)
      expect(headers['access-control-allow-origin']).toBe(client.headers['Origin']);
  });

  it('is told of a rule conflict, so that the key can show it', async () => {
    const answer = await press('/raid/matched');
    expect(answer).toMatchObject({ status: 409, json: { ok: false, code: 'no-open-raid' } });
    expect(answer.headers['access-control-allow-origin']).toBe(client.headers['Origin']);
    expect(await service.rowCount()).toBe(0);
  });

  it('is told of a bad value by its name', async () => {
    const answer = await press('/raid/kill', { enemy_type: 'sherpa' });
    expect(answer).toMatchObject({ status: 400, json: { code: 'bad-input' } });
    expect(answer.json['errors']).toHaveProperty('enemy_type');
    expect(answer.headers['access-control-allow-origin']).toBe(client.headers['Origin']);
  });
});

describe('a client that presses again after a 5xx', () => {
  const RETRYING = RECORDED_CLIENTS.filter((client) => client.retries !== undefined);

  it.each(RETRYING)('counts once when the database was busy before: $name', async (client) => {
    let failures = 2;
    await service.stop();
    service = await startService({}, (ports) => ({
      ...ports,
      execute: (command) => {
        if (command.type !== 'kill' || failures === 0) return ports.execute(command);
        failures -= 1;
        return Promise.reject(
          Object.assign(new Error('Another program holds the database.'), { code: 'storage-busy' }),
        );
      },
    }));
    await pressAs(client, service.port, '/raid/start', START);
    const answer = await pressAs(client, service.port, '/raid/kill', { enemy_type: 'pmc' });
    expect(answer).toMatchObject({ status: 201, json: { raid: { kill_count: 1 } } });
  });

  // Whatever breaks, it breaks before the commit or it does not reach the reply: else the second press counts, too.
  it.each(['snapshot', 'status', 'onChange'] as const)(
    'never meets one after the commit, though %s is broken from then on',
    async (broken) => {
      const client = RETRYING[0];
      if (client === undefined) throw new Error('no such client');
      await service.stop();
      service = await startService({}, (ports) => breakingAfterCommit(ports, broken));
      await pressAs(client, service.port, '/raid/start', START).catch(() => undefined);
      const raids = await service.store.read((reader) => reader.selectFrom('raids').selectAll().execute());
      expect(raids).toHaveLength(1);
      const kill = await pressAs(client, service.port, '/raid/kill', { enemy_type: 'pmc' }).catch(() => null);
      const kills = await service.store.read((reader) => reader.selectFrom('kills').selectAll().execute());
      expect(kills.length).toBeLessThanOrEqual(1);
      if (kill !== null && kills.length === 1) expect(kill.status).toBe(201);
    },
  );
});

type Breakable = 'snapshot' | 'status' | 'onChange';

function breakingAfterCommit(ports: HttpPorts, broken: Breakable): HttpPorts {
  let isCommitted = false;
  const unlessCommitted = <T>(part: Breakable, act: () => T): T => {
    if (isCommitted && part === broken) throw new Error(`${part} is broken`);
    return act();
  };
  return {
    ...ports,
    execute: async (command) => {
      const result = await ports.execute(command);
      isCommitted = true;
      return result;
    },
    snapshot: () => unlessCommitted('snapshot', ports.snapshot),
    onChange: (listener) =>
      ports.onChange?.(() => unlessCommitted('onChange', listener)) ?? (() => undefined),
    obs: { ...ports.obs, status: () => unlessCommitted('status', ports.obs.status) },
  };
}
