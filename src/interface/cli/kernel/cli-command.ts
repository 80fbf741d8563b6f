import type { Command } from 'commander';
import { type InjectionToken } from 'tsyringe';

/** Runs a command, with injected services. */
export interface CommandHandler {
  /** Receives the arguments and then the options, as declared. */
  run(...given: readonly unknown[]): Promise<void>;
}

/** A command of the command line. Its handler is created, and the database connected, only when the command runs. */
export interface CliCommand {
  /** Name, description, arguments and options. */
  declare(): Command;
  readonly handler: InjectionToken<CommandHandler>;
}
