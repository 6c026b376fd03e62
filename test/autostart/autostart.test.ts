import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { autostartFile } from '../../src/autostart/autostart-file.js';
import { createAutostart } from '../../src/autostart/autostart.js';
import { makeFolder } from '../support/database.js';
import { PROGRAM_FILE, runToExit, startServiceProcess, temporaryFolder } from '../support/service-process.js';

const COMMAND = ['C:\\Ünï 100%\\app\\node.exe', 'C:\\Ünï 100%\\app\\main.js', '--no-open'] as const;

describe('the file that starts the program at sign-in', () => {
  it('lies in the Startup folder on Windows, starts minimised, and keeps umlauts, blanks and percent signs', () => {
    const file = autostartFile(
      { platform: 'win32', home: 'C:\\Users\\Jo', env: { APPDATA: 'D:\\Roaming' } },
      COMMAND,
    );
    expect(file?.path).toBe(
      'D:\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\Tarkov Stream Producer.cmd',
    );
    expect(file?.text).toBe(
      '@echo off\r\nchcp 65001 >nul\r\nstart "Tarkov Stream Producer" /min "C:\\Ünï 100%%\\app\\node.exe" "C:\\Ünï 100%%\\app\\main.js" "--no-open"\r\n',
    );
  });

  it('is a desktop entry on Linux, quoted as the specification asks', () => {
    const file = autostartFile({ platform: 'linux', home: '/home/jo', env: {} }, [
      '/opt/a b/node',
      '/x/$y"`\\z%.js',
    ]);
    expect(file?.path).toBe('/home/jo/.config/autostart/tarkov-stream-producer.desktop');
    expect(file?.text).toContain('\nExec="/opt/a b/node" "/x/\\\\$y\\\\"\\\\`\\\\\\\\z%%.js"\n');
  });

  it('is a launch agent on macOS', () => {
    const file = autostartFile({ platform: 'darwin', home: '/Users/jo', env: {} }, ['/a & b/node', '/m.js']);
    expect(file?.path).toBe('/Users/jo/Library/LaunchAgents/tarkov-stream-producer.plist');
    expect(file?.text).toContain('<string>/a &amp; b/node</string>');
  });

  it('is not made up on a system whose way is not known', () => {
    expect(autostartFile({ platform: 'aix', home: '/home/jo', env: {} }, COMMAND)).toBeNull();
  });
});

describe('the switch', () => {
  it('writes the file, says when it starts another copy of the program, and removes it', () => {
    const env = { XDG_CONFIG_HOME: makeFolder() };
    const where = { platform: 'linux', home: '/nowhere', env } as const;
    const autostart = createAutostart('/new/program.js', where);
    expect(autostart.state()).toMatchObject({ enabled: false });

    createAutostart('/old/program.js', where).set(true);
    expect(autostart.state()).toMatchObject({
      enabled: true,
      message: expect.stringMatching(/another folder/) as string,
    });
    expect(autostart.set(true)).toMatchObject({
      enabled: true,
      message: 'It starts by itself when you sign in.',
    });
    expect(
      fs.readFileSync(path.join(env.XDG_CONFIG_HOME, 'autostart', 'tarkov-stream-producer.desktop'), 'utf8'),
    ).toContain('"/new/program.js" "start" "--no-open"');
    expect(autostart.set(false)).toMatchObject({ enabled: false });
    expect(autostart.set(false)).toMatchObject({ enabled: false });
  });

  it('follows the program to another folder, and is not switched on by that', () => {
    const env = { XDG_CONFIG_HOME: makeFolder() };
    const where = { platform: 'linux', home: '/nowhere', env } as const;
    const moved = createAutostart('/new/program.js', where);
    expect(moved.follow()).toBe(false);
    expect(moved.state()).toMatchObject({ enabled: false });
    createAutostart('/old/program.js', where).set(true);
    expect(moved.follow()).toBe(true);
    expect(moved.state()).toMatchObject({ enabled: true, message: 'It starts by itself when you sign in.' });
    expect(moved.follow()).toBe(false);
  });

  it('is a command: on, off, and how it is', async () => {
    const config = temporaryFolder();
    const run = (...args: string[]) =>
      runToExit({
        args: ['autostart', ...args],
        env: { XDG_CONFIG_HOME: config, APPDATA: config, HOME: config },
      });
    expect((await run('on')).output).toContain('It starts by itself when you sign in.');
    expect((await run()).output).toContain('It starts by itself when you sign in.');
    expect(await run('off')).toMatchObject({
      code: 0,
      output: expect.stringContaining('It does not start when you sign in.') as string,
    });
  });

  it('is there in the running program: the same file, switched by its page', async () => {
    const config = temporaryFolder();
    const env = { XDG_CONFIG_HOME: config, APPDATA: config, HOME: config };
    const on = await startServiceProcess({ env });
    try {
      expect((await on.get('/autostart')).json).toMatchObject({ ok: true, enabled: false });
      const switched = await on.post('/autostart', { enabled: true });
      expect(switched).toMatchObject({ status: 200, json: { changed: true, enabled: true } });
      expect(fs.readFileSync(String(switched.json['file']), 'utf8')).toContain(PROGRAM_FILE);
      expect((await on.post('/autostart', { enabled: true })).json).toMatchObject({ changed: false });
      expect((await on.post('/autostart', { enabled: false })).json).toMatchObject({ enabled: false });
      expect(fs.existsSync(String(switched.json['file']))).toBe(false);
      fs.rmSync(path.join(config, 'autostart'), { recursive: true, force: true });
      fs.writeFileSync(path.join(config, 'autostart'), '');
      const refused = await on.post('/autostart', { enabled: true });
      expect(refused).toMatchObject({ status: 409, json: { code: 'settings-refused' } });
      expect(refused.json['message']).toContain('cannot be written');
    } finally {
      await on.kill();
    }
  });

  it('says why the file cannot be written', async () => {
    const notAFolder = path.join(temporaryFolder(), 'file');
    fs.writeFileSync(notAFolder, '');
    const env = { XDG_CONFIG_HOME: notAFolder, APPDATA: notAFolder, HOME: notAFolder };
    const { code, output } = await runToExit({ args: ['autostart', 'on'], env });
    expect({ code, output }).toMatchObject({
      code: 1,
      output: expect.stringContaining('cannot be written') as string,
    });
  });
});
