/** How the two commands are called, from anywhere and in the program's own folder. */
const commandLine = (name: string): string =>
  `tarkov-stream-producer ${name} (in the program's folder: npm start ${name})`;

export const RESTORE_COMMAND = commandLine('restore');
export const BRING_BACK = `To bring the raids back, run: ${RESTORE_COMMAND}.`;
export const BEGIN_ANEW = `To begin with an empty database on purpose, run: ${commandLine('new-database')}.`;

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
