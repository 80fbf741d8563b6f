import { Command } from 'commander';
import { configOrExit } from './composition/process/config-or-exit.js';
import { databaseCommands } from './composition/commands/database-commands.js';
import { featureCommands } from './composition/commands/feature-commands.js';
import { messageOf } from './composition/process/message-of.js';
import { replayCommand } from './composition/commands/replay-command.js';
import { serviceCommands } from './composition/commands/service-commands.js';

/** Everything that is neither the web process nor the worker: for people at a terminal, and for tasks. */
const config = configOrExit();
const program = new Command('shelflife').description('The library, at a terminal.').showHelpAfterError();
serviceCommands(program, config);
databaseCommands(program, config);
replayCommand(program, config);
await featureCommands(program, config);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  // At once: work that was broken off may still be going on.
  process.exit(1);
}
