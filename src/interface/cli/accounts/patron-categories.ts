import { Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { PatronCategoryService } from '../../../application/accounts/categories/patron-category-service.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';

/** Lists the known categories of patrons, or adds one. */
@injectable()
class PatronCategoriesCommand implements CommandHandler {
  constructor(@inject(PatronCategoryService) private readonly categories: PatronCategoryService) {}

  /** @throws Error for a text that cannot be a code */
  async run({ add: code }: { readonly add?: string }): Promise<void> {
    if (code === undefined) return say((await this.categories.all()).join('\n'));
    say(
      (await this.categories.add(code))
        ? `Patrons can now be of the category ${code}.`
        : `${code} is known already.`,
    );
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export const patronCategories: CliCommand = {
  declare: () =>
    new Command('patron-categories')
      .description('List the categories of patrons that the library knows, or add one.')
      .option('--add <code>', 'the new category, such as teacher'),
  handler: PatronCategoriesCommand,
};
