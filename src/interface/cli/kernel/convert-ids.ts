import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { OpaqueIds } from '../../kernel/answer/opaque-ids.js';

/** The names of `/v1` and the prefixes of `/v2`. */
const prefixes = { book: 'book', user: 'patron', loan: 'loan' } as const;

export type IdType = keyof typeof prefixes;
export const idTypes = Object.keys(prefixes) as readonly IdType[];

/** The numbers of the types are those of `/v2`. A test has ids of it. */
const ids = new OpaqueIds({ book: 1, patron: 3, loan: 4 });

/** An id in both majors. */
interface Pair {
  readonly v1: string;
  readonly v2: string;
}

/**
 * An id of either major, in both.
 * @param type needed for a number of `/v1`; an id of `/v2` begins with it
 * @throws Error for a text that is no id, or of another type
 */
export function convertId(text: string, type?: IdType): Pair {
  const found = /^\d/.test(text) ? fromV1(text, type) : fromV2(text, type);
  if (!found) throw new Error(`"${text}" is no id${type === undefined ? '' : ` of a ${type}`}.`);
  return found;
}

function fromV1(text: string, type: IdType | undefined): Pair | undefined {
  if (type === undefined) throw new Error('--type must say what the numbers are the ids of.');
  const key = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(key) ? { v1: text, v2: ids.toId(prefixes[type], key) } : undefined;
}

function fromV2(text: string, type: IdType | undefined): Pair | undefined {
  for (const each of type === undefined ? idTypes : [type]) {
    const key = ids.toKey(prefixes[each], text);
    if (key > 0) return { v1: String(key), v2: text };
  }
  return undefined;
}

/** How the ids are given and written. */
export interface ConvertOptions {
  readonly type?: IdType;
  /** The column with the ids; without it, the input has one id a line and no header. */
  readonly column?: string;
}

type Row = Readonly<Record<string, string>>;

/**
 * Writes ids of either major as CSV with both. With a column, the rows of the input get two more columns, `v1_id` and
 * `v2_id`; a row without an id keeps them empty.
 * @throws Error with the number of the row for a text that is no id; the rows before it are written
 */
export async function convertIds(
  source: Readable,
  { type, column }: ConvertOptions,
  target: NodeJS.WritableStream,
): Promise<void> {
  const rows = source.pipe(
    parse({ bom: true, skip_empty_lines: true, columns: column === undefined ? ['id'] : true }),
  );
  source.once('error', (error) => rows.destroy(error));
  const converted = Readable.from(convertRows(rows as AsyncIterable<Row>, column, type));
  await pipeline(converted, stringify({ header: true, escape_formulas: true }), target, { end: false });
}

async function* convertRows(
  rows: AsyncIterable<Row>,
  given: string | undefined,
  type: IdType | undefined,
): AsyncGenerator<Row, void> {
  const column = given ?? 'id';
  let number = 0;
  for await (const row of rows) {
    number++;
    const text = row[column];
    if (text === undefined) throw new Error(`The input has no column "${column}".`);
    const { v1, v2 } = pairOf(text.trim(), type, number);
    yield { ...(given === undefined ? {} : row), v1_id: v1, v2_id: v2 };
  }
}

function pairOf(text: string, type: IdType | undefined, number: number): Pair {
  if (text === '') return { v1: '', v2: '' };
  try {
    return convertId(text, type);
  } catch (error) {
    throw new Error(`Row ${number}: ${(error as Error).message}`, { cause: error });
  }
}
