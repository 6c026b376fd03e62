import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runToExit, startServiceProcess, temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

/** No output for people may hold a stack trace. */
const STACK_TRACE = /\n\s+at .+:\d+/;

async function listening<T extends net.Server>(server: T): Promise<{ server: T; port: number }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

describe('a program that cannot start', () => {
  it('names the variable that cannot be used and ends with 2', async () => {
    const { code, output } = await runToExit({ env: { TSP_PORT: 'abc' } });
    expect(output).toMatch(/TSP_PORT/);
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(2);
  });

  it('says why even where no log is wanted', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'raids.db'), 'no database '.repeat(100));
    const { code, output } = await runToExit({ folder, env: { TSP_LOG_LEVEL: 'silent' } });
    expect(output).toContain('raids.db');
    expect(code).toBe(4);
  });

  it('is refused while another one runs with the same database, and ends with 4', async () => {
    const first = await startServiceProcess();
    const { code, output } = await runToExit({ folder: first.folder });
    expect(output).toMatch(/runs already/);
    expect(code).toBe(4);
    await first.kill();
    // A crash frees it.
    await (await startServiceProcess({ folder: first.folder })).kill();
  });

  it('names the line of a broken settings file and ends with 2', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'settings.json'), '{\n  "prot": 4778\n}');
    const { code, output } = await runToExit({ folder });
    expect(output).toMatch(/line 2.*prot.*did you mean "port"/);
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(2);
  });

  it('says that the port is in use and ends with 3', async () => {
    const { server, port } = await listening(net.createServer());
    const { code, output } = await runToExit({ env: { TSP_PORT: String(port) } });
    server.close();
    expect(output).toContain(String(port));
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(3);
  });

  it('says that a file is no database and ends with 4, leaving the file as it was', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'raids.db');
    fs.writeFileSync(file, 'My shopping list. '.repeat(100));
    const { code, output } = await runToExit({ folder });
    expect(output).toContain(file);
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(4);
    expect(fs.readFileSync(file, 'utf8')).toBe('My shopping list. '.repeat(100));
  });

  it('says that the data folder cannot be used and ends with 4', async () => {
    const folder = temporaryFolder();
    const inTheWay = path.join(folder, 'file');
    fs.writeFileSync(inTheWay, '');
    const { code, output } = await runToExit({ env: { TSP_DB: path.join(inTheWay, 'raids.db') } });
    expect(output).toContain(inTheWay);
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(4);
  });
});

describe('a program that runs', () => {
  it('starts with a broken show file, says what is wrong with it, and takes the mended one up', async () => {
    const folder = temporaryFolder();
    const show = path.join(folder, 'show.json');
    fs.writeFileSync(show, '{ "texts": { "Tarkov Map": "{{mapp}}" } }');
    const service = await startServiceProcess({ folder });
    await until(() => expect(service.output()).toMatch(/mapp.*did you mean \{\{map\}\}/));
    fs.writeFileSync(show, '{ "texts": { "Tarkov Map": "{{map}}" } }');
    await until(() => expect(service.output()).toMatch(/show file has changed; what it says now counts/));
    await service.kill();
  });

  it('says so when something that is not OBS answers at its address', async () => {
    const { server, port } = await listening(
      http.createServer((_request, response) => response.end('hello')),
    );
    const service = await startServiceProcess({ obsUrl: `ws://127.0.0.1:${port}` });
    await until(async () =>
      expect((await service.get('/obs')).json).toMatchObject({
        state: 'not_obs',
        message: expect.any(String) as string,
      }),
    );
    await service.kill();
    server.close();
  });

  it('ends with 0 when it is stopped, with the raid kept for the next start', async () => {
    const service = await startServiceProcess();
    await service.post('/raid/start', { map_name: 'labs', character_type: 'scav' });
    expect(await service.stop()).toBe(0);
    const next = await startServiceProcess({ folder: service.folder });
    expect((await next.get('/raid')).json).toMatchObject({ status: 'queuing', map_name: 'The Lab' });
    await next.kill();
  });

  it('writes its log beside the database', async () => {
    const service = await startServiceProcess();
    await service.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await service.stop();
    const log = fs.readFileSync(path.join(service.folder, 'log', 'tarkov-stream-producer.log'), 'utf8');
    expect(log).toContain('/raid/start');
  });
});
