import path from 'node:path';
import { PACKAGE_ROOT } from '../lib/package-root.js';

/** What Node is given to run the program, as it is built: for others who start it, such as the system at sign-in. */
export const ENTRY_FILE = path.join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'tarkov-stream-producer.js');
