import { codeOf } from './error-code.js';

/** Whether a process of this PC has that number. Systems give a number to other programs later, so it proves little. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it, so it is there.
    return codeOf(error) === 'EPERM';
  }
}
