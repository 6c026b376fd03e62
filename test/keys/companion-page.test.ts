import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPageFiles } from '../../src/http/pages/page-files.js';
import { DECKS } from '../../src/keys/layouts.js';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { call, startService, type Answer, type Service } from '../http/service.js';

const TOKEN = 'correct-horse-battery';

const ACTION_OPTIONS = { url: z.string(), header: z.string(), jsonResultDataVariable: z.literal('') };
const REST = { result_stringify: z.boolean(), statusCodeVariable: z.literal('') };
const ACTION = {
  ...{
    type: z.literal('action'),
    id: z.string(),
    connectionId: z.literal('tarkov'),
    upgradeIndex: z.literal(1),
  },
};
const BUTTON = z.strictObject({
  type: z.literal('button'),
  style: z.strictObject({
    ...{
      text: z.string(),
      textExpression: z.literal(false),
      size: z.string(),
      show_topbar: z.literal(false),
    },
    ...{ color: z.int(), bgcolor: z.int(), alignment: z.string(), pngalignment: z.string() },
    png64: z.base64().min(100),
  }),
  options: z.strictObject({
    ...{ stepProgression: z.literal('auto'), stepExpression: z.string(), rotaryActions: z.literal(false) },
  }),
  feedbacks: z.tuple([]),
  localVariables: z.tuple([]),
  steps: z.strictObject({
    0: z.strictObject({
      options: z.strictObject({ runWhileHeld: z.tuple([]) }),
      action_sets: z.strictObject({
        up: z.tuple([]),
        down: z.tuple([
          z.discriminatedUnion('definitionId', [
            z.strictObject({
              ...ACTION,
              definitionId: z.literal('get'),
              options: z.strictObject({ ...ACTION_OPTIONS, ...REST }),
            }),
            z.strictObject({
              ...ACTION,
              definitionId: z.literal('post'),
              options: z.strictObject({
                ...{
                  ...ACTION_OPTIONS,
                  ...REST,
                  body: z.string(),
                  contenttype: z.literal('application/json'),
                },
              }),
            }),
          ]),
        ]),
      }),
    }),
  }),
});

/** A page as Companion 4.1 exports it, as far as ours goes. */
const PAGE = z.strictObject({
  ...{
    version: z.literal(9),
    type: z.literal('page'),
    companionBuild: z.string(),
    oldPageNumber: z.literal(1),
  },
  connectionCollections: z.tuple([]),
  instances: z.strictObject({
    tarkov: z.strictObject({
      ...{ moduleInstanceType: z.literal('connection'), instance_type: z.literal('generic-http') },
      label: z.string().regex(/^[\w-]+$/),
      config: z.strictObject({
        prefix: z.url(),
        proxyAddress: z.literal(''),
        rejectUnauthorized: z.boolean(),
      }),
      ...{
        isFirstInit: z.literal(false),
        enabled: z.literal(true),
        sortOrder: z.int(),
        lastUpgradeIndex: z.literal(1),
      },
    }),
  }),
  page: z.strictObject({
    ...{ id: z.string(), name: z.string() },
    gridSize: z.strictObject({ minColumn: z.int(), maxColumn: z.int(), minRow: z.int(), maxRow: z.int() }),
    controls: z.record(z.string().regex(/^\d$/), z.record(z.string().regex(/^\d$/), BUTTON)),
  }),
});

let service: Service;
beforeAll(async () => {
  service = await startService({ token: TOKEN, pageFiles: readPageFiles(PACKAGE_ROOT) });
});
afterAll(async () => {
  await service.stop();
});

async function pageOf(query: string, headers: Record<string, string> = {}): Promise<z.output<typeof PAGE>> {
  const answer = await call(service.port, 'GET', `/keys/companion-page?${query}`, { headers });
  expect(answer.headers['content-disposition']).toBe('attachment; filename="tarkov.companionconfig"');
  return PAGE.parse(JSON.parse(answer.text));
}

/** What the module "Generic: HTTP Requests" does with its options. */
function press(
  { definitionId, options }: z.output<typeof BUTTON>['steps'][0]['action_sets']['down'][0],
  host: string,
): Promise<Answer> {
  const given = options.header === '' ? {} : (JSON.parse(options.header) as Record<string, string>);
  const headers = { Host: host, ...given };
  if (definitionId === 'get') return call(service.port, 'GET', options.url, { headers });
  const body = JSON.stringify(JSON.parse(options.body));
  return call(service.port, 'POST', options.url, {
    headers: { ...headers, 'Content-Type': options.contenttype },
    body,
  });
}

describe('the page for Companion', () => {
  it.each(DECKS.map(({ id }) => id))(
    'for %s has a button at each place, and each of them is answered',
    async (id) => {
      const { page, instances } = await pageOf(`deck=${id}&map_name=Woods`);
      expect(instances.tarkov.config.prefix).toBe(`http://localhost:${service.port}`);
      const deck = DECKS.find((known) => known.id === id);
      expect(page.gridSize).toEqual({
        ...{ minColumn: 0, minRow: 0, maxColumn: (deck?.columns ?? 0) - 1, maxRow: (deck?.rows ?? 0) - 1 },
      });
      const buttons = Object.values(page.controls).flatMap((row) => Object.values(row));
      expect(buttons).toHaveLength((deck?.columns ?? 0) * (deck?.rows ?? 0));
      for (const { steps } of buttons) {
        const { status, text } = await press(steps[0].action_sets.down[0], `localhost:${service.port}`);
        expect(`${status} ${text}`).toMatch(/^(?:20[01]|409|503) (?!.*(?:"bad-input"|"not-found"))/s);
      }
      expect(page.controls['0']?.['0']?.style.text).toBe('Woods');
    },
  );

  it('for another device shows the token in a header, and never in an address', async () => {
    const host = '192.168.1.5:4777';
    const { page, instances } = await pageOf('deck=mini', { Host: host, Authorization: `Bearer ${TOKEN}` });
    expect(instances.tarkov.config.prefix).toBe(`http://${host}`);
    const actions = Object.values(page.controls).flatMap((row) =>
      Object.values(row).map(({ steps }) => steps[0].action_sets.down[0]),
    );
    expect(JSON.stringify(actions.map(({ options }) => options.url))).not.toContain(TOKEN);
    for (const action of actions) expect([200, 201, 409]).toContain((await press(action, host)).status);
  });
});
