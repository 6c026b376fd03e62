import { expect } from 'vitest';
import type { RealObs } from './real-obs.js';
import type { RtmpSink } from './rtmp-sink.js';
import { until } from './until.js';

/** OBS's stream to a sink of ours, as the streamer's buttons and a bad line move it. */
export interface RealStream {
  /** Settles when OBS says that the stream is on. */
  start(): Promise<void>;
  /** Settles when it is off: what is on its way is sent first. */
  stop(): Promise<void>;
  /** Settles when OBS tries to get the stream back. */
  lose(): Promise<void>;
  /** Ends what `lose` began; settles when OBS has the stream back. */
  regain(): Promise<void>;
  /** How long it has been on, by OBS's own count; null while it is off or reconnecting. */
  durationMs(): Promise<number | null>;
}

/** Points OBS at the sink, with the shortest pause before it tries to reconnect. */
export async function prepareStream(obs: RealObs, sink: RtmpSink): Promise<RealStream> {
  const set = (parameterName: string, parameterValue: string) =>
    obs.call('SetProfileParameter', { parameterCategory: 'Output', parameterName, parameterValue });
  await set('Reconnect', 'true');
  await set('RetryDelay', '1');
  await obs.call('SetStreamServiceSettings', {
    streamServiceType: 'rtmp_custom',
    streamServiceSettings: { server: sink.url, key: 'any' },
  });
  const becomes = (outputActive: boolean, outputReconnecting: boolean): Promise<void> =>
    until(async () =>
      expect(await obs.call('GetStreamStatus')).toMatchObject({ outputActive, outputReconnecting }),
    );
  return {
    async start() {
      await obs.call('StartStream');
      await becomes(true, false);
    },
    async stop() {
      if (!(await obs.call('GetStreamStatus')).outputActive) return;
      await obs.call('StopStream');
      await becomes(false, false);
    },
    async lose() {
      await sink.goAway();
      await becomes(true, true);
    },
    async regain() {
      await sink.listen();
      await becomes(true, false);
    },
    async durationMs() {
      const { outputActive, outputReconnecting, outputDuration } = await obs.call('GetStreamStatus');
      return outputActive && !outputReconnecting ? outputDuration : null;
    },
  };
}
