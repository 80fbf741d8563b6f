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
