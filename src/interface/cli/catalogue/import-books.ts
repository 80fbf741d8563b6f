import { Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { bounds } from '../../../application/catalogue/catalogue-rules.js';
import { chooseForm, readCopies } from '../../../application/catalogue/import/form/choose-form.js';
import { firstRows } from '../../../application/catalogue/import/form/first-rows.js';
import type { FormOptions } from '../../../application/catalogue/import/form/form-options.js';
import { presets } from '../../../application/catalogue/import/form/presets.js';
import { ImportFault } from '../../../application/catalogue/import/form/import-fault.js';
import { ImportFiles, type ImportFile } from '../../../application/catalogue/import/form/import-files.js';
import { importFields } from '../../../application/catalogue/import/import-row.js';
import { ImportService, type ImportWish } from '../../../application/catalogue/import/import-service.js';
import { filled } from '../../../domain/kernel/field-fault.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';
import { showProgress } from './import-progress.js';
import { openReport } from './import-report.js';
import { ImportTally } from './import-tally.js';
import { showRows } from './first-rows.js';

interface Options extends FormOptions {
  readonly copies: string;
  readonly dryRun?: true;
  readonly report?: string;
}

/** Imports the books of a CSV file of any size. */
@injectable()
class ImportBooks implements CommandHandler {
  constructor(
    @inject(ImportService) private readonly service: ImportService,
    @inject(ImportFiles) private readonly files: ImportFiles,
  ) {}

  /**
   * Rows that cannot be imported are counted and reported. They do not make the command fail.
   * @throws Error if nothing can be imported, before anything was
   */
  async run(path: string, options: Options): Promise<void> {
    try {
      await this.import(path, options);
    } catch (error) {
      throw error instanceof ImportFault ? inTheTerminal(error, path) : error;
    }
  }

  private async import(path: string, options: Options): Promise<void> {
    const form = chooseForm(options);
    const wish = { copies: readCopies(options.copies), dryRun: options.dryRun === true };
    const file = await this.files.open(path, form);
    const rows = await file.rows();
    const report = options.report === undefined ? undefined : await openReport(options.report, path);
    announce(path, file, wish);
    if (wish.dryRun) print(showRows(await firstRows(await file.rows())));
    const tally = new ImportTally();
    const progress = showProgress(process.stderr, file.lines);
    try {
      await this.service.import(rows, wish, async (outcome) => {
        tally.add(outcome);
        progress.reach(outcome.line);
        await report?.add(outcome);
      });
    } finally {
      progress.stop();
      print(tally.toString());
      await report?.close();
    }
    if (tally.errors > 0)
      print(`Rows that were not imported: ${tally.errors}. ${whereToLook(options.report)}`);
  }
}

export const importBooks: CliCommand = {
  declare: () =>
    new Command('import')
      .description(
        'Import books from a file with one row for each book. A repeated import adds nothing twice.',
      )
      .argument('<file>', 'CSV or TSV file whose first line has the column names')
      .option(
        '--columns <field=header,...>',
        `column for each field, also in several options; fields: ${importFields.join(', ')}`,
        (text: string, before: readonly string[] | undefined) => [...(before ?? []), text],
      )
      .option('--from <program>', `program that wrote the file: ${[...presets.keys()].join(', ')}`)
      .option('--delimiter <character>', 'separator of the columns, if the header does not show it')
      .option('--encoding <name>', 'encoding of the file, such as utf-8, windows-1252 or shift_jis')
      .option('--names <order>', 'inverted for "Berg, Mia", direct for "Mia Berg"')
      .option('--names-separator <text>', 'text between two names of a cell')
      .option(
        '--copies <number>',
        `copies of a new book whose row does not say it, 0 to ${bounds.copies}`,
        '1',
      )
      .option('--dry-run', 'report what the import would change, and store nothing')
      .option('--report <file>', 'write a CSV file with the outcome of each row'),
  handler: ImportBooks,
};

/** The same fault, with the name of the option, or that of the file. */
function inTheTerminal({ part, fault: { message, parameters } }: ImportFault, path: string): Error {
  const option = `--${part.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  return new Error(filled(message, { ...parameters, field: part === 'file' ? path : option }));
}

function announce(path: string, { encoding, spare }: ImportFile, { dryRun }: ImportWish): void {
  if (spare !== undefined) print(`${path} is UTF-8 with some text in ${spare}; each is read as such.`);
  else if (encoding !== 'utf-8') print(`${path} is read as ${encoding}.`);
  if (dryRun) print('Dry run: nothing is stored.');
}

function whereToLook(report: string | undefined): string {
  return report === undefined ? 'Use --report FILE to get the reasons.' : `The reasons are in ${report}.`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
