import { parse } from 'csv-parse/sync';
import type { Sentence } from '../../../domain/kernel/sentence.js';
import { rowSentences } from '../../../application/catalogue/import/form/row-sentences.js';
import type { ImportNote } from '../../../application/catalogue/import/import-row.js';
import { delimiterHint } from './delimiter.js';
import type { TextLine } from './line-decoder.js';
import { lineMax } from './lines.js';
import { unwrapped, withoutRawWrappers } from './wrappers.js';

/** The cells of a record, or the error of a line that does not begin one. */
export type CsvRecord = {
  /** The number of its first line; the first line of the file is 1. */
  readonly line: number;
} & (
  { readonly cells: readonly string[]; readonly notes: readonly ImportNote[] } | { readonly fault: Sentence }
);

interface Line extends TextLine {
  readonly number: number;
  readonly quotes: number;
}

/** Bounds a record, so that an unclosed quotation mark cannot turn the whole file into one record. */
const recordMax = { characters: lineMax, lines: 1_000 };

const quotesNote: ImportNote = { kind: 'quotes kept', ...rowSentences.quotesKept };

/**
 * Reads comma-separated values (RFC 4180), one record at a time, also with another separator: that of a first line
 * `sep=;`, or of the header. White space and a spreadsheet's wrapper around a cell
 * are removed, and empty lines are skipped. The first record sets the number of cells of all others.
 *
 * A record continues on the next line while its number of quotation marks is odd. If the result cannot be parsed, only
 * the first line is reported, and reading continues with the second line, so that one stray mark does not consume the
 * records after it.
 */
export async function* readRecords(
  lines: AsyncIterable<TextLine>,
  delimiterOf: DelimiterOf = (_, hint = ',') => hint,
): AsyncGenerator<CsvRecord> {
  const reader = new RecordReader(delimiterOf);
  let number = 0;
  for await (const line of lines) {
    number += 1;
    yield* reader.take({ ...line, number, quotes: quotesIn(line.text) });
  }
  yield* reader.end();
}

/** Chooses the separator of cells by the header, and by the first line if that is a hint. */
type DelimiterOf = (header: string, hint: string | undefined) => string;

class RecordReader {
  private open: Line[] = [];
  private width: number | undefined;
  private hint: string | undefined;
  /** Empty before the header. */
  private delimiter = '';

  constructor(private readonly delimiterOf: DelimiterOf) {}

  *take(line: Line): Generator<CsvRecord> {
    if (this.open.length === 0 && line.text.trim() === '') return;
    if (this.delimiter === '' && this.isHint(line.text)) return;
    this.open.push(line);
    if (isOpen(this.open) && !isTooLong(this.open)) return;
    yield* this.close();
  }

  private isHint(text: string): boolean {
    const hint = this.hint === undefined ? delimiterHint(text) : undefined;
    if (hint === undefined) this.delimiter = this.delimiterOf(text, this.hint);
    else this.hint = hint;
    return hint !== undefined;
  }

  *end(): Generator<CsvRecord> {
    while (this.open.length > 0) yield* this.close();
  }

  private *close(): Generator<CsvRecord> {
    const lines = this.open;
    const [first, ...rest] = lines;
    this.open = [];
    if (!first) return;
    const fault = lines.find((line) => line.fault !== undefined)?.fault;
    const whole = this.cellsOf(lines.map(({ text }) => text).join('\n'));
    if (whole && fault === undefined)
      return yield { line: first.number, cells: whole, notes: notesOf(lines) };
    if (whole && fault !== undefined) return yield { line: first.number, fault };
    yield this.alone(first);
    for (const line of rest) yield* this.take(line);
  }

  /**
   * A mark inside an unquoted cell is literal: `Nails, 6" long`. A mark at the beginning of a cell is unbalanced, except
   * in a file with tabs, which needs no quotes.
   */
  private alone(first: Line): CsvRecord {
    const { number: line, text, fault } = first;
    if (fault !== undefined) return { line, fault };
    const cells = this.literalCells(text);
    if (cells) return { line, cells, notes: [...notesOf([first]), quotesNote] };
    return { line, fault: this.faultOf(text) };
  }

  private literalCells(text: string): readonly string[] | undefined {
    const cells =
      this.delimiter === '\t' ? text.split('\t').map((cell) => cell.trim()) : this.cellsOf(text, true);
    if (this.delimiter === '\t') return cells?.length === this.width ? cells : undefined;
    return cells?.some((cell) => cell.startsWith('"')) ? undefined : cells;
  }

  private cellsOf(text: string, relaxed = false): readonly string[] | undefined {
    const cells = text.length > recordMax.characters ? undefined : this.parsed(text, relaxed);
    this.width ??= cells?.length;
    return cells?.length === this.width ? cells : undefined;
  }

  private parsed(text: string, relaxed: boolean): readonly string[] | undefined {
    const { delimiter } = this;
    // The same result ten times as fast, for most lines.
    if (!text.includes('"')) return text.split(delimiter).map((cell) => unwrapped(cell.trim()));
    const cells =
      parseRecord(text, delimiter, relaxed) ?? parseRecord(withoutRawWrappers(text, delimiter), delimiter);
    return cells?.map((cell) => unwrapped(cell.trim()));
  }

  private faultOf(text: string): Sentence {
    if (text.length > recordMax.characters)
      return { ...rowSentences.tooLong, parameters: { maximum: recordMax.characters } };
    const cells = this.parsed(text, false);
    if (!cells) return rowSentences.quotesOpen;
    const parameters = { number: cells.length, expected: this.width ?? 0 };
    return { ...rowSentences.otherWidth, parameters };
  }
}

function parseRecord(text: string, delimiter: string, relaxed = false): readonly string[] | undefined {
  try {
    return parse(text, { delimiter, trim: true, relax_quotes: relaxed })[0];
  } catch {
    return undefined;
  }
}

function notesOf(lines: readonly Line[]): readonly ImportNote[] {
  const [note] = lines.flatMap(({ note: each }) => each ?? []);
  return note ? [note] : [];
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
