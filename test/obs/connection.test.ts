import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { becomes, fakeObs, SILENT, startedObs, desired } from './harness.js';

test('OBS may be started after this program', async () => {
  const fake = await fakeObs(['Kills']);
  await fake.stop();
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => obs.status().state, 'not_running');
  await fake.listen();
  await becomes(() => fake.model.text('Kills'), '1');
  await becomes(() => obs.status().state, 'ready');
});

test('while OBS is away its files are left alone, and it is found the moment that it comes', async () => {
  const fake = await fakeObs(['Kills']);
  await fake.stop();
  let looks = 0;
  const obs = startedObs(fake, {
    address: () => {
      looks += 1;
      return { url: fake.url, password: null };
    },
    timings: { awayLookMs: 60_000 },
  });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => obs.status().state, 'not_running');
  // Long enough for ten attempts.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(looks).toBe(1);
  await fake.listen();
  await becomes(() => fake.model.text('Kills'), '1');
});

test('while OBS is away all is looked at again as soon as an OBS of this PC was started or stopped', async () => {
  const fake = await fakeObs();
  await fake.stop();
  let [signs, looks] = ['at first', 0];
  const obs = startedObs(fake, {
    explainRefused: () => {
      looks += 1;
      return Promise.resolve(signs === 'at first' ? 'not_running' : 'server_off');
    },
    signs: () => Promise.resolve(signs),
    timings: { awayLookMs: 60_000 },
  });
  await becomes(() => obs.status().state, 'not_running');
  signs = 'a new log';
  await becomes(() => obs.status().state, 'server_off');
  expect(looks).toBe(2);
});

test('while OBS is away it is looked for at another port, too', async () => {
  const fake = await fakeObs(['Kills']);
  const gone = await fakeObs();
  await gone.stop();
  let { url } = gone;
  const obs = startedObs(fake, { address: () => ({ url, password: null }) });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => obs.status().state, 'not_running');
  ({ url } = fake);
  await becomes(() => fake.model.text('Kills'), '1');
});

test('why nothing listens is asked for, and said', async () => {
  const fake = await fakeObs();
  await fake.stop();
  const obs = startedObs(fake, { explainRefused: () => Promise.resolve('server_off') });
  await becomes(() => obs.status().state, 'server_off');
  expect(obs.status().message).toContain('Tools → WebSocket Server Settings');
});

test('a wrong password is tried once, and again when the setting changes', async () => {
  const fake = await fakeObs(['Kills']);
  fake.manners.password = 'right';
  let password = 'wrong';
  const obs = startedObs(fake, { address: () => ({ url: fake.url, password }) });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => obs.status().state, 'wrong_password');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(fake.connections()).toBe(1);
  password = 'right';
  await becomes(() => fake.model.text('Kills'), '1');
  expect(fake.connections()).toBe(2);
});

test('a password that OBS wants and nobody has set is said so', async () => {
  const fake = await fakeObs();
  fake.manners.password = 'right';
  const obs = startedObs(fake, { address: () => ({ url: fake.url, password: null }) });
  await becomes(() => obs.status().state, 'wrong_password');
  expect(obs.status().message).toContain('none is set');
});

test('who is kicked stays away until resync', async () => {
  const fake = await fakeObs();
  const obs = startedObs(fake);
  await becomes(() => obs.status().state, 'ready');
  fake.drop(4011);
  await becomes(() => obs.status().state, 'kicked');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(fake.connections()).toBe(1);
  obs.resync();
  await becomes(() => obs.status().state, 'ready');
});

test('a protocol mismatch is not retried', async () => {
  const fake = await fakeObs();
  const obs = startedObs(fake);
  await becomes(() => obs.status().state, 'ready');
  fake.drop(4010);
  await becomes(() => obs.status().state, 'too_old');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(fake.connections()).toBe(1);
});

test('a server that takes the connection and never says Hello is frozen, until it does', async () => {
  const fake = await fakeObs();
  fake.manners.hello = 'never';
  const obs = startedObs(fake, { timings: { helloTimeoutMs: 200 } });
  await becomes(() => obs.status().state, 'unreachable');
  expect(obs.status()).toMatchObject({
    lamp: { look: 'bad', word: 'OBS does not answer' },
    message: expect.stringMatching(/says nothing\. Is OBS frozen\?/) as string,
  });
  fake.manners.hello = 'prompt';
  await becomes(() => obs.status().state, 'ready');
});

test('OBS 27 is told from other programs, and not asked again', async () => {
  const fake = await fakeObs();
  fake.manners.isLegacy = true;
  const obs = startedObs(fake);
  await becomes(() => obs.status().state, 'too_old');
  const before = fake.connections();
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(fake.connections()).toBe(before);
  expect(obs.status().message).toContain('OBS 28 or newer');
});

test('a port that takes connections and stays mute is frozen too, without a WebSocket behind it', async () => {
  const mute = createServer(() => undefined);
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void mute.close());
  const fake = await fakeObs();
  const { port } = mute.address() as AddressInfo;
  const address = () => ({ url: `ws://127.0.0.1:${port}`, password: null });
  const obs = startedObs(fake, { address, timings: { helloTimeoutMs: 200 } });
  await becomes(() => obs.status().state, 'unreachable');
  expect(obs.status().message).toContain('says nothing');
});

test('OBS whose own settings are not found: says where they were looked for, and that the port may differ', async () => {
  const fake = await fakeObs();
  await fake.stop();
  const lookedIn = ['~/.config/obs-studio', '~/snap/obs-studio/current/.config/obs-studio'];
  const obs = startedObs(fake, {
    explainRefused: () => Promise.resolve({ reason: 'settings_not_found', lookedIn }),
  });
  await becomes(() => obs.status().state, 'server_off');
  for (const folder of lookedIn) expect(obs.status().message).toContain(folder);
  expect(obs.status().message).toMatch(/type its port as the address in Set-up/);
});

const ODD = ' p#ß 100% ';

test.each([
  ['as OBS shows it, percent-encoded', 'p#ß&100', encodeURIComponent('p#ß&100')],
  ['with blanks and a line end around it', 'secret', '  secret\r\n'],
  ['encoded, with a line end', 'p#ss', 'p%23ss\n'],
  ['inside the connect string of the QR code', 'p#ss', 'obsws://192.168.1.20:4455/p%23ss'],
  ['to the letter, though it looks encoded', 'p%23ss', 'p%23ss'],
  ['to the letter, with blanks that belong to it', ODD, ODD],
])('a password is taken %s', async (_how, real, typed) => {
  const fake = await fakeObs(['Kills']);
  fake.manners.password = real;
  const obs = startedObs(fake, { address: () => ({ url: fake.url, password: typed }) });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  // What OBS took is known: each wrong try pops up there.
  const before = fake.connections();
  fake.drop(1006);
  obs.setDesired(desired({ Kills: '2' }));
  await becomes(() => fake.model.text('Kills'), '2');
  expect(fake.connections()).toBe(before + 1);
});

test("a password from OBS's own files is taken to the letter", async () => {
  const fake = await fakeObs();
  fake.manners.password = 'p#ss';
  const address = () => ({ url: fake.url, password: 'p%23ss', passwordFrom: 'obs' }) as const;
  const obs = startedObs(fake, { address });
  await becomes(() => obs.status().state, 'wrong_password');
  expect(fake.connections()).toBe(1);
});

test('something else on the port is no OBS', async () => {
  // Whoever hangs up on it resets the connection.
  const other = createServer((socket) =>
    socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
  );
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const fake = await fakeObs();
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const obs = startedObs(fake, { address: () => ({ url: `ws://127.0.0.1:${port}`, password: null }) });
  await becomes(() => obs.status().state, 'not_obs');
});

test('an address that is none is said so and waits for another', async () => {
  const fake = await fakeObs();
  let url = 'obs on my pc';
  const obs = startedObs(fake, { address: () => ({ url, password: null }) });
  await becomes(() => obs.status().state, 'not_obs');
  expect(obs.status().message).toContain('ws://127.0.0.1:4455');
  url = fake.url;
  await becomes(() => obs.status().state, 'ready');
});

test('a half-open socket is noticed and replaced', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake, { timings: { callTimeoutMs: 200 } });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  fake.manners.silent = true;
  await becomes(() => fake.connections() > 1, true);
  fake.manners.silent = false;
  obs.setDesired(desired({ Kills: '2' }));
  await becomes(() => fake.model.text('Kills'), '2');
});

test('a socket closed in the middle of a batch loses no text', async () => {
  const fake = await fakeObs(['Kills']);
  let left = 5;
  fake.manners.closeOn = ({ requests }) =>
    requests[0]?.type === 'SetInputSettings' && left-- > 0 ? 1006 : null;
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  expect(fake.connections()).toBe(6);
});

test('a kill and a new start of OBS end with the right texts', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  await fake.stop();
  fake.model.editText('Kills', 'old');
  obs.setDesired(desired({ Kills: '2' }));
  await fake.listen();
  await becomes(() => fake.model.text('Kills'), '2');
});

test('after ExitStarted nothing is sent', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  await becomes(() => obs.status().state, 'ready');
  fake.emit('ExitStarted', {});
  await becomes(() => obs.status().state, 'closing');
  const before = fake.messages.length;
  obs.setDesired(desired({ Kills: '1' }));
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(fake.messages.length).toBe(before);
});

test('an OBS that exits takes its stream along; its server switched off alone does not', async () => {
  const fake = await fakeObs();
  fake.model.stream = { active: true, reconnecting: false, durationMs: 5000 };
  const obs = startedObs(fake);
  const heard: boolean[] = [];
  obs.onStream(({ active }) => heard.push(active));
  await becomes(() => heard, [true]);
  const stopped = fake.stop();
  fake.drop(1001);
  await stopped;
  await becomes(() => obs.status().state !== 'ready', true);
  await fake.listen();
  await becomes(() => heard, [true, true]);
  fake.emit('ExitStarted', {});
  await becomes(() => heard, [true, true, false]);
});

test('reconnect goes to the address as it is now', async () => {
  const first = await fakeObs(['Kills']);
  const second = await fakeObs(['Kills']);
  let fake = first;
  const obs = startedObs(first, { address: () => ({ url: fake.url, password: null }) });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => first.model.text('Kills'), '1');
  fake = second;
  obs.reconnect();
  await becomes(() => second.model.text('Kills'), '1');
  expect(obs.status().url).toBe(second.url);
});

test('reconnect to the same OBS keeps the scene chosen by hand and the renames that were followed', async () => {
  const fake = await fakeObs(['Kills'], '5.1.0');
  fake.model.programScene = 'Lobby';
  fake.model.onScreen = 'Lobby';
  const errors: string[] = [];
  const obs = startedObs(fake, {
    log: { ...SILENT, error: (_fields, message) => void errors.push(message) },
  });
  obs.setDesired(desired({ Kills: '1' }, 'Lobby'));
  await becomes(() => fake.model.text('Kills'), '1');
  fake.model.renameInput('Kills', 'My Kills');
  await becomes(() => obs.status().renamed.length, 1);
  fake.model.programScene = 'Death';
  fake.model.onScreen = 'Death';
  obs.reconnect();
  await becomes(() => fake.connections(), 2);
  obs.setDesired(desired({ Kills: '2' }, 'Lobby'));
  await becomes(() => fake.model.text('My Kills'), '2');
  expect(fake.model.onScreen).toBe('Death');
  expect(errors).toEqual([]);
});

test('stop settles although OBS does not answer', async () => {
  const fake = await fakeObs();
  fake.manners.hello = 'never';
  const obs = startedObs(fake, { timings: { helloTimeoutMs: 60_000 } });
  await becomes(() => fake.connections(), 1);
  await obs.stop();
});

test('a stream whose end OBS told too early is seen to be over all the same', async () => {
  const fake = await fakeObs();
  const obs = startedObs(fake);
  fake.model.setStream(true, false, 'OBS_WEBSOCKET_OUTPUT_STARTED');
  await becomes(() => obs.status().streaming, true);
  const asked = fake.requests('GetStreamStatus').length;
  fake.emit('StreamStateChanged', { outputActive: false, outputState: 'OBS_WEBSOCKET_OUTPUT_STOPPED' });
  await becomes(() => fake.requests('GetStreamStatus').length > asked, true);
  fake.model.stream.active = false;
  await becomes(() => obs.status().streaming, false);
});

test('listeners hear of the stream and its reconnects', async () => {
  const fake = await fakeObs();
  const obs = startedObs(fake);
  const heard: string[] = [];
  obs.onStream(({ active, reconnecting }) => heard.push(`${active} ${reconnecting}`));
  await becomes(() => obs.status().streaming, false);
  fake.model.setStream(true, false, 'OBS_WEBSOCKET_OUTPUT_STARTED');
  await becomes(() => obs.status().streaming, true);
  fake.model.setStream(true, true, 'OBS_WEBSOCKET_OUTPUT_RECONNECTING');
  await becomes(() => heard.at(-1), 'true true');
  fake.model.setStream(false, false, 'OBS_WEBSOCKET_OUTPUT_STOPPED');
  await becomes(() => obs.status().streaming, false);
  expect(heard).toEqual(['false false', 'true false', 'true true', 'false false']);
});
