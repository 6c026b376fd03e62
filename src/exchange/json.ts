import { checkPortableRaid, checkPortableSession } from '../raid/history/check-portable.js';
import type { PortableRaid, PortableSession } from '../raid/history/portable.js';
import { RuleError } from '../raid/rule-error.js';

const HEAD = '{"format":"tarkov-stream-producer","version":1,';

/** How our own document stands on lines: what goes before the items, between both lists, and after them. */
export const LINES = { head: HEAD, sessions: '"sessions":[', between: '],', raids: '"raids":[', end: ']}' };

/** One JSON document, one raid a line, piece by piece. */
export async function* formatJson(
  sessions: readonly PortableSession[],
  raids: AsyncIterable<PortableRaid>,
  now: Date,
): AsyncGenerator<string> {
  const sessionLines = sessions.map((session) => JSON.stringify(marked(session, checkPortableSession, now)));
  yield `${HEAD}\n${LINES.sessions}\n${sessionLines.join(',\n')}\n${LINES.between}\n${LINES.raids}\n`;
  let comma = '';
  for await (const raid of raids) {
    yield `${comma}${JSON.stringify(marked(raid, checkPortableRaid, now))}`;
    comma = ',\n';
  }
  yield `\n${LINES.end}\n`;
}

/** What is stored comes back in, also where an older program or a hand has left it as the rules would not. */
function marked<T extends PortableRaid | PortableSession>(
  item: T,
  check: (item: T, now: Date) => T,
  now: Date,
): T {
  try {
    check(item, now);
    return item;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { ...item, as_stored: true };
  }
}
