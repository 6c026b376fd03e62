import { healthSentence, type Check } from './check.js';

const STATE_WORDS: Readonly<Record<Check['state'], string>> = {
  ok: 'ok',
  warning: 'warning',
  fault: 'FAULT',
  unknown: '?',
};

/** The checks as a table for a terminal or a page of plain text: a line each, and under it what to do. */
export function checksTable(checks: readonly Check[]): string {
  const titleWidth = Math.max(...checks.map(({ title }) => title.length));
  const stateWidth = Math.max(...checks.map(({ state }) => STATE_WORDS[state].length));
  const lines = checks.flatMap(({ state, title, finding, remedy }) => {
    const start = `${STATE_WORDS[state].padEnd(stateWidth)}  ${title.padEnd(titleWidth)}  `;
    return [`${start}${finding}`, ...(remedy === null ? [] : [`${' '.repeat(start.length)}→ ${remedy}`])];
  });
  return [...lines, '', healthSentence(checks)].join('\n');
}
