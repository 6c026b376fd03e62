import { expect, test } from 'vitest';
import { becomes, fakeObs, startedObs, desired } from './harness.js';

test('reconnecting tells how the attempt with the new address went, not the one before', async () => {
  const fake = await fakeObs(['Kills']);
  fake.manners.password = 'right';
  let password = 'wrong';
  // Given up, and not looking for another password by itself.
  const obs = startedObs(fake, {
    address: () => ({ url: fake.url, password }),
    timings: { addressPollMs: 60_000 },
  });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => obs.status().state, 'wrong_password');
  expect((await obs.reconnected(5_000)).state).toBe('wrong_password');
  password = 'right';
  expect((await obs.reconnected(5_000)).state).toBe('ready');
});

test('reconnecting leaves an OBS that is ready, and comes to the other one', async () => {
  const first = await fakeObs(['Kills']);
  const second = await fakeObs(['Kills']);
  let { url } = first;
  const obs = startedObs(first, { address: () => ({ url, password: null }) });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => obs.status().state, 'ready');
  url = second.url;
  expect(await obs.reconnected(5_000)).toMatchObject({ state: 'ready', url: second.url });
  await becomes(() => second.model.text('Kills'), '1');
});

test('reconnecting gives up waiting for an OBS that does not answer', async () => {
  const fake = await fakeObs();
  fake.manners.hello = 'never';
  const obs = startedObs(fake, { timings: { helloTimeoutMs: 60_000 } });
  expect((await obs.reconnected(100)).state).toBe('connecting');
});
