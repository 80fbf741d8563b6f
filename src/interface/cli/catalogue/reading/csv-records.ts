import { parse } from 'csv-parse/sync';

/** The cells of a record, or the error of a line that does not begin one. */
export type CsvRecord = {
  /** The number of its first line; the first line of the file is 1. */
  readonly line: number;
} & ({ readonly cells: readonly string[]; readonly quotesKept: boolean } | { readonly fault: string });

interface Line {
  readonly number: number;
  readonly text: string;
  readonly quotes: number;
}

/** Bounds a record, so that an unclosed quotation mark cannot turn the whole file into one record. */
const recordMax = { characters: 200_000, lines: 1_000 };

/**
 * Reads comma-separated values (RFC 4180), one record at a time. White space around a cell is removed, and empty lines
 * are skipped. The first record sets the number of cells of all others.
 *
 * A record continues on the next line while its number of quotation marks is odd. If the result cannot be parsed, only
 * the first line is reported, and reading continues with the second line, so that one stray mark does not consume the
 * records after it.
 */
export async function* readRecords(text: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const reader = new RecordReader();
  let number = 0;
  for await (const line of physicalLines(text)) {
    number += 1;
    yield* reader.take({ number, text: line, quotes: quotesIn(line) });
  }
  yield* reader.end();
}

class RecordReader {
  private open: Line[] = [];
  private width: number | undefined;

  *take(line: Line): Generator<CsvRecord> {
    if (this.open.length === 0 && line.text.trim() === '') return;
    this.open.push(line);
    if (isOpen(this.open) && !isTooLong(this.open)) return;
    yield* this.close();
  }

  *end(): Generator<CsvRecord> {
    while (this.open.length > 0) yield* this.close();
  }

  private *close(): Generator<CsvRecord> {
    const [first, ...rest] = this.open;
    this.open = [];
    if (!first) return;
    const whole = this.cellsOf([first, ...rest].map(({ text }) => text).join('\n'));
    if (whole) return yield { line: first.number, cells: whole, quotesKept: false };
    yield this.alone(first);
    for (const line of rest) yield* this.take(line);
  }

  /** A mark inside an unquoted cell is literal: `Nails, 6" long`. A mark at the beginning of a cell is unbalanced. */
  private alone({ number: line, text }: Line): CsvRecord {
    const cells = this.cellsOf(text, true);
    if (cells && !cells.some((cell) => cell.startsWith('"'))) return { line, cells, quotesKept: true };
    return { line, fault: faultOf(text, this.width) };
  }

  private cellsOf(text: string, relaxed = false): readonly string[] | undefined {
    const cells = text.length > recordMax.characters ? undefined : parseRecord(text, relaxed);
    this.width ??= cells?.length;
    return cells?.length === this.width ? cells : undefined;
  }
}

function parseRecord(text: string, relaxed: boolean): readonly string[] | undefined {
  // The same result ten times as fast, for most lines.
  if (!text.includes('"')) return text.split(',').map((cell) => cell.trim());
  try {
    return parse(text, { trim: true, relax_quotes: relaxed })[0];
  } catch {
    return undefined;
  }
}

function faultOf(text: string, width: number | undefined): string {
  if (text.length > recordMax.characters)
    return `The line is longer than ${recordMax.characters} characters.`;
  const cells = parseRecord(text, false);
  if (!cells) return 'The quotation marks do not match.';
  return `The number of cells is ${cells.length} where the header has ${width ?? 0}.`;
}

function isOpen(lines: readonly Line[]): boolean {
  return lines.reduce((sum, { quotes }) => sum + quotes, 0) % 2 === 1;
}

function isTooLong(lines: readonly Line[]): boolean {
  return (
    lines.length > recordMax.lines ||
    lines.reduce((sum, { text }) => sum + text.length, 0) > recordMax.characters
  );
}

function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

/** Lines without line ends, which can be LF, CRLF or CR. Of an overlong line, only the beginning. */
async function* physicalLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    // A carriage return at the very end may be the first half of CRLF.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = (lines.pop() ?? '').slice(0, recordMax.characters + 1);
    yield* lines;
  }
  yield rest.replace(/\r$/, '');
}
