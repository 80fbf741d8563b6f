import { Command } from 'commander';
import { configOrExit } from './composition/process/config-or-exit.js';
import { databaseCommands } from './composition/commands/database-commands.js';
import { featureCommands } from './composition/commands/feature-commands.js';
import { idsCommand } from './composition/commands/ids-command.js';
import { messageOf } from './composition/process/message-of.js';
import { replayCommand } from './composition/commands/replay-command.js';
import { serviceCommands } from './composition/commands/service-commands.js';

/** The command line: everything that is neither the web process nor the worker. */
const config = configOrExit();
const program = new Command('shelflife').description('Commands to operate the library.').showHelpAfterError();
serviceCommands(program, config);
databaseCommands(program, config);
replayCommand(program, config);
idsCommand(program);
await featureCommands(program, config);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  // Exits at once, because interrupted work may still be running.
  process.exit(1);
}
