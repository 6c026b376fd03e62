import { expect, it } from 'vitest';
import { lookAtTarget } from '../../src/service/reactions/targets.js';
import { withReactions } from '../../src/service/show-problem.js';
import { becomes, fakeObs, startedObs } from '../obs/harness.js';

it('the lamp of a ready OBS tells of a target that does not answer or is not known, once for all that send to it', async () => {
  const obs = startedObs(await fakeObs());
  await becomes(obs.state, 'ready');
  // Port 9 of this PC: nobody is there.
  const addresses = { bot: 'http://127.0.0.1:9/', me: 'http://localhost:4777/raid/kill' };
  const lampFor = async (name: string): Promise<unknown> => {
    const fault = await lookAtTarget(name, addresses, 4777);
    const targetFaults = fault === null ? [] : [fault, fault];
    const { lamp, problems } = withReactions(obs.status(), {
      status: () => [],
      targetFaults: () => targetFaults,
    });
    return [lamp.look, lamp.word, problems.length];
  };
  expect(await lampFor('bot')).toEqual(['warn', 'bot does not answer', 1]);
  expect(await lampFor('bott')).toEqual(['warn', 'No target bott', 1]);
  expect(await lampFor('me')).toEqual(['warn', 'me is this program itself', 1]);
});
