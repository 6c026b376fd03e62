import { afterEach, expect, test } from 'vitest';
import type { LookWish, ObsLook } from '../../src/service/obs-look.js';
import { DEFAULT_LOOK } from '../../src/show/look.js';
import { call, OBS_AWAY, startService, type Service } from './service.js';

let service: Service | undefined;
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

async function serve(look: Partial<ObsLook> = {}): Promise<Service> {
  service = await startService({}, (given) => ({ ...given, look: { ...given.look, ...look } }));
  return service;
}

/** Takes every wish, and says what it was. */
function taking(): { readonly wishes: LookWish[]; readonly look: Pick<ObsLook, 'change'> } {
  const wishes: LookWish[] = [];
  return {
    wishes,
    look: {
      change: (wish) => {
        wishes.push(wish);
        return Promise.resolve({
          ...{
            ok: true,
            changed: true,
            message: 'Changed 2 items.',
            look: { ...DEFAULT_LOOK, ...wish.look },
          },
          report: {
            ...{ sceneCollection: 'Mine', restyled: ['Tarkov Bar'], notMade: [] },
            placed: [{ scene: 'Tarkov In Raid', source: 'Tarkov Raid Kills' }],
            kept: [{ scene: null, source: 'Tarkov Map' }],
          },
        });
      },
    },
  };
}

test('a look is asked for by its parts, and the reply says what was touched and what was not', async () => {
  const { wishes, look } = taking();
  const { port } = await serve(look);
  const body = JSON.stringify({
    name: 'Bold',
    accent: '#ab12ef',
    figures: ['kd', 'Streak'],
    split: false,
    motion: false,
  });
  expect(await call(port, 'POST', '/obs/look', { body })).toMatchObject({
    status: 200,
    json: {
      ...{ ok: true, changed: true, message: 'Changed 2 items.' },
      look: {
        name: 'bold',
        accent: '#AB12EF',
        side: 'left',
        figures: ['kd', 'streak'],
        split: false,
        motion: false,
      },
      restyled: ['Tarkov Bar'],
      placed: [{ scene: 'Tarkov In Raid', source: 'Tarkov Raid Kills' }],
      kept: [{ scene: null, source: 'Tarkov Map' }],
    },
  });
  const right = { side: 'right', figures: ['kd', 'raids'], also_by_hand: true, preview: 'yes' };
  await call(port, 'POST', '/obs/look', { body: JSON.stringify(right) });
  expect(wishes).toEqual([
    {
      look: { name: 'bold', accent: '#AB12EF', figures: ['kd', 'streak'], split: false, motion: false },
      ...{ isForced: false, isPreview: false },
    },
    { look: { side: 'right', figures: ['kd', 'raids'] }, isForced: true, isPreview: true },
  ]);
});

test.each([
  [{ name: 'bolt' }, 'name must be one of ledger, line, bold (did you mean bold?)'],
  [{ side: 'top' }, 'side must be one of left, right'],
  [{ figures: ['kd', 'raid'] }, 'did you mean raids?'],
  [{ figures: ['kd', 'kd'] }, 'figures must name each figure once'],
  [{ figures: ['kd', 'raids', 'kills', 'streak', 'deaths'] }, 'figures must name one to 4 figures'],
  [{ figures: 'kd' }, 'figures must be a list in [ ]'],
  [{ accent: 'red' }, 'accent must be a colour such as #C9B37E'],
])('%j is refused with the right words', async (fields, message) => {
  const { port } = await serve(taking().look);
  const reply = await call(port, 'POST', '/obs/look', { body: JSON.stringify(fields) });
  expect(reply).toMatchObject({ status: 400, json: { code: 'bad-input' } });
  expect(reply.json).toMatchObject({ message: expect.stringContaining(message) as string });
});

test('without OBS nothing changes, and with nothing to take back nothing is', async () => {
  const nothing = { ok: false, code: 'nothing-to-undo', message: 'The look has not been changed.' } as const;
  const { port } = await serve({ undo: () => Promise.resolve(nothing) });
  expect(await call(port, 'POST', '/obs/look')).toMatchObject({
    status: 409,
    json: { message: OBS_AWAY.message },
  });
  expect(await call(port, 'POST', '/obs/look/undo')).toMatchObject({
    status: 409,
    json: { code: 'nothing-to-undo' },
  });
});
