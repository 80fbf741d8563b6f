import { bounds } from '../../catalogue-rules.js';
import { fault, notOneOf } from '../../../../domain/kernel/field-fault.js';
import { isVisible } from '../../../../domain/kernel/text.js';
import type { FormOptions } from './form-options.js';
import { ImportFault } from './import-fault.js';
import type { FileForm, NamesForm } from './columns.js';
import { readDelimiter } from './delimiter.js';
import { encodingCalled } from './encodings.js';
import { presets } from './presets.js';
import { readColumns } from './read-columns.js';

/**
 * The form of a file by its program, by its columns, or by both: then a column that is named replaces that of the
 * program.
 * @throws ImportFault that names the mistake
 */
export function chooseForm(options: FormOptions): FileForm {
  const { columns = [], from, delimiter, encoding, names, namesSeparator } = options;
  const preset: FileForm = from === undefined ? { columns: new Map() } : presetCalled(from);
  const all = new Map([...preset.columns, ...readColumns(columns)]);
  if (columns.length === 0 && from === undefined)
    throw new ImportFault('columns', fault('missing', 'Either {{field}} or from is required.'));
  if (!all.has('title'))
    throw new ImportFault(
      'columns',
      fault('missing', '{{field}}: a column for title is required; write title=HEADER.'),
    );
  return {
    ...preset,
    columns: all,
    names: namesForm(preset.names, names, namesSeparator),
    ...(delimiter !== undefined && { delimiter: readDelimiter(delimiter) }),
    ...(encoding !== undefined && { encoding: encodingCalled(encoding) }),
  };
}

/**
 * The number of copies of a new book whose row does not say it.
 * @throws ImportFault if it is not a whole number within the bounds
 */
export function readCopies(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= bounds.copies) return Number(text);
  const maximum = bounds.copies;
  const message = '{{field}} must be a whole number from 0 to {{maximum}}.';
  throw new ImportFault('copies', fault('wrong_format', message, { format: 'integer', maximum }));
}

function namesForm(
  known: NamesForm | undefined,
  order: string | undefined,
  separator: string | undefined,
): NamesForm {
  if (order !== undefined && order !== 'inverted' && order !== 'direct')
    throw new ImportFault('names', {
      ...notOneOf(['inverted', 'direct']),
      message: '{{field}} must be inverted, for "Berg, Mia", or direct, for "Mia Berg".',
    });
  if (separator !== undefined && !isVisible(separator))
    throw new ImportFault('namesSeparator', fault('blank', '{{field}} must not be blank'));
  return {
    ...known,
    inverted: order === undefined ? (known?.inverted ?? false) : order === 'inverted',
    ...(separator !== undefined && { separator }),
  };
}

function presetCalled(name: string): FileForm {
  const preset = presets.get(name.toLowerCase());
  if (preset) return preset;
  const allowed = [...presets.keys()];
  const message = '{{field}}: "{{name}}" is not known. Known are {{allowed}}.';
  throw new ImportFault('from', fault('not_one_of', message, { name, allowed }));
}
