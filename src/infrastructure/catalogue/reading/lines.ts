/** A longer line is no row of a table. Of such a line, only the beginning is kept. */
export const lineMax = 200_000;

/** A character has at most four bytes, so that an overlong line is overlong in any encoding. */
const keptMax = 4 * lineMax + 1;

/** Lines without line ends, which can be LF, CRLF or CR. A text that ends with a line end has an empty last line. */
export async function* physicalLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    // A carriage return at the very end may be the first half of CRLF.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = (lines.pop() ?? '').slice(0, keptMax);
    yield* lines;
  }
  yield rest.replace(/\r$/, '');
}
