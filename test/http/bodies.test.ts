import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, sendRaw, startService, type Service } from './service.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

describe('a bare POST', () => {
  it('with neither content type nor length presses a key', async () => {
    const reply = await sendRaw(
      service.port,
      `POST /raid/start?map_name=Customs&character_type=pmc HTTP/1.1\r\nHost: localhost:${service.port}\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toContain('HTTP/1.1 201 Created');
  });

  it('in chunks presses a key', async () => {
    const reply = await sendRaw(
      service.port,
      `POST /raid/start HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n` +
        '17\r\n{"map_name":"Customs", \r\n18\r\n"character_type":"scav"}\r\n0\r\n\r\n',
    );
    expect(reply).toContain('HTTP/1.1 201 Created');
  });

  it('that expects 100-continue is told to go on', async () => {
    const body = '{"map_name":"Customs","character_type":"scav"}';
    const reply = await sendRaw(
      service.port,
      `POST /raid/start HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(reply).toContain('HTTP/1.1 100 Continue');
    expect(reply).toContain('HTTP/1.1 201 Created');
  });
});

describe('a body that is no fields', () => {
  it('is ignored where no field is required', async () => {
    const answer = await call(service.port, 'POST', '/undo', { body: '[object Object]' });
    expect(answer.json['code']).toBe('nothing-to-undo');
  });

  it('is named as the reason where one is missing', async () => {
    const answer = await call(service.port, 'POST', '/raid/kill', { body: 'enemy_type: pmc' });
    expect(answer.status).toBe(400);
    expect(answer.json['message']).toContain('The body was not understood');
  });

  it('is named as the reason also where any one field would have done', async () => {
    await call(service.port, 'POST', '/raid/start?map_name=Customs&character_type=pmc');
    for (const [method, path] of [
      ['PATCH', '/raids/last'],
      ['POST', '/raid/update'],
    ] as const) {
      const answer = await call(service.port, method, path, { body: 'map_name: Woods' });
      expect(answer.status).toBe(400);
      expect(answer.json['message']).toMatch(/^Say what to .+ The body was not understood: send JSON/);
    }
  });
});
