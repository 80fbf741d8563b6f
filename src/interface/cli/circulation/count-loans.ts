import { Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { LoanCountService } from '../../../application/circulation/statistics/loan-count-service.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';

/** Corrects the numbers of loans by book, and the barcodes in loans, after the tables were changed by hand. */
@injectable()
class CountLoans implements CommandHandler {
  constructor(@inject(LoanCountService) private readonly counts: LoanCountService) {}

  async run(): Promise<void> {
    const { counts, barcodes } = await this.counts.recount();
    process.stdout.write(`Counts corrected: ${counts}\nBarcodes corrected: ${barcodes}\n`);
  }
}

export const countLoans: CliCommand = {
  declare: () =>
    new Command('count-loans').description(
      'Count the loans of each book again and correct the barcodes in them, also while loans go on.',
    ),
  handler: CountLoans,
};
