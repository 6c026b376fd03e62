import { describe, expect, it } from 'vitest';
import type { ReactionJson } from '../../src/client/wire.js';
import {
  formOf,
  READY,
  sentenceOf,
  toForm,
  toReactions,
  withNames,
  withPartner,
} from '../../src/dock/setup/reaction-words.js';

describe('the form of a reaction', () => {
  it.each<ReactionJson>([
    { on: 'kill', save_replay: {} },
    { on: 'kill', if: { enemy_type: 'boss' }, save_replay: { after_seconds: 0.5 } },
    { on: ['died', 'queuing'], if: { map_name: 'Customs', kill_count: 3 }, chapter: '{{last_raid.line}}' },
    { on: 'kill', show: { source: 'Kill Pop' } },
    { on: 'kill', show: { source: 'Map', scene: 'In Raid', visible: false, for_seconds: 3 } },
    { on: 'in_progress', filter: { source: 'Camera', name: 'Grey', enabled: false } },
    { on: 'died', media: { source: 'Sting' } },
    { on: 'matched', if: { headshot: null }, mute: { input: 'Music', muted: false } },
    { on: 'survived', record: 'stop' },
    { on: 'kill', send: { to: 'bot', body: { list: [1, '{{event}}', null] } } },
  ])('gives the same reaction back where nothing is changed in it: %j', (reaction) => {
    expect(toReactions(formOf(reaction))).toEqual([reaction]);
  });

  it.each<ReactionJson>([
    { on: 'kill', show: { source: ' Kill Pop ', scene: 'In Raid ', for_seconds: 3 } },
    { on: 'in_progress', filter: { source: 'Camera ', name: ' Grey', enabled: true } },
    { on: 'died', media: { source: 'Sting ' } },
    { on: 'matched', mute: { input: ' Music', muted: true } },
    { on: 'kill', send: { to: 'bot ', body: 1 } },
  ])('keeps names as OBS has them, with the blanks around them: %j', (reaction) => {
    const form = formOf(reaction);
    const { source, scene, filter, target } = form;
    const known = { source: [source], scene: [scene], filter: [filter], target: [target] };
    expect(toReactions(withNames(form, known))).toEqual([reaction]);
  });

  it('takes the blanks off a name that was typed, and that OBS does not have', () => {
    const typed = toForm({ verb: 'show', source: 'Kill Pop ', scene: '  ', seconds: '' });
    expect(toReactions(withNames(typed, { source: ['Kill Pop'] }))).toEqual([
      { on: 'kill', show: { source: 'Kill Pop' } },
    ]);
  });

  it.each([
    [toForm({ verb: 'show', seconds: 'soon', source: 'Pop' }), 'Type the seconds as a number.'],
    [toForm({ verb: 'media' }), 'Choose what it is about first.'],
    [toForm({ verb: 'filter', source: 'Camera' }), 'Choose the filter first.'],
    [toForm({ verb: 'chapter', text: ' ' }), 'Type the name of the chapter first.'],
    [toForm({ verb: 'send', target: '', text: '{}' }), 'Choose the program to tell first.'],
    [toForm({ verb: 'send', text: '{' }), 'What is sent must be JSON: look for a missing quote or bracket.'],
  ])('says what is missing: %j', (form, words) => {
    expect(toReactions(form)).toBe(words);
  });

  it('makes five ready ones, and the counterpart at the raid’s end of one that is undone there', () => {
    const sentences = READY.map(({ form }) => toReactions(form)).map((made) =>
      typeof made === 'string' ? made : made.map(sentenceOf),
    );
    expect(sentences).toEqual([
      ['A kill, only if enemy type is boss: save the replay after 6 s'],
      ['The raid ends: set the chapter "{{last_raid.line}}"'],
      ['A kill: show "Kill Pop" for 3 s'],
      ['The raid begins: mute "Music"', 'The raid is over, or ends: unmute "Music"'],
      ['A kill: tell "streamerbot"'],
    ]);
  });

  it('keeps what is undone at the raid’s end about the same thing, whichever of the two is edited', () => {
    const mute = { on: 'in_progress', mute: { input: 'Music', muted: true } };
    const [, unmute] = toReactions({ ...formOf(mute), untilEnd: true }) as readonly ReactionJson[];
    if (unmute === undefined) throw new Error('It has no counterpart.');
    const moved = { ...mute, mute: { input: 'Game Music', muted: true } };
    expect(withPartner(unmute, mute, moved)).toEqual({
      ...unmute,
      mute: { input: 'Game Music', muted: false },
    });
    const movedBack = { ...unmute, mute: { input: 'Game Music', muted: false } };
    expect(withPartner(mute, unmute, movedBack)).toEqual(moved);
    for (const other of [
      { on: 'died', mute: { input: 'Music', muted: false } },
      { ...unmute, mute: { input: 'Mic', muted: false } },
      { on: 'kill', save_replay: {} },
    ])
      expect(withPartner(other, mute, moved)).toBe(other);
    expect(withPartner(unmute, mute, { on: 'kill', chapter: 'x' })).toBe(unmute);
  });
});
