import type { FileForm, NamesForm } from './columns.js';
import { presets } from './presets.js';
import { readColumns } from './read-columns.js';

/** The options that say how a file is to be read. */
export interface FormOptions {
  readonly columns?: readonly string[];
  readonly from?: string;
  readonly names?: string;
  readonly namesSeparator?: string;
}

/**
 * The form of a file by its program, by its columns, or by both: then a column that is named replaces that of the
 * program.
 * @throws Error that names the mistake
 */
export function chooseForm({ columns = [], from, names, namesSeparator }: FormOptions): FileForm {
  const preset: FileForm = from === undefined ? { columns: new Map() } : presetCalled(from);
  const all = new Map([...preset.columns, ...readColumns(columns)]);
  if (columns.length === 0 && from === undefined)
    throw new Error('Name the columns with --columns, or the program that wrote the file with --from.');
  if (!all.has('title')) throw new Error('--columns: a column for title is required; write title=HEADER.');
  return { ...preset, columns: all, names: namesForm(preset.names, names, namesSeparator) };
}

function namesForm(
  known: NamesForm | undefined,
  order: string | undefined,
  separator: string | undefined,
): NamesForm {
  if (order !== undefined && order !== 'inverted' && order !== 'direct')
    throw new Error('--names must be inverted, for "Berg, Mia", or direct, for "Mia Berg".');
  if (separator === '') throw new Error('--names-separator must not be empty.');
  return {
    ...known,
    inverted: order === undefined ? (known?.inverted ?? false) : order === 'inverted',
    ...(separator !== undefined && { separator }),
  };
}

function presetCalled(name: string): FileForm {
  const preset = presets.get(name.toLowerCase());
  if (preset) return preset;
  throw new Error(`--from: "${name}" is not known. Known are ${[...presets.keys()].join(', ')}.`);
}
