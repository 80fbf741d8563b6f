import { importFields, type ImportField } from '../../../../application/catalogue/import/import-row.js';

/** Field of a book → header of its column. */
export type Columns = ReadonlyMap<ImportField, string>;

/**
 * Parses `title=title,contributors=authors`.
 * @throws Error that names the mistake and the known fields
 */
export function readColumns(text: string): Columns {
  const columns = new Map<ImportField, string>();
  for (const part of text.split(',')) {
    const [name = '', ...rest] = part.split('=');
    const field = fieldCalled(name.trim());
    const header = rest.join('=').trim();
    if (header === '') throw new Error(`--columns: "${part.trim()}" names no column; write ${field}=HEADER.`);
    if (columns.has(field)) throw new Error(`--columns: ${field} is given twice.`);
    columns.set(field, header);
  }
  if (!columns.has('title'))
    throw new Error('--columns: a column for title is required; write title=HEADER.');
  return columns;
}

function fieldCalled(name: string): ImportField {
  const field = importFields.find((known) => known === name);
  if (field) return field;
  throw new Error(`--columns: there is no field "${name}". The fields are ${importFields.join(', ')}.`);
}
