import { Command } from 'commander';
import { isEmail } from 'class-validator';
import { inject, injectable } from 'tsyringe';
import { PatronService } from '../../../application/accounts/patron-service.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';
import { readSecret } from '../kernel/read-secret.js';

interface Options {
  readonly email: string;
  readonly username: string;
}

/** Creates an account with the role admin. Only an admin can change roles, so the first one is created here. */
@injectable()
class CreateAdmin implements CommandHandler {
  constructor(@inject(PatronService) private readonly patrons: PatronService) {}

  /** @throws Error for invalid input; Refusal `accounts.email_taken` */
  async run({ email, username }: Options): Promise<void> {
    if (!isEmail(email)) throw new Error('--email must be an e-mail address.');
    if (username.trim() === '' || username.length > 100)
      throw new Error('--username has 1 to 100 characters.');
    const password = await readSecret('Password: ');
    if (password.length < 8 || password.length > 128) throw new Error('A password has 8 to 128 characters.');
    const id = await this.patrons.register({
      email,
      username,
      password,
      firstName: null,
      lastName: null,
      role: 'admin',
    });
    process.stdout.write(`Admin ${id} can log in as ${email}.\n`);
  }
}

export const createAdmin: CliCommand = {
  declare: () =>
    new Command('create-admin')
      .description(
        'Create an account with the role admin. The command asks for the password, or reads it from standard input.',
      )
      .requiredOption('--email <address>', 'e-mail address for the login')
      .option('--username <name>', 'username that others see', 'admin'),
  handler: CreateAdmin,
};
