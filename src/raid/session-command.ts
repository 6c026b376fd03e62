export interface StartSessionCommand {
  readonly type: 'start_session';
  readonly name?: string;
}
export interface EndSessionCommand {
  readonly type: 'end_session';
}

/** A wish about the stream session, by a key. */
export type SessionCommand = StartSessionCommand | EndSessionCommand;

export function isSessionCommand(command: { readonly type: string }): command is SessionCommand {
  return command.type === 'start_session' || command.type === 'end_session';
}
