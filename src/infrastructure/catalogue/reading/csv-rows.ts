import type {
  ImportCells,
  ImportField,
  ImportRow,
} from '../../../application/catalogue/import/import-row.js';
import { fileFaults, ImportFault } from '../../../application/catalogue/import/form/import-fault.js';
import { inEnglish } from '../../../domain/kernel/sentence.js';
import { rowSentences } from '../../../application/catalogue/import/form/row-sentences.js';
import { fault, type FieldFault } from '../../../domain/kernel/field-fault.js';
import { beginningOf } from '../../../domain/kernel/text.js';
import type { FileForm } from '../../../application/catalogue/import/form/columns.js';
import { readRecords, type CsvRecord } from './csv-records.js';
import { delimiterOf } from './delimiter.js';
import { linesOf, type SourceFile } from './source-file.js';

/** A field and the indexes of its cells in a record, from 0. */
interface Place {
  readonly field: ImportField;
  readonly cells: readonly number[];
  readonly all: boolean;
}

interface Places {
  readonly fields: readonly Place[];
  /** Index of the cell that tells whether a row is a book. */
  readonly only: number;
}

type Record = Extract<CsvRecord, { cells: unknown }>;

/**
 * Opens the rows after the header. They are read lazily, and the caller must iterate to the end.
 * @throws ImportFault if the header cannot be read, or a column is missing or duplicate
 */
export async function openRows(file: SourceFile, form: FileForm): Promise<AsyncIterable<ImportRow>> {
  const wanted = new Set([...form.columns.values()].flatMap(({ headers }) => headers));
  const records = readRecords(
    linesOf(file),
    (header, hint) => form.delimiter ?? hint ?? delimiterOf(header, wanted),
  );
  try {
    const header = (await records.next()).value as CsvRecord | undefined;
    return rowsOf(records, placesIn(header, form), form);
  } catch (error) {
    await records.return(undefined);
    throw error;
  }
}

function placesIn(header: CsvRecord | undefined, { columns, only }: FileForm): Places {
  if (!header) throw unreadable(fileFaults.empty);
  if ('fault' in header) {
    throw unreadable(fileFaults.header, { why: inEnglish(header.fault) });
  }
  const names = header.cells;
  const fields = [...columns].flatMap(([field, column]) => {
    const cells = column.headers.flatMap((name) => placeOf(names, name, column.anyCase));
    if (cells.length > 0) return { field, cells, all: column.all ?? false };
    if (column.optional) return [];
    throw unreadable(fileFaults.noColumn, {
      column: column.headers.join('" or "'),
      found: beginningOf(names.join(', '), 500),
    });
  });
  return { fields, only: only === undefined ? -1 : names.indexOf(only.header) };
}

function unreadable(message: string, parameters?: FieldFault['parameters']): ImportFault {
  return new ImportFault('file', fault('unreadable', message, parameters));
}

/** The index of a column. One that a person names must not be there twice. */
function placeOf(names: readonly string[], name: string, anyCase = false): readonly number[] {
  const found = names.flatMap((other, at) =>
    other === name || (anyCase && other.toLowerCase() === name.toLowerCase()) ? at : [],
  );
  if (found.length > 1 && !anyCase) throw unreadable(fileFaults.doubled, { number: found.length, name });
  return found.slice(0, 1);
}

async function* rowsOf(
  records: AsyncIterable<CsvRecord>,
  places: Places,
  form: FileForm,
): AsyncGenerator<ImportRow> {
  for await (const record of records) yield 'fault' in record ? record : rowOf(record, places, form);
}

function rowOf({ line, cells, notes }: Record, { fields, only }: Places, form: FileForm): ImportRow {
  const kind = cells[only];
  if (form.only && kind !== undefined && kind.toLowerCase() !== form.only.text) {
    const { header: name, text: expected } = form.only;
    const parameters = { name, value: beginningOf(kind, 60), expected };
    return { line, fault: { ...rowSentences.otherKind, parameters } };
  }
  const named: ImportCells = Object.fromEntries(
    fields.map(({ field, cells: at, all }) => {
      const texts = at.map((place) => textOf(cells[place] ?? '', field, form)).filter((text) => text !== '');
      return [field, all ? texts.join('\n') : (texts[0] ?? '')];
    }),
  );
  return { line, cells: named, notes, ...(form.names && { names: form.names }) };
}

function textOf(cell: string, field: ImportField, { blanks = [], cards = [] }: FileForm): string {
  if (blanks.includes(cell)) return '';
  return cards.includes(field) ? cell.replace(/(?<!\s)\s*[/:;=,]$/, '') : cell;
}
