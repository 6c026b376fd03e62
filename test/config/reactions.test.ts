import { describe, expect, it } from 'vitest';
import { mergeShow, SHOW_FILE_SCHEMA } from '../../src/show/parse-show.js';
import { actionOf, eventsOf } from '../../src/show/reactions/reaction.js';
import { parseJsonText } from '../../src/config/json-file.js';

/** Every verb, as the contract writes them. */
const EIGHT = `[
  { "on": "kill", "if": { "enemy_type": "boss" }, "save_replay": { "after_seconds": 6 } },
  { "on": ["survived", "died", "mia"], "chapter": "{{last_raid.line}}" },
  { "on": "kill", "show": { "source": "Kill Pop", "for_seconds": 3 } },
  { "on": "died", "media": { "source": "Death Sting" } },
  { "on": "in_progress", "filter": { "source": "Camera", "name": "Grey", "enabled": false } },
  { "on": "matched", "mute": { "input": "Music", "muted": true } },
  { "on": "queuing", "record": "start" },
  { "on": "kill", "send": { "to": "streamerbot", "body": { "action": { "name": "Kill" }, "args": { "enemy": "{{kill.enemy_type}}" } } } } ]`;

function read(reactions: string) {
  return parseJsonText(`{ "reactions": ${reactions} }`, SHOW_FILE_SCHEMA);
}

function faultOf(entry: string): string {
  const parsed = read(`[\n${entry} ]`);
  if (parsed.ok) throw new Error('was taken as good');
  return parsed.faults.join('; ');
}

describe('reactions in the show file', () => {
  it('are all eight of the contract, letter by letter', () => {
    const parsed = read(EIGHT);
    if (!parsed.ok) throw new Error(parsed.faults.join());
    const { reactions } = mergeShow(parsed.value);
    expect(reactions.map((entry) => [eventsOf(entry).join(), actionOf(entry).verb])).toEqual([
      ['kill', 'save_replay'],
      ['survived,died,mia', 'chapter'],
      ['kill', 'show'],
      ['died', 'media'],
      ['in_progress', 'filter'],
      ['matched', 'mute'],
      ['queuing', 'record'],
      ['kill', 'send'],
    ]);
    expect(reactions).toEqual(JSON.parse(EIGHT));
  });

  it.each(['queuing', 'matched', 'in_progress', 'kill', 'survived', 'died', 'mia'])('can be on %s', (on) => {
    expect(read(`[{ "on": "${on}", "record": "stop" }]`).ok).toBe(true);
  });

  it.each(['run_through', 'transit', 'left', 'over'])('can be on %s, for a show that others made', (on) => {
    expect(read(`[{ "on": "${on}", "record": "stop" }]`).ok).toBe(true);
  });

  it.each([
    [
      'an unknown event',
      '{ "on": "kil", "record": "stop" }',
      'line 2: reactions → 1 → on must be one of queuing, ',
    ],
    [
      'an event by another name',
      '{ "on": "death", "record": "stop" }',
      '(did you mean death, which is died?)',
    ],
    [
      'one wrong event of a list',
      '{ "on": ["kill",\n "matchd"], "record": "stop" }',
      'line 3: reactions → 1 → on → 2 ',
    ],
    [
      'an unknown word',
      '{ "on": "kill", "record": "stopp" }',
      'reactions → 1 → record must be one of "start", "stop" (did you mean "stop"?)',
    ],
    ['a word that is nothing', '{ "on": "kill", "record": 7 }', 'record must be one of "start", "stop"'],
    ['an event twice', '{ "on": ["kill", "kill"], "record": "stop" }', 'names "kill" a second time'],
    ['no event', '{ "record": "stop" }', 'line 2: reactions → 1 → on must be one of queuing, matched,'],
    [
      'no event, with a condition of a kill',
      '{ "if": { "enemy_type": "boss" }, "record": "stop" }',
      'line 2: reactions → 1 → on must be one of queuing, matched,',
    ],
    [
      'a number as event, with a condition',
      '{ "on": 5, "if": { "headshot": true }, "record": "stop" }',
      'on must be',
    ],
    [
      'brackets inside brackets without end',
      `{ "on": "kill", "send": { "to": "bot", "body": ${'['.repeat(20_000)}${']'.repeat(20_000)} } }`,
      'deep',
    ],
    ['an empty list of events', '{ "on": [], "record": "stop" }', 'on must list 1 to 11 of queuing,'],
    ['a phase that time alone brings', '{ "on": "lobby", "record": "stop" }', 'on must be one of queuing,'],
    ['nothing to do', '{ "on": "kill" }', 'reactions → 1 must say what to do: one of save_replay, chapter,'],
    [
      'two things to do',
      '{ "on": "kill", "record": "stop", "chapter": "a" }',
      'must do one thing, not chapter and record: make two reactions of it',
    ],
    [
      'an unknown verb',
      '{ "on": "kill", "save_reply": {} }',
      'reactions → 1 has the unknown name "save_reply" (did you mean "save_replay"?)',
    ],
    [
      'an unknown field of a verb',
      '{ "on": "kill", "show": { "source": "a", "for_second": 3 } }',
      'reactions → 1 → show has the unknown name "for_second" (did you mean "for_seconds"?)',
    ],
    [
      'an unknown field to ask for',
      '{ "on": "kill", "if": { "enemy": "boss" }, "record": "stop" }',
      'if → enemy is no field of a raid or kill (there are enemy_type, weapon_used,',
    ],
    [
      'a misspelled field to ask for',
      '{ "on": "kill", "if": { "enemytype": "boss" }, "record": "stop" }',
      '(did you mean "enemy_type"?)',
    ],
    [
      'a value that no kill has',
      '{ "on": "kill", "if": { "enemy_type": "bos" }, "record": "stop" }',
      'if → enemy_type must be one of scav, pmc, boss, raider (did you mean boss?)',
    ],
    [
      'a value of another kind',
      '{ "on": "kill", "if": { "headshot": "yes" }, "record": "stop" }',
      'if → headshot must be true or false, or null for not said',
    ],
    [
      'a field of kills at the end of a raid',
      '{ "on": "died", "if": { "headshot": true }, "record": "stop" }',
      'if → headshot is known of a kill alone: put "kill" into "on"',
    ],
    ['a list to ask for', '{ "on": "kill", "if": ["a"], "record": "stop" }', 'if must be an object in { }'],
    [
      'an unknown variable',
      '{ "on": "kill", "chapter": "{{last_raid.lin}}" }',
      '(did you mean {{last_raid.line}}?)',
    ],
    [
      'an unknown variable deep in what is sent',
      '{ "on": "kill", "send": { "to": "a", "body": { "b": ["{{kill.enemytype}}"] } } }',
      '(did you mean {{kill.enemy_type}}?)',
    ],
    [
      'nothing to send',
      '{ "on": "kill", "send": { "to": "a" } }',
      'send → body is missing: give the JSON to send',
    ],
    [
      'a delay beyond a minute',
      '{ "on": "kill", "save_replay": { "after_seconds": 61 } }',
      'must be from 0 to 60',
    ],
    [
      'what a recording cannot do',
      '{ "on": "kill", "record": "pause" }',
      'record must be one of "start", "stop"',
    ],
    ['a blank name', '{ "on": "kill", "media": { "source": " " } }', 'must be a name, not blanks'],
    [
      'text where a switch belongs',
      '{ "on": "kill", "mute": { "input": "a", "muted": "on" } }',
      'must be true or false',
    ],
  ])('with %s are refused with the place and the reason', (_what, entry, fault) => {
    expect(faultOf(entry)).toContain(fault);
  });

  it.each([
    ['map_name', '"Custms"', 'kill', 'is no map that is known (did you mean "Customs"?)'],
    ['map_name', '"Streets of Tarkow"', 'died', '(did you mean "Streets of Tarkov"?)'],
    ['map_name', '"labratory"', 'died', '(did you mean "The Lab"?)'],
    ['character_type', '"scv"', 'died', 'must be one of pmc, scav (did you mean scav?)'],
    ['game_mode', '"pvee"', 'died', '(did you mean pve?)'],
    ['status', '"survivd"', 'survived', '(did you mean survived?)'],
    ['outcome', '"run_thru"', 'run_through', '(did you mean run_through?)'],
    ['enemy_type', '"raidr"', 'kill', '(did you mean raider?)'],
    ['weapon_used', '""', 'kill', 'must be a text in quotes, or null for none'],
    ['weapon_used', '5', 'kill', 'must be a text in quotes, or null for none'],
    ['kill_count', '"3"', 'kill', 'must be a whole number from 0'],
    ['kill_count', '2.5', 'kill', 'must be a whole number from 0'],
    ['headshot_count', '-1', 'died', 'must be a whole number from 0'],
    ['kill_count', '0', 'kill', 'is never 0 on kill, so the reaction would never come'],
    ['kill_count', '3', 'queuing', 'is never 3 on queuing, so the reaction would never come'],
    ['outcome', '"died"', 'queuing', 'is never "died" on queuing, so the reaction would never come'],
    ['outcome', '"survived"', 'run_through', 'is never "survived" on run_through'],
    ['outcome', 'null', 'died', 'is never null on died'],
    ['status', '"queuing"', 'kill', 'is never "queuing" on kill'],
    ['status', '"died"', 'survived', 'is never "died" on survived'],
    ['extract_location', '"ZB-1011"', 'died', 'is never "ZB-1011" on died'],
    ['extract_location', '"ZB-1011"', 'matched', 'is never "ZB-1011" on matched'],
  ])('that ask for %s %s on %s are refused: nothing would ever meet it', (name, value, on, fault) => {
    expect(faultOf(`{ "on": "${on}", "if": { "${name}": ${value} }, "record": "stop" }`)).toContain(fault);
  });

  it('whose parts never come together are refused', () => {
    expect(
      faultOf(
        `{ "on": ["died", "survived"], "if": { "extract_location": "ZB-1011", "status": "died" }, "record": "stop" }`,
      ),
    ).toContain(
      'if is never met on died or survived: extract_location "ZB-1011" and status "died" do not come together',
    );
    expect(
      faultOf(`{ "on": "died", "if": { "kill_count": 1, "headshot_count": 2 }, "record": "stop" }`),
    ).toContain('asks for more headshots than kills');
  });

  it.each([
    ['{ "map_name": "bigmap" }', 'kill'],
    ['{ "map_name": "labs" }', 'kill'],
    ['{ "map_name": "the reserve" }', 'kill'],
    ['{ "map_name": "Icebreaker" }', 'kill'],
    ['{ "enemy_type": "killa" }', 'kill'],
    ['{ "status": "dead" }', 'died'],
    ['{ "outcome": "kia" }', 'kill'],
    ['{ "outcome": null }', 'kill'],
    ['{ "outcome": "unknown" }', 'kill'],
    ['{ "outcome": null, "kill_count": 0 }', 'queuing'],
    ['{ "status": "survived", "outcome": "transit" }', 'transit'],
    ['{ "status": "in_progress" }', 'over'],
    ['{ "status": "died" }', 'kill'],
    ['{ "extract_location": "Exit 9" }', 'survived'],
    ['{ "extract_location": "Exit 9" }', 'kill'],
    ['{ "extract_location": null }', 'queuing'],
    ['{ "weapon_used": "My Glock" }', 'kill'],
    ['{ "kill_count": 1 }', 'in_progress'],
    ['{ "kill_count": 0 }', 'died'],
  ])('that ask for %s on %s are good, because it can come', (condition, on) => {
    expect(read(`[{ "on": "${on}", "if": ${condition}, "record": "stop" }]`)).toMatchObject({ ok: true });
  });

  it('are at most fifty, and send no book', () => {
    const many = Array.from({ length: 51 }, () => '{ "on": "kill", "record": "stop" }').join();
    expect(read(`[${many}]`)).toMatchObject({
      ok: false,
      faults: ['line 1: reactions must list at most 50'],
    });
    const long = JSON.stringify('x'.repeat(9000));
    expect(faultOf(`{ "on": "kill", "send": { "to": "a", "body": ${long} } }`)).toContain('at most 8000');
    const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
    expect(faultOf(`{ "on": "kill", "send": { "to": "a", "body": ${deep} } }`)).toContain('nested deeper');
  });
});
