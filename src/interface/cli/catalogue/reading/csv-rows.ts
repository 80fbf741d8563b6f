import type {
  ImportCells,
  ImportField,
  ImportNote,
  ImportRow,
} from '../../../../application/catalogue/import/import-row.js';
import { readRecords, type CsvRecord } from './csv-records.js';
import type { Columns } from '../columns/read-columns.js';
import { textOf, type SourceFile } from './source-file.js';

/** Field of a book → index of its cell in a record, from 0. */
type Places = ReadonlyMap<ImportField, number>;

/**
 * Opens the rows after the header. They are read lazily, and the caller must iterate to the end.
 * @throws Error if the header cannot be read, or a column is missing or duplicate
 */
export async function openRows(file: SourceFile, columns: Columns): Promise<AsyncIterable<ImportRow>> {
  const records = readRecords(textOf(file));
  try {
    const header = (await records.next()).value as CsvRecord | undefined;
    return rowsOf(records, placesIn(file.path, header, columns));
  } catch (error) {
    await records.return(undefined);
    throw error;
  }
}

function placesIn(path: string, header: CsvRecord | undefined, columns: Columns): Places {
  if (!header) throw new Error(`${path} is empty. Its first line should name the columns.`);
  if ('fault' in header) throw new Error(`${path}: the header cannot be read. ${header.fault}`);
  const names = header.cells;
  for (const name of columns.values()) {
    const count = names.filter((other) => other === name).length;
    if (count > 1) throw new Error(`${path} has ${count} columns called "${name}".`);
    if (count === 0)
      throw new Error(`${path} has no column "${name}". It has ${names.join(', ').slice(0, 500)}.`);
  }
  return new Map([...columns].map(([field, name]) => [field, names.indexOf(name)]));
}

async function* rowsOf(records: AsyncIterable<CsvRecord>, places: Places): AsyncGenerator<ImportRow> {
  for await (const record of records) yield 'fault' in record ? record : rowOf(record, places);
}

function rowOf(
  { line, cells, quotesKept }: Extract<CsvRecord, { cells: unknown }>,
  places: Places,
): ImportRow {
  const named: ImportCells = Object.fromEntries(
    [...places].map(([field, place]) => [field, cells[place] ?? '']),
  );
  return { line, cells: named, notes: quotesKept ? [quotesNote] : [] };
}

const quotesNote: ImportNote = {
  kind: 'quotes kept',
  text: 'Quotation marks inside an unquoted cell were taken literally.',
};
