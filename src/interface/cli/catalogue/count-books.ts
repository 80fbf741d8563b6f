import { Command } from 'commander';
import { inject, injectable } from 'tsyringe';
import { BookMilestoneService } from '../../../application/catalogue/lists/book-milestone-service.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';

/** Counts the books anew, and lets the worker set the milestones of their lists again. */
@injectable()
class CountBooks implements CommandHandler {
  constructor(@inject(BookMilestoneService) private readonly milestones: BookMilestoneService) {}

  /** @throws Error while the worker works on them */
  async run(): Promise<void> {
    const result = await this.milestones.recount();
    if (!result) throw new Error('The worker is setting milestones. Run the command again.');
    const { before, counted } = result;
    const outcome =
      before === counted ? 'as kept' : before === null ? 'none were kept' : `${before} were kept`;
    process.stdout.write(`Books: ${counted}, ${outcome}\n`);
  }
}

export const countBooks: CliCommand = {
  declare: () =>
    new Command('count-books').description(
      'Count the books anew for the total of lists, and set the milestones of late pages again.',
    ),
  handler: CountBooks,
};
