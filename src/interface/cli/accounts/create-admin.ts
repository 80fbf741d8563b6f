import { Command } from 'commander';
import { isEmail } from 'class-validator';
import { emailAddress } from '../../../domain/kernel/email-address.js';
import { inject, injectable } from 'tsyringe';
import { AdminInvitations } from '../../../application/accounts/staff/admin-invitations.js';
import { isPersonName } from '../../../domain/kernel/person-name.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';

interface Options {
  readonly email: string;
  readonly username: string;
}

/** Creates an account with the role admin. Only an admin can change roles, so the first one is created here. */
@injectable()
class CreateAdmin implements CommandHandler {
  constructor(@inject(AdminInvitations) private readonly invitations: AdminInvitations) {}

  /** @throws Error for invalid input; Refusal `accounts.email_taken` */
  async run({ email: typed, username }: Options): Promise<void> {
    const email = emailAddress(typed) ?? '';
    if (!isEmail(email)) throw new Error('--email must be an e-mail address.');
    if (username.trim() === '' || username.length > 100)
      throw new Error('--username has 1 to 100 characters.');
    if (!isPersonName(username)) throw new Error('--username must not contain a link or control characters.');
    const invitation = await this.invitations.invite({ email, username });
    process.stdout.write(
      invitation.mailed
        ? `The worker mails ${email} a link to set the password. It works once, within 30 minutes.\n`
        : `Set the password of ${email} within 15 minutes. This link works once:\n${invitation.link}\n`,
    );
  }
}

export const createAdmin: CliCommand = {
  declare: () =>
    new Command('create-admin')
      .description(
        'Create an account with the role admin. A link to set its password is mailed, or printed without SMTP_URL.',
      )
      .requiredOption('--email <address>', 'e-mail address for the login')
      .option('--username <name>', 'username that others see', 'admin'),
  handler: CreateAdmin,
};
