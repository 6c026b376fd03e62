// Loaded into the service before all else: its PC clock is ahead by as many milliseconds as the file says, at any moment.
import fs from 'node:fs';

const file = process.env.TEST_CLOCK_FILE;
const RealDate = Date;
const now = () => RealDate.now() + Number(fs.readFileSync(file, 'utf8'));

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }
  static now() {
    return now();
  }
};
