import type { ObsState } from './obs-status.js';

/** The plain sentence for a state that is not `ready`: what is wrong, and what to do about it. */
export function faultSentence(state: Exclude<ObsState, 'ready'>, url: string, detail: FaultDetail): string {
  switch (state) {
    case 'connecting':
      return connectingSentence(url, detail);
    case 'not_running':
      return `OBS is not running: nothing answers at ${url}. Start OBS; this program finds it by itself.`;
    case 'server_off':
      return 'OBS is running but its WebSocket server is off: in OBS open Tools → WebSocket Server Settings and tick Enable WebSocket server.';
    case 'wrong_password':
      return detail === 'no_password'
        ? 'OBS asks for a password and none is set here: copy it from Tools → WebSocket Server Settings → Show Connect Info in OBS.'
        : 'OBS refused the password: copy it anew from Tools → WebSocket Server Settings → Show Connect Info in OBS.';
    case 'not_obs':
      return detail === 'bad_address'
        ? `"${url}" is no address of OBS: it looks like ws://127.0.0.1:4455.`
        : `Something answers at ${url}, but it is not OBS: compare the port with Tools → WebSocket Server Settings in OBS.`;
    case 'too_old':
      return detail === 'too_new'
        ? 'This OBS no longer speaks the protocol of this program: update Tarkov Stream Producer, then press resync.'
        : 'This OBS is too old: update it to OBS 28 or newer, then press resync.';
    case 'kicked':
      return 'This program was disconnected in OBS (Tools → WebSocket Server Settings → Kick): press resync to connect again.';
    case 'closing':
      return 'OBS is closing, or its WebSocket server is being switched off; this program connects again when it is back.';
    case 'unreachable':
      return `OBS cannot be reached at ${url}: check that the other PC is on, that OBS runs there with its WebSocket server, and that its firewall lets it through.`;
  }
}

export type FaultDetail = 'loading' | 'lost' | 'no_password' | 'bad_address' | 'too_new' | null;

function connectingSentence(url: string, detail: FaultDetail): string {
  if (detail === 'loading') return 'OBS is loading its scenes; everything is sent as soon as it is done.';
  if (detail === 'lost') return 'The connection to OBS broke; connecting again.';
  return url === '' ? 'Connecting to OBS.' : `Connecting to OBS at ${url}.`;
}
