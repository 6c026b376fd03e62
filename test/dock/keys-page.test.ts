import { describe, expect, it } from 'vitest';
import { choiceOf, listPath, mapChoices, pagePath, readChoice } from '../../src/dock/keys/choice.js';
import { groupKeys } from '../../src/dock/keys/groups.js';
import type { DeckKeyJson, KeyListJson } from '../../src/client/wire.js';

function key(group: string, name: string, when: string): DeckKeyJson {
  const url = { field: 'URL', value: `http://localhost:4777/${name}`, by_hand: false };
  return {
    ...{ id: name, group, name, when, method: 'POST', path: `/${name}`, fields: {}, url: url.value },
    ...{ picture: `/icons/144/${name}.png`, picture_title: null },
    settings: { website: [url], curl: [{ ...url, field: 'Command', value: `curl "${url.value}"` }] },
  };
}

const LIST: KeyListJson = {
  ...{ address: 'http://localhost:4777', addresses: ['http://localhost:4777'], needs_token: false },
  ...{ map_name: 'Streets of Tarkov', character_type: 'scav' },
  software: [
    { id: 'website', name: 'Stream Deck: Website', how: 'Drag it onto a key.', shows_replies: false },
    { id: 'curl', name: 'curl', how: 'In any terminal.', shows_replies: true },
  ],
  keys: [
    key('Raid', 'Matched', 'the match is found'),
    key('More', 'Test drive', 'play a raid through OBS'),
    key('Raid', 'Queue', 'you enter the queue'),
    key('Show', 'Today on the key', 'kills of the session'),
  ],
};

describe('what is chosen on the keys page', () => {
  it('is read from the address of the page and written back into it, without what is not for the page', () => {
    const choice = readChoice('?key=secret-token&map_name=Ground%20Zero&software=curl&address=');
    expect(choice).toEqual({ map_name: 'Ground Zero', software: 'curl' });
    expect(pagePath(choice)).toBe('/keys?software=curl&map_name=Ground+Zero');
    expect(pagePath({})).toBe('/keys');
  });

  it('is asked for as JSON, and for every deck software at once', () => {
    expect(listPath({ software: 'curl', map_name: '<b>&' })).toBe('/keys?map_name=%3Cb%3E%26&format=json');
  });

  it('takes the words of the service, and does not grow by what was not chosen', () => {
    expect(choiceOf({ map_name: 'streets' }, LIST)).toEqual({ map_name: 'Streets of Tarkov' });
    expect(choiceOf({ software: 'curl' }, LIST)).toEqual({ software: 'curl' });
  });

  it('may be a map that only the streamer knows', () => {
    expect(mapChoices(['Customs', 'Woods'], 'Woods')).toEqual(['Customs', 'Woods']);
    expect(mapChoices(['Customs', 'Woods'], 'Arena')).toEqual(['Arena', 'Customs', 'Woods']);
  });
});

describe('the keys of the keys page', () => {
  const titles = (software: string): readonly string[] =>
    groupKeys(LIST, { software }).map(({ title }) => title);

  it('stand in groups, each with a sentence that says what it is for', () => {
    const groups = groupKeys(LIST, { software: 'curl' });
    expect(
      groups.map(({ title, cards }) => [title, cards.map(({ name, when }) => `${name}: ${when}`)]),
    ).toEqual([
      ['Raid', ['Matched: Press it when the match is found.', 'Queue: Press it when you enter the queue.']],
      ['More', ['Test drive: To play a raid through OBS.']],
      ['On the key itself', ['Today on the key: Shows kills of the session.']],
    ]);
  });

  it('that show something are left out where the deck software shows no reply', () => {
    expect(titles('curl')).toContain('On the key itself');
    expect(titles('website')).toEqual(['Raid', 'More']);
  });

  it('have the fields of the chosen deck software, and of the first one where none is known by that name', () => {
    const fields = (software: string): readonly string[] =>
      groupKeys(LIST, { software })[0]?.cards[0]?.settings.map(({ id }) => id) ?? [];
    expect(fields('curl')).toEqual(['Matched/Command']);
    expect(fields('website')).toEqual(['Matched/URL']);
    expect(fields('elgato')).toEqual(['Matched/URL']);
  });
});
