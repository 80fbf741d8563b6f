import { injectable } from 'tsyringe';
import type { FileForm } from '../../../application/catalogue/import/form/columns.js';
import type { ImportFile, ImportFiles } from '../../../application/catalogue/import/form/import-files.js';
import { openRows } from './csv-rows.js';
import { surveyFile } from './source-file.js';

/** Files of comma-separated values, also with other separators. */
@injectable()
export class CsvImportFiles implements ImportFiles {
  async open(path: string, form: FileForm): Promise<ImportFile> {
    const file = await surveyFile(path, form.encoding);
    return { ...file, rows: () => openRows(file, form) };
  }
}
