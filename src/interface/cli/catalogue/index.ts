import type { CliCommand } from '../kernel/cli-command.js';
import { countBooks } from './count-books.js';
import { importBooks } from './import-books.js';
import { copyKinds } from './copy-kinds.js';

export const commands: readonly CliCommand[] = [copyKinds, countBooks, importBooks];
