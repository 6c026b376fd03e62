import type { Command } from '../../src/raid/press/command.js';

/** The call of the outside contract that gives a command. */
export interface CommandCall {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly fields: object;
}

export function callOf(command: Command): CommandCall {
  const { type, ...fields } = command;
  switch (command.type) {
    case 'start':
    case 'matched':
    case 'kill':
    case 'over':
    case 'end':
    case 'update':
    case 'cancel':
      return { method: 'POST', path: `/raid/${type}`, fields };
    case 'merge_maps':
      return { method: 'POST', path: '/maps/merge', fields };
    case 'undo':
    case 'redo':
      return { method: 'POST', path: `/${type}`, fields };
    case 'start_session':
    case 'end_session':
      return { method: 'POST', path: `/session/${type.replace('_session', '')}`, fields };
    case 'delete_session':
      return { method: 'DELETE', path: `/sessions/${command.session_id}`, fields: {} };
    case 'add_raid':
      return { method: 'POST', path: '/raids', fields: { ...command.raid, kills: command.kills } };
    case 'edit_raid':
      return { method: 'PATCH', path: `/raids/${command.raid_id}`, fields: command.set };
    case 'delete_raid':
      return { method: 'DELETE', path: `/raids/${command.raid_id}`, fields: {} };
    case 'add_kills':
      return { method: 'POST', path: `/raids/${command.raid_id}/kills`, fields: { kills: command.kills } };
    case 'edit_kill':
      return { method: 'PATCH', path: `/kills/${command.kill_id}`, fields: command.set };
    case 'move_back':
      return { method: 'POST', path: '/raids/move-back', fields: {} };
    case 'delete_kill':
      return { method: 'DELETE', path: `/kills/${command.kill_id}`, fields: {} };
  }
}
