import type { Command } from 'commander';
import { type InjectionToken } from 'tsyringe';

/** What a command does, as a class that gets its services injected. */
export interface CommandHandler {
  /** Gets the arguments and then the options, as the declaration describes them. */
  run(...given: readonly unknown[]): Promise<void>;
}

/** A command of the command line. Its handler is made, and the database joined, only when the command runs. */
export interface CliCommand {
  /** Name, description, arguments and options. */
  declare(): Command;
  readonly handler: InjectionToken<CommandHandler>;
}
