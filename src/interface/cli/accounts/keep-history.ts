import { Argument, Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { PatronService } from '../../../application/accounts/patron-service.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';

/** Nobody's loans are kept under their name without their wish, and only for as long as they wish it. */
@injectable()
class KeepHistory implements CommandHandler {
  constructor(@inject(PatronService) private readonly patrons: PatronService) {}

  /** @throws Refusal `accounts.patron_not_found` */
  async run(card: string, answer: 'yes' | 'no'): Promise<void> {
    await this.patrons.keepHistory(card, answer === 'yes');
    process.stdout.write(
      answer === 'yes'
        ? `The closed loans of card ${card} stay theirs.\n`
        : `The closed loans of card ${card} are forgotten when their time is over.\n`,
    );
  }
}

export const keepHistory: CliCommand = {
  declare: () =>
    new Command('keep-history')
      .description('Note whether a patron wants their closed loans to stay theirs.')
      .argument('<card>', 'number of their card')
      .addArgument(new Argument('<answer>', 'their wish').choices(['yes', 'no'])),
  handler: KeepHistory,
};
