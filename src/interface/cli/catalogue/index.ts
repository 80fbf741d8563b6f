import type { CliCommand } from '../kernel/cli-command.js';
import { importBooks } from './import-books.js';
import { copyKinds } from './copy-kinds.js';

export const commands: readonly CliCommand[] = [copyKinds, importBooks];
