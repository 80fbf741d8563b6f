import { filled, type FieldFault } from '../../../../domain/kernel/field-fault.js';
import type { FormOptions } from './form-options.js';

/** What an import depends on: its file, and how the file is to be read. */
export type ImportPart = 'file' | 'copies' | keyof FormOptions;

/** An import cannot begin: an option is wrong, or the file cannot be read. Nothing was stored. */
export class ImportFault extends Error {
  constructor(
    readonly part: ImportPart,
    readonly fault: FieldFault,
  ) {
    super(filled(fault.message, { ...fault.parameters, field: part }));
    this.name = 'ImportFault';
  }
}

/** What can be wrong with a file as a whole. They stand here, because they are translated. */
export const fileFaults = {
  noFile: '{{field}} is not a file. It is read twice, so it has to be one.',
  empty: '{{field}} is empty. Its first line should name the columns.',
  header: '{{field}}: the header cannot be read. {{why}}',
  noColumn: '{{field}} has no column "{{column}}". It has {{found}}.',
  doubled: '{{field}} has {{number}} columns called "{{name}}".',
  encoding:
    '{{field}} is not valid UTF-8, and its encoding is not clear. Name the encoding, for example windows-1252, windows-1250, windows-1251, shift_jis or gbk; a dry run shows how the rows are read.',
} as const;
