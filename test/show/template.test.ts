import { describe, expect, it } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { templateFault, VARIABLES } from '../../src/show/template.js';

describe('the variables', () => {
  it('are each a good template by themselves', () => {
    for (const name of VARIABLES) expect(templateFault(`{{${name}}}`)).toBeNull();
  });

  it('have what README names', () => {
    expect(VARIABLES).toEqual(
      expect.arrayContaining([
        'phase',
        'status',
        'map',
        'character',
        'raid.time',
        'last_raid.line',
        'next_raid.map_name',
      ]),
    );
    for (const template of Object.values(DEFAULT_SHOW.texts))
      expect(templateFault(template ?? '')).toBeNull();
  });
});

describe('a template', () => {
  it.each([
    'plain words',
    '',
    '{{ raid.kill_count }} kills',
    '{{#raid}}{{time}}{{/raid}}',
    '{{#raid}}{{#active}}{{kill_count}} on {{map}}{{/active}}{{/raid}}',
    '{{^raid.active}}–{{/raid.active}}',
    '{{! a note }}{{{map}}}{{&map}}',
    '{{=<% %>=}}<% map %>',
  ])('%o is good', (template) => {
    expect(templateFault(template)).toBeNull();
  });

  it.each([
    ['{{raid.kils}}', 'unknown variable {{raid.kils}} (did you mean {{raid'],
    ['{{raid.kill_cuont}}', 'did you mean {{raid.kill_count}}?'],
    ['{{Map}}', 'did you mean {{map}}?'],
    ['{{weather_of_tomorrow_in_berlin}}', 'unknown variable {{weather_of_tomorrow_in_berlin}}'],
    ['{{#raid}}{{tiem}}{{/raid}}', 'unknown variable {{tiem}}'],
    ['{{raid}}', 'unknown variable {{raid}}'],
    ['{{constructor}}', 'unknown variable {{constructor}}'],
    ['{{> other}}', 'templates cannot include others'],
    ['{{raid.time', 'is missing a }}'],
    ['{{#raid}}{{time}}', 'opens {{#raid}} and does not close it: add {{/raid}} where it ends'],
    ['{{/raid}}', 'closes {{/raid}} and does not open it'],
  ])('%o is at fault, and why is said', (template, words) => {
    expect(templateFault(template)).toContain(words);
  });
});
