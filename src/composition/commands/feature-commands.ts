import type { Command } from 'commander';
import type { Config } from '../../../config/index.js';
import type { CliCommand } from '../../interface/cli/kernel/cli-command.js';
import { allFeatures } from '../all-features.js';
import { bootstrap } from '../start/bootstrap.js';
import { withDatabase } from '../database/development-database.js';
import { loadCommands } from '../start/entry-points.js';
import { withoutPooler } from '../database/open-database.js';

/** Adds the commands of every feature. They work on the same database as the web process. */
export async function featureCommands(program: Command, config: Config): Promise<void> {
  for (const { name } of allFeatures) {
    for (const command of await loadCommands(name)) {
      program.addCommand(command.declare().action((...given: unknown[]) => run(command, config, given)));
    }
  }
}

/** The service is created for this run only, and closed after it. */
function run({ handler }: CliCommand, config: Config, given: readonly unknown[]): Promise<void> {
  return withDatabase(config, async (provided) => {
    const service = await bootstrap(withoutPooler(provided), [], 'jobs');
    try {
      await service.container.resolve(handler).run(...given);
    } finally {
      await service.close();
    }
  });
}
