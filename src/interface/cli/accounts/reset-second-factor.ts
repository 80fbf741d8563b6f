import { Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { SecondFactorRemoval } from '../../../application/accounts/second-factor/second-factor-removal.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';

interface Options {
  readonly email: string;
}

/** Removes a lost second factor. An admin does this for others; the last admin has nobody to ask. */
@injectable()
class ResetSecondFactor implements CommandHandler {
  constructor(@inject(SecondFactorRemoval) private readonly removal: SecondFactorRemoval) {}

  /** @throws Refusal `accounts.patron_not_found` */
  async run({ email }: Options): Promise<void> {
    await this.removal.resetByEmail(email);
    process.stdout.write(
      `${email} has no second factor any more, and all its tokens have ended. The account can sign in once without one.\n`,
    );
  }
}

export const resetSecondFactor: CliCommand = {
  declare: () =>
    new Command('reset-second-factor')
      .description('Remove the lost second factor of an account, and end all its tokens.')
      .requiredOption('--email <address>', 'e-mail address of the account'),
  handler: ResetSecondFactor,
};
