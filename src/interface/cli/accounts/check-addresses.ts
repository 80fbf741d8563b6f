import { Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import {
  AddressService,
  type AddressHolders,
} from '../../../application/accounts/credentials/address-service.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';

/** Reports accounts of older releases whose addresses are two forms of one address, or are stored in another form. */
@injectable()
class CheckAddresses implements CommandHandler {
  constructor(@inject(AddressService) private readonly addresses: AddressService) {}

  /** @throws Error when several accounts have one address, after everything was reported */
  async run({ rewrite = false }: { readonly rewrite?: boolean }): Promise<void> {
    const { doubles, misspelt, unusable } = await this.addresses.review();
    for (const { address, holders } of doubles)
      say(`${address} has several accounts: ${holders.map(({ cardNumber }) => cardNumber).join(', ')}`);
    for (const { cardNumber, email } of unusable)
      say(`${cardNumber} has no valid address: ${escaped(email)}`);
    await this.report(misspelt, rewrite);
    if (doubles.length > 0)
      throw new Error('Let each of these people decide which account to keep, and close the others.');
  }

  private async report(misspelt: readonly AddressHolders[], rewrite: boolean): Promise<void> {
    if (misspelt.length === 0) return say('No other address has to be rewritten.');
    if (!rewrite) return say(`Addresses to be rewritten with --rewrite: ${misspelt.length}`);
    let count = 0;
    for (const each of misspelt) if (await this.addresses.rewrite(each)) count += 1;
    say(`Addresses rewritten: ${count}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Shows invisible characters as JSON escapes them. */
function escaped(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[^ -~]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

export const checkAddresses: CliCommand = {
  declare: () =>
    new Command('check-addresses')
      .description(
        'Find accounts whose e-mail addresses are forms of one address. Exit with 1 while there are any.',
      )
      .option(
        '--rewrite',
        'store the addresses of other accounts in the form in which addresses are compared',
      ),
  handler: CheckAddresses,
};
