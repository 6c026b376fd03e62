// A spreadsheet runs what begins like a formula. An apostrophe before it makes it text; one that stood there already
// gets a second one, so that taking one off gives back what it was.

const RUNS = '=+\\-@\\t\\r\uFF1D\uFF0B\uFF0D\uFF20';
const RISKY = new RegExp(`^'*[${RUNS}]`);
const GUARDED = new RegExp(`^'+[${RUNS}]`);

export function guarded(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

export function unguarded(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}
