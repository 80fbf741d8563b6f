import type { CliCommand } from '../kernel/cli-command.js';
import { countLoans } from './count-loans.js';

export const commands: readonly CliCommand[] = [countLoans];
