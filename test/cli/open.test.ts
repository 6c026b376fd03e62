import { describe, expect, it } from 'vitest';
import { runHere } from '../support/command-here.js';
import { runToExit, startServiceProcess } from '../support/service-process.js';

describe('open', () => {
  it('names the page of the running service', async () => {
    const service = await startServiceProcess();
    const env = { TSP_PORT: new URL(service.url).port };
    expect(service.output()).toContain(`http://localhost:${env.TSP_PORT}/setup`);
    for (const [page, path] of [
      ['setup', '/setup'],
      ['dock', '/'],
      ['keys', '/keys'],
    ] as const) {
      const { code, output } = await runHere({ env, args: ['open', page, '--print'] });
      expect({ code, output }).toEqual({ code: 0, output: `http://localhost:${env.TSP_PORT}${path}\n` });
    }
    await service.kill();
  });

  it('says that the service does not run', async () => {
    const service = await startServiceProcess();
    await service.kill();
    const env = { TSP_PORT: new URL(service.url).port };
    const { code, output } = await runToExit({ env, args: ['open', '--print'] });
    expect(code).toBe(1);
    expect(output).toContain('Start the service first');
  });
});
