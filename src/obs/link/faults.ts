import type { ObsState } from '../status/obs-state.js';

/** The plain sentence for a state that is not `ready`: what is wrong, and what to do about it. */
export function faultSentence(
  state: Exclude<ObsState, 'ready'>,
  url: string,
  detail: FaultDetail,
  lookedIn: readonly string[] = [],
): string {
  switch (state) {
    case 'connecting':
      return connectingSentence(url, detail);
    case 'not_running':
      return detail === 'server_off'
        ? 'OBS is not running, and its WebSocket server is switched off: start OBS, open Tools → WebSocket Server Settings there and tick Enable WebSocket server.'
        : `OBS is not running: nothing answers at ${url}. Start OBS; this program finds it by itself.`;
    case 'server_off':
      return serverOffSentence(url, detail, lookedIn);
    case 'wrong_password':
      return passwordSentence(detail);
    case 'not_obs':
      return detail === 'bad_address'
        ? `"${url}" is no address of OBS: it looks like ws://127.0.0.1:4455.`
        : `Something answers at ${url}, but it is not OBS: compare the port with Tools → WebSocket Server Settings in OBS.`;
    case 'too_old':
      return detail === 'too_new'
        ? 'This OBS no longer speaks the protocol of this program: update Tarkov Stream Producer, then press Try again.'
        : 'This OBS is too old: update it to OBS 28 or newer, then press Try again.';
    case 'kicked':
      return 'This program was disconnected in OBS (Tools → WebSocket Server Settings → Kick): press Try again to connect again.';
    case 'closing':
      return 'OBS is closing, or its WebSocket server is being switched off; this program connects again when it is back.';
    case 'unreachable':
      if (detail === 'silent')
        return `Something takes the connection at ${url} and then says nothing. Is OBS frozen? Close it (Windows: Task Manager) and start it again. If OBS works, another program has that port: compare it with Tools → WebSocket Server Settings in OBS.`;
      return `OBS cannot be reached at ${url}: check that the other PC is on, that OBS runs there with its WebSocket server, and that its firewall lets it through.`;
  }
}

export type FaultDetail =
  | 'loading'
  | 'lost'
  | 'server_off'
  | 'not_answering'
  | 'other_port'
  | 'no_password'
  | 'found_password'
  | 'unreadable'
  | 'withheld'
  | 'bad_address'
  | 'too_new'
  | 'silent'
  | 'settings_not_found'
  | null;

function connectingSentence(url: string, detail: FaultDetail): string {
  if (detail === 'loading') return 'OBS is loading its scenes; everything is sent as soon as it is done.';
  if (detail === 'lost') return 'The connection to OBS broke; connecting again.';
  return url === '' ? 'Connecting to OBS.' : `Connecting to OBS at ${url}.`;
}

function serverOffSentence(url: string, detail: FaultDetail, lookedIn: readonly string[]): string {
  if (detail === 'settings_not_found')
    return `OBS is running, but nothing answers at ${url}, and OBS's own settings were not found (looked in ${lookedIn.join(', ')}). In OBS open Tools → WebSocket Server Settings and tick Enable WebSocket server; if it is ticked, type its port as the address in Set-up, for example 127.0.0.1:4460.`;
  if (detail === 'not_answering')
    return `OBS is running, but its WebSocket server does not answer at ${url}. If OBS is still starting, wait; else open Tools → WebSocket Server Settings in OBS, compare the port and click Apply.`;
  if (detail === 'other_port')
    return `OBS is running, but its WebSocket server has another port than ${url}: take obs_url out of settings.json (the port is then found by itself), or put the port from Tools → WebSocket Server Settings there.`;
  return 'OBS is running but its WebSocket server is off: in OBS open Tools → WebSocket Server Settings and tick Enable WebSocket server.';
}

function passwordSentence(detail: FaultDetail): string {
  const where = 'Tools → WebSocket Server Settings → Show Connect Info in OBS';
  if (detail === 'no_password') return `OBS asks for a password and none is set here: copy it from ${where}.`;
  if (detail === 'unreadable')
    return `OBS asks for a password, and its own settings file on this PC cannot be read: copy the password from ${where}.`;
  if (detail === 'withheld')
    return `OBS asks for a password, and the stored one belongs to another address, so it was not sent. Type the password of this OBS on the set-up page of the streaming PC (${where}).`;
  if (detail === 'found_password')
    return `OBS refused the password that its own settings on this PC name (is there a second OBS?): copy it from ${where}.`;
  return `OBS refused the password: copy it anew from ${where}, or take obs_password out of settings.json (OBS's own is then used).`;
}
