/** The lines of a text that comes in pieces. A line separator inside of a JSON text is no end of a line. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const lines = piece.split('\n');
    // A file may be one long line, so text that was searched is not searched again.
    const last = lines.pop() ?? '';
    for (const line of lines) {
      yield rest + line;
      rest = '';
    }
    rest += last;
  }
  if (rest !== '') yield rest;
}
