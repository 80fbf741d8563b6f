import { Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { importFields } from '../../../application/catalogue/import/import-row.js';
import { ImportService, type ImportWish } from '../../../application/catalogue/import/import-service.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';
import { openRows } from './csv-rows.js';
import { showProgress } from './import-progress.js';
import { openReport } from './import-report.js';
import { ImportTally } from './import-tally.js';
import { readColumns } from './read-columns.js';
import { surveyFile, type SourceFile } from './source-file.js';

interface Options {
  readonly columns: string;
  readonly copies: string;
  readonly dryRun?: true;
  readonly report?: string;
}

const copiesMax = 100;

/** Takes in the books of a CSV file of any size. */
@injectable()
class ImportBooks implements CommandHandler {
  constructor(@inject(ImportService) private readonly service: ImportService) {}

  /**
   * Rows that could not be imported are counted and reported; they are no reason for the command to fail.
   * @throws Error for input that cannot be used at all: then nothing was imported
   */
  async run(path: string, options: Options): Promise<void> {
    const columns = readColumns(options.columns);
    const wish = { copies: readCopies(options.copies), dryRun: options.dryRun === true };
    const file = await surveyFile(path);
    const rows = await openRows(file, columns);
    const report = options.report === undefined ? undefined : await openReport(options.report, path);
    announce(file, wish);
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
    if (tally.errors > 0) print(`Rows that are no book: ${tally.errors}. ${whereToLook(options.report)}`);
  }
}

export const importBooks: CliCommand = {
  declare: () =>
    new Command('import')
      .description(
        'Take in books from a CSV file (UTF-8 or Windows-1252). To do it again adds nothing twice.',
      )
      .argument('<file>', 'the first line names its columns')
      .requiredOption(
        '--columns <field=header,...>',
        `which column says what; fields: ${importFields.join(', ')}`,
      )
      .option('--copies <number>', `copies of each new book, 0 to ${copiesMax}`, '1')
      .option('--dry-run', 'say what would be done, and store nothing')
      .option('--report <file>', 'write a CSV file with the outcome of each row'),
  handler: ImportBooks,
};

function readCopies(text: string): number {
  if (/^\d{1,3}$/.test(text) && Number(text) <= copiesMax) return Number(text);
  throw new Error(`--copies must be a whole number from 0 to ${copiesMax}.`);
}

function announce({ path, encoding }: SourceFile, { dryRun }: ImportWish): void {
  if (encoding === 'windows-1252') print(`${path} is not valid UTF-8; it is read as Windows-1252.`);
  if (dryRun) print('Dry run: nothing is stored.');
}

function whereToLook(report: string | undefined): string {
  return report === undefined ? 'With --report FILE you learn why.' : `${report} says why.`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
