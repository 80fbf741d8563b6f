import { Command } from 'commander';
import { inject, injectable, type InjectionToken } from 'tsyringe';
import type { KnownCodeService } from '../../../application/kernel/known-codes/known-code-service.js';
import type { CliCommand, CommandHandler } from './cli-command.js';

/** What a command says about its codes. */
interface Words {
  readonly name: string;
  /** In the plural: "kinds of copies". */
  readonly codes: string;
  readonly option: string;
  /** Before the code that was added: "Copies can now be of the kind". */
  readonly added: string;
}

/** A command that lists the known codes, or adds one. */
export function knownCodesCommand(service: InjectionToken<KnownCodeService>, words: Words): CliCommand {
  @injectable()
  class KnownCodesHandler implements CommandHandler {
    constructor(@inject(service) private readonly known: KnownCodeService) {}

    /** @throws Error for a text that cannot be a code */
    async run({ add: code }: { readonly add?: string }): Promise<void> {
      if (code === undefined) return say((await this.known.all()).join('\n'));
      say((await this.known.add(code)) ? `${words.added} ${code}.` : `${code} is known already.`);
    }
  }
  return {
    declare: () =>
      new Command(words.name)
        .description(`List the ${words.codes} that the library knows, or add one.`)
        .option('--add <code>', words.option),
    handler: KnownCodesHandler,
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
