import { raw, Sql } from 'sql-template-tag';
import type { Copy } from '../../domain/catalogue/copy.js';
import type { StoredFields } from '../kernel/transaction/stored-fields.js';

type Field = Exclude<StoredFields<Copy>, 'id'>;

interface Column {
  readonly name: string;
  readonly type: string;
  /** Whether it never changes. */
  readonly isFixed?: true;
}

/** The column of each field of a copy. The compiler finds a missing one. */
const columnOf: Readonly<Record<Field, Column>> = {
  bookId: { name: 'book_id', type: 'bigint', isFixed: true },
  barcode: { name: 'barcode', type: 'text' },
  kind: { name: 'kind', type: 'text' },
  status: { name: 'status', type: 'text' },
  callNumber: { name: 'call_number', type: 'text' },
  shelf: { name: 'shelf', type: 'text' },
  revision: { name: 'revision', type: 'integer' },
  createdAt: { name: 'created_at', type: 'timestamptz', isFixed: true },
};
const columns = Object.entries(columnOf) as readonly (readonly [Field, Column])[];
const changing = columns.filter(([, { isFixed }]) => !isFixed);

const listed = (write: (field: Field, column: Column) => string): string =>
  columns.map(([field, column]) => write(field, column)).join(', ');

/** The columns of a `Copy`, or of a `CopyView`, for a select from `copy`. A date is read as a text. */
export const copyColumns = raw(
  `copy.id, ${listed((field, { name, type }) => `copy.${name}${type === 'date' ? '::text' : ''} as "${field}"`)}`,
);

/** Inserts copies, and returns their ids in the given order. */
export function insertCopies(copies: readonly Copy[]): Sql {
  const [into, from] = [listed((_, { name }) => name), listed((field) => `"${field}"`)];
  const given = listed((field, { type }) => `"${field}" ${type}`);
  const parts = [
    `insert into copy (${into}) select ${from} from jsonb_to_recordset(`,
    `::jsonb) as given (${given}) returning id`,
  ];
  return new Sql(parts, [JSON.stringify(copies)]);
}

const assignments = changing.map(([, { name }], at) => `${at === 0 ? 'update copy set' : ','} ${name} = `);

/** Updates the columns of a copy that can change. */
export function updateCopy(copy: Copy): Sql {
  return new Sql([...assignments, ' where id = ', ''], [...changing.map(([field]) => copy[field]), copy.id]);
}
