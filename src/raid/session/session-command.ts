export interface StartSessionCommand {
  readonly type: 'start_session';
  readonly name?: string;
}
export interface EndSessionCommand {
  readonly type: 'end_session';
}

export interface DeleteSessionCommand {
  readonly type: 'delete_session';
  readonly session_id: number;
}

/** A command about the stream session. */
export type SessionCommand = StartSessionCommand | EndSessionCommand | DeleteSessionCommand;

const SESSION_TYPES: Readonly<Record<SessionCommand['type'], true>> = {
  start_session: true,
  end_session: true,
  delete_session: true,
};

export function isSessionCommand(command: { readonly type: string }): command is SessionCommand {
  return Object.hasOwn(SESSION_TYPES, command.type);
}
