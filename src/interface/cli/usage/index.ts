import type { CliCommand } from '../kernel/cli-command.js';
import { lifecycle } from './lifecycle.js';

export const commands: readonly CliCommand[] = [lifecycle];
