import type { CliCommand } from '../kernel/cli-command.js';
import { importBooks } from './import-books.js';

export const commands: readonly CliCommand[] = [importBooks];
