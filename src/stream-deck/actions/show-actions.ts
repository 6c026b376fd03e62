import type { ObsJson } from '../../client/wire.js';
import type { Accent } from '../../keys/face.js';
import type { GlyphName } from '../../keys/glyphs.js';
import { valueOf, type Action, type Field } from './action.js';

const LAMPS: Readonly<Record<ObsJson['lamp']['look'], readonly [GlyphName, Accent]>> = {
  good: ['lamp', 'survived'],
  note: ['screen', 'plain'],
  warn: ['question', 'active'],
  wait: ['hourglass', 'quiet'],
  bad: ['cross', 'died'],
};

export const obsLampAction: Action = {
  id: 'obs-lamp',
  name: 'OBS lamp',
  tooltip: 'How OBS stands. A press sends everything to OBS again.',
  glyph: 'lamp',
  controllers: ['Keypad'],
  fields: [],
  face({ snapshot }) {
    const { look, word } = snapshot?.obs.lamp ?? ({ look: 'wait', word: 'OBS' } as const);
    const [glyph, accent] = LAMPS[look];
    return { glyph, accent, title: word, badge: 'resend' };
  },
  press: () => ({ kind: 'call', key: 'resync', path: '/obs/resync' }),
};

const NAME: Field = { name: 'name', label: 'Name', hint: 'Optional. The session gets it when it starts.' };

export const sessionAction: Action = {
  id: 'session',
  name: 'Session',
  tooltip: 'Starts and ends a stream session; shows its raids.',
  glyph: 'clapper',
  controllers: ['Keypad'],
  fields: [NAME],
  face({ snapshot }) {
    const session = snapshot?.session;
    if (session?.session_id == null) return { glyph: 'clapper', title: 'Start session', caption: 'Today' };
    const { name, total_raids } = session;
    return {
      glyph: 'stop',
      accent: 'active',
      caption: name ?? 'On',
      figure: String(total_raids),
      title: 'End session',
    };
  },
  press({ snapshot }, settings) {
    if (snapshot?.session.session_id != null) {
      return { kind: 'call', key: 'session-end', path: '/session/end' };
    }
    const name = valueOf({ fields: [NAME] }, settings, 'name');
    return {
      ...{ kind: 'call', key: 'session-start', path: '/session/start' },
      fields: name === '' ? {} : { name },
    };
  },
};
