import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeNewestObs } from '../support/real-obs-describe.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import { prepareStream, type RealStream } from '../support/real-stream.js';
import { NO_FFMPEG, startRtmpSink, type RtmpSink } from '../support/rtmp-sink.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** OBS needs a second at least to reconnect. */
const GRACE_SECONDS = 3;

interface SessionJson {
  readonly session_id: number;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly opened_by: string;
}

describeNewestObs('sessions and the stream', (build) => {
  if (NO_FFMPEG) {
    it.skip('needs ffmpeg to stream to');
    return;
  }
  let sink: RtmpSink;
  let obs: RealObs;
  let stream: RealStream;
  let service: ServiceProcess;

  beforeAll(async () => {
    sink = await startRtmpSink();
    obs = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
    stream = await prepareStream(obs, sink);
  });
  afterEach(async () => {
    await service.kill();
    await stream.stop();
  });
  afterAll(async () => {
    await obs.dispose();
    await sink.close();
  });

  async function startService(folder = temporaryFolder()): Promise<void> {
    const sessions = { follow_stream: true, grace_seconds: GRACE_SECONDS };
    fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify({ sessions }));
    service = await startServiceProcess({ folder, obsUrl: obs.url });
    await until(async () => expect((await service.get('/obs')).json).toMatchObject({ state: 'ready' }));
  }

  const sessions = async (): Promise<SessionJson[]> =>
    ((await service.get('/sessions')).json as { sessions: SessionJson[] }).sessions;
  const figures = async (): Promise<unknown> => (await service.get('/stats/session')).json;

  /** Settles with the open session, when it is the `session_id`th and the newest. */
  const isOpen = (session_id: number): Promise<SessionJson> =>
    until(async () => {
      const [newest] = await sessions();
      expect(newest).toMatchObject({ session_id, ended_at: null });
      return newest as SessionJson;
    });
  const isOver = (): Promise<SessionJson> =>
    until(async () => {
      const [newest] = await sessions();
      expect(newest?.ended_at).toEqual(expect.any(String));
      return newest as SessionJson;
    });
  const seesStream = (streaming: boolean): Promise<void> =>
    until(async () => expect((await service.get('/obs')).json).toMatchObject({ streaming }));
  const outlastGrace = (): Promise<unknown> => sleep(GRACE_SECONDS * 1000 + 500);

  async function playRaid(): Promise<void> {
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await service.post('/raid/matched');
    await service.post('/raid/kill', { enemy_type: 'scav' });
    expect((await service.post('/raid/end', { status: 'survived' })).status).toBe(200);
  }

  it('a stream that starts opens a session at nothing, and one that stops ends it where it stopped', async () => {
    await startService();
    await playRaid();
    expect(await figures()).toMatchObject({ session_id: null, total_raids: 1 });
    // A raid that began in the same second would count.
    await sleep(1_000);
    const before = Date.now();
    await stream.start();
    const { started_at, opened_by } = await isOpen(1);
    expect(opened_by).toBe('stream');
    expect(Date.parse(started_at)).toBeGreaterThanOrEqual(before);
    expect(await figures()).toMatchObject({ session_id: 1, since: started_at, total_raids: 0 });
    await playRaid();
    expect(await figures()).toMatchObject({ session_id: 1, total_raids: 1, total_kills: 1 });

    const stopping = Date.now();
    await stream.stop();
    await isOpen(1);
    const ended = Date.parse(String((await isOver()).ended_at));
    expect(ended).toBeGreaterThanOrEqual(stopping);
    // Not when the grace was over.
    expect(Date.now() - ended).toBeGreaterThanOrEqual(GRACE_SECONDS * 1000);
    expect(await figures()).toMatchObject({ session_id: null, total_raids: 2 });
  });

  it('a stream that drops and is back within the grace is the same session, a longer drop ends it there', async () => {
    await startService();
    await stream.start();
    const { started_at } = await isOpen(1);
    await outlastGrace();
    await stream.lose();
    await stream.regain();
    await sleep(1_000);
    expect(await sessions()).toMatchObject([{ session_id: 1, started_at, ended_at: null }]);

    // The restart knows only what was stored: OBS counts from the reconnect on, and nothing was pressed.
    await service.kill();
    await startService(service.folder);
    await seesStream(true);
    await playRaid();
    expect(await figures()).toMatchObject({ session_id: 1, since: started_at, total_raids: 1 });

    await stream.lose();
    const lost = Date.now();
    await outlastGrace();
    await stream.regain();
    await isOpen(2);
    const ended = Date.parse(String((await sessions())[1]?.ended_at));
    expect(ended).toBeLessThan(lost + 1_000);
  });

  it('a stream that runs when the service starts counts from its own beginning, after a crash of the service too', async () => {
    await stream.start();
    await until(async () => expect(await stream.durationMs()).toBeGreaterThan(2_000));
    const serviceStart = Date.now();
    await startService();
    const { started_at } = await isOpen(1);
    const began = Date.now() - ((await stream.durationMs()) ?? 0);
    expect(Math.abs(Date.parse(started_at) - began)).toBeLessThan(1_000);
    expect(Date.parse(started_at)).toBeLessThan(serviceStart - 1_000);
    await playRaid();
    await service.kill();
    await startService(service.folder);
    await seesStream(true);
    await playRaid();
    expect(await sessions()).toMatchObject([{ session_id: 1, started_at, ended_at: null }]);
    expect(await figures()).toMatchObject({ session_id: 1, total_raids: 2 });
  });

  it('a session that a key opened is not touched by a stream', async () => {
    await startService();
    await service.post('/session/start', { name: 'Raid night' });
    await stream.start();
    await seesStream(true);
    await stream.stop();
    await seesStream(false);
    await outlastGrace();
    expect(await sessions()).toMatchObject([
      { session_id: 1, name: 'Raid night', ended_at: null, opened_by: 'press' },
    ]);
  });

  it('a stream that died with OBS ended when OBS went, and the next one is another session', async () => {
    await startService();
    await stream.start();
    await isOpen(1);
    await obs.kill();
    const killed = Date.now();
    await outlastGrace();
    await obs.start();
    expect(Date.parse(String((await isOver()).ended_at))).toBeLessThan(killed + 1_000);
    await stream.start();
    await isOpen(2);
  });
});
