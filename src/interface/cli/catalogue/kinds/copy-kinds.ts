import { Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { CopyKindService } from '../../../../application/catalogue/kinds/copy-kind-service.js';
import type { CliCommand, CommandHandler } from '../../kernel/cli-command.js';

/** Lists the known kinds of copies, or adds one. */
@injectable()
class CopyKindsCommand implements CommandHandler {
  constructor(@inject(CopyKindService) private readonly kinds: CopyKindService) {}

  /** @throws Error for a text that cannot be a code */
  async run({ add: code }: { readonly add?: string }): Promise<void> {
    if (code === undefined) return say((await this.kinds.all()).join('\n'));
    say(
      (await this.kinds.add(code)) ? `Copies can now be of the kind ${code}.` : `${code} is known already.`,
    );
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export const copyKinds: CliCommand = {
  declare: () =>
    new Command('copy-kinds')
      .description('List the kinds of copies that the library knows, or add one.')
      .option('--add <code>', 'the new kind, such as audiobook'),
  handler: CopyKindsCommand,
};
