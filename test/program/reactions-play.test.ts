import fc from 'fast-check';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { mergeShow } from '../../src/show/parse-show.js';
import { REACTION_EVENTS } from '../../src/show/reactions/events.js';
import type { ReactionEntry } from '../../src/show/reactions/reaction.js';
import { startServiceHere, type ServiceHere } from '../support/service-here.js';
import { callOf } from '../support/command-call.js';
import { makeFolder } from '../support/database.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { anyCommand, correction, PLAY_RUNS } from '../support/random-play.js';
import { until } from '../support/until.js';

const WORDS = '{{event}} {{raid.kill_count}} {{last_raid.kill_count}}';
/** Each event once in OBS, and once in another program. */
const REACTIONS: readonly ReactionEntry[] = REACTION_EVENTS.flatMap((on): ReactionEntry[] => [
  { on, chapter: WORDS },
  { on, send: { to: 'bot', body: WORDS } },
]);

const step = fc.oneof(
  { weight: 9, arbitrary: anyCommand },
  { weight: 2, arbitrary: correction },
  { weight: 3, arbitrary: fc.constantFrom('away', 'back', 'reconnect', 'restart', 'resync', 'import') },
);

interface Stage {
  readonly fake: FakeObs;
  /** What the other program was sent, oldest first. */
  readonly sent: readonly string[];
  readonly start: () => Promise<ServiceHere>;
}

async function stage(bot: Bot): Promise<Stage> {
  const fake = await startFakeObs();
  for (const scene of ['Tarkov Lobby', 'Tarkov In Raid']) fake.model.addScene(scene);
  Object.assign(fake.model, { recording: true, recordFormat: 'hybrid_mp4' });
  const folder = makeFolder();
  fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify({ reactions: REACTIONS }));
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify({ targets: { bot: bot.url } }));
  bot.sent.length = 0;
  return { fake, sent: bot.sent, start: () => startServiceHere({ folder, obsUrl: fake.url }) };
}

interface Bot {
  readonly url: string;
  readonly sent: string[];
}

async function startBot(): Promise<Bot> {
  const sent: string[] = [];
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      sent.push(JSON.parse(text) as string);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { sent, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

const becomes = (app: ServiceHere, isReady: boolean): Promise<void> =>
  until(async () => expect((await app.call('GET', '/obs')).json['state'] === 'ready').toBe(isReady));

interface RaidJson {
  readonly raid_id: number;
  readonly status: string;
  readonly outcome: string | null;
  readonly over_at: string | null;
  readonly kill_count: number;
}
type Raids = ReadonlyMap<number, { readonly phase: string; readonly kills: number }>;

/** Every raid that is stored, with where it stands. */
async function raidsOf(app: ServiceHere): Promise<Raids> {
  const { raids } = (await app.call('GET', '/raids?limit=100')).json as { raids: readonly RaidJson[] };
  return new Map(
    raids.map(({ raid_id, status, outcome, over_at, kill_count }) => {
      const open = status === 'in_progress' && over_at !== null ? 'over' : status;
      return [raid_id, { phase: outcome ?? open, kills: kill_count }];
    }),
  );
}

/** What a press has done, told from the stored raids alone. */
function eventsOf(type: string, before: Raids, after: Raids): readonly string[] {
  if (!['start', 'matched', 'kill', 'over', 'end'].includes(type)) return [];
  // A raid that was forgotten is closed by the next start; that is nobody's doing.
  const moved = [...after].filter(
    ([id, { phase }]) => before.get(id)?.phase !== phase && (type !== 'start' || !before.has(id)),
  );
  const phases = moved.map(([, { phase }]) => phase);
  const killsIn = (raids: Raids): number => [...raids.values()].reduce((sum, { kills }) => sum + kills, 0);
  return [
    ...(type === 'matched' && phases.length > 0 ? ['matched'] : []),
    ...phases,
    ...(type === 'kill' && killsIn(after) > killsIn(before) ? ['kill'] : []),
  ];
}

const eventIn = (words: string): string => words.split(' ')[0] ?? '';

it('whatever is pressed, corrected, undone and broken off: OBS and the other program get each event of each press, in order, once', async () => {
  expect(mergeShow({ reactions: REACTIONS }).reactions.length).toBe(22);
  const bot = await startBot();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), async (script) => {
      const { fake, sent, start } = await stage(bot);
      let app = await start();
      try {
        await becomes(app, true);
        const happened: string[] = [];
        const inObs: string[] = [];
        let isAway = false;
        for (const part of script) {
          if (part === 'away' && !isAway) {
            isAway = true;
            await fake.stop();
            await becomes(app, false);
          } else if (part === 'back' && isAway) {
            isAway = false;
            await fake.listen();
            await becomes(app, true);
          } else if (part === 'reconnect' && !isAway) {
            const links = fake.connections();
            fake.drop(1006);
            await until(() => expect(fake.connections()).toBeGreaterThan(links));
            await becomes(app, true);
          } else if (part === 'restart') {
            await app.stop();
            app = await start();
            if (!isAway) await becomes(app, true);
          } else if (part === 'import') {
            const all = await (await fetch(new URL('/raids/export.json', app.url))).text();
            await fetch(new URL('/raids/import', app.url), { method: 'POST', body: all });
          } else if (part === 'resync') await app.call('POST', '/obs/resync');
          else if (typeof part !== 'string') {
            const before = await raidsOf(app);
            const { method, path: route, fields } = callOf(part);
            await app.call(method, route, fields);
            const events = eventsOf(part.type, before, await raidsOf(app));
            happened.push(...events);
            // What is due while OBS is away is left out, and not made up for.
            if (!isAway) inObs.push(...events);
            // All of it is through before OBS goes, so that what it got is known.
            await until(() =>
              expect([sent.length, fake.model.chapters.length]).toEqual([happened.length, inObs.length]),
            );
          }
        }
        // Whatever would come late is through as well.
        if (isAway) await fake.listen();
        await becomes(app, true);
        await app.call('POST', '/reactions/try', { reaction: 1 });
        await app.call('POST', '/reactions/try', { reaction: 2 });
        expect(fake.model.chapters.slice(0, -1).map(eventIn)).toEqual(inObs);
        expect(sent.slice(0, -1).map(eventIn)).toEqual(happened);
        expect(fake.requests('CreateRecordChapter').length).toBe(inObs.length + 1);
      } finally {
        await app.stop();
        await fake.stop();
      }
    }),
    { numRuns: Math.ceil(PLAY_RUNS / 3) },
  );
});
