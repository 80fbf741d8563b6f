import { Argument, Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { PatronService } from '../../../application/accounts/patrons/patron-service.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';

/** Records whether a patron agrees that closed loans stay linked to them. Without consent they are made anonymous. */
@injectable()
class KeepHistory implements CommandHandler {
  constructor(@inject(PatronService) private readonly patrons: PatronService) {}

  /** @throws Refusal `accounts.patron_not_found` */
  async run(card: string, answer: 'yes' | 'no'): Promise<void> {
    await this.patrons.keepHistory(card, answer === 'yes');
    process.stdout.write(
      answer === 'yes'
        ? `The closed loans of card ${card} stay linked to the patron.\n`
        : `The closed loans of card ${card} are made anonymous after the retention period.\n`,
    );
  }
}

export const keepHistory: CliCommand = {
  declare: () =>
    new Command('keep-history')
      .description('Record whether closed loans of a patron stay linked to the patron.')
      .argument('<card>', 'card number of the patron')
      .addArgument(new Argument('<answer>', 'answer of the patron').choices(['yes', 'no'])),
  handler: KeepHistory,
};
