import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runToExit, startServiceProcess, temporaryFolder } from '../support/service-process.js';

const TOKEN = 'correct-horse-battery';
const PASSWORD = 'obs-secret-password';

/** The window and the log file, all of it. */
function everythingSaid(folder: string, output: string): string {
  const log = path.join(folder, 'log');
  const files = fs.existsSync(log) ? fs.readdirSync(log) : [];
  return [output, ...files.map((file) => fs.readFileSync(path.join(log, file), 'utf8'))].join('\n');
}

describe('a program that other devices are to call', () => {
  it('does not start without a token, says what to set, and ends with 3', async () => {
    const { code, output } = await runToExit({ env: { TSP_HOST: '0.0.0.0' } });
    expect(output).toContain('set TSP_TOKEN');
    expect(output).not.toContain('presses are stored');
    expect(output).not.toMatch(/\n\s+at .+:\d+/);
    expect(code).toBe(3);
  });

  it('starts with the last good settings when a host was written without its token, and says so', async () => {
    const folder = temporaryFolder();
    const settings = path.join(folder, 'settings.json');
    fs.writeFileSync(`${settings}.bak`, '{ "log_level": "info" }');
    fs.writeFileSync(settings, '{ "host": "0.0.0.0" }');
    const service = await startServiceProcess({ folder });
    expect(await service.stop()).toBe(0);
    expect(service.output()).toMatch(/last good copy settings\.json\.bak counts meanwhile.*"token"/);
  });

  it.each(['short', 'has a space in it', 'has+plus+and=sign'])(
    'does not take the token "%s", does not repeat it, and ends with 2',
    async (token) => {
      const { code, output } = await runToExit({ env: { TSP_HOST: '0.0.0.0', TSP_TOKEN: token } });
      expect(output).toContain('TSP_TOKEN');
      expect(output).not.toContain(token);
      expect(code).toBe(2);
    },
  );

  it('never says its secrets: not in the window, not in the log, not when an edit is wrong', async () => {
    const folder = temporaryFolder();
    const settings = path.join(folder, 'settings.json');
    fs.writeFileSync(settings, JSON.stringify({ host: '0.0.0.0', token: TOKEN, obs_password: PASSWORD }));
    const service = await startServiceProcess({ folder, env: { TSP_LOG_LEVEL: 'trace' } });
    const ask = (target: string, headers: Record<string, string> = {}) =>
      fetch(service.url + target, { headers });
    for (const target of [`/raid?key=${TOKEN}`, `/nowhere?key=${TOKEN}`, `/deck/raid/matched?key=${TOKEN}`]) {
      await ask(target, { Authorization: `Bearer ${TOKEN}` });
    }
    fs.writeFileSync(settings, JSON.stringify({ token: `${TOKEN} wrong`, obs_password: [PASSWORD] }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await service.stop()).toBe(0);
    const said = everythingSaid(folder, service.output());
    expect(said).toContain('/deck/raid/matched');
    expect(said).not.toContain(TOKEN);
    expect(said).not.toContain(PASSWORD);
  });
});
