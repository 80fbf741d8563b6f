import { fault } from '../../../../domain/kernel/field-fault.js';
import { ImportFault } from './import-fault.js';
import { importFields, type ImportField } from '../import-row.js';
import type { Column, Columns } from './columns.js';

/** A comma ends a header if a field follows: a header may have commas of its own. */
const pairEnd = /^,(?=[\w\s]*=|\s*$)/;

/**
 * Parses `title=title,contributors="Author (Last, First)"`, once or several times.
 * @throws ImportFault that names the mistake and the known fields
 */
export function readColumns(texts: readonly string[]): Columns {
  const columns = new Map<ImportField, Column>();
  for (const part of texts.flatMap(pairsIn)) {
    const [name = '', ...rest] = part.split('=');
    const field = fieldCalled(name.trim());
    const header = unquoted(rest.join('=').trim());
    if (header === '') throw noColumn(part.trim(), field);
    if (columns.has(field)) throw givenTwice(field);
    columns.set(field, { headers: [header] });
  }
  return columns;
}

/** Splits at commas that end a header, and not inside of quotation marks. */
function pairsIn(text: string): string[] {
  const pairs = [''];
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && pairEnd.test(text.slice(at))) pairs.push('');
    else pairs[pairs.length - 1] += character;
  }
  return pairs;
}

function unquoted(header: string): string {
  return /^".*"$/s.test(header) ? header.slice(1, -1).replaceAll('""', '"').trim() : header;
}

function fieldCalled(name: string): ImportField {
  const field = importFields.find((known) => known === name);
  if (field) return field;
  const message = '{{field}}: there is no field "{{name}}". The fields are {{allowed}}.';
  throw new ImportFault('columns', fault('not_one_of', message, { name, allowed: importFields }));
}

function noColumn(text: string, name: string): ImportFault {
  const message = '{{field}}: "{{text}}" names no column; write {{name}}=HEADER.';
  return new ImportFault('columns', fault('wrong_format', message, { text, name, format: 'field=header' }));
}

function givenTwice(name: string): ImportFault {
  return new ImportFault('columns', fault('repeated', '{{field}}: {{name}} is given twice.', { name }));
}
