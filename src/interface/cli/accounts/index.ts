import { checkAddresses } from './check-addresses.js';
import { createAdmin } from './create-admin.js';
import { keepHistory } from './keep-history.js';
import { patronCategories } from './patron-categories.js';
import { resetSecondFactor } from './reset-second-factor.js';
import type { CliCommand } from '../kernel/cli-command.js';

export const commands: readonly CliCommand[] = [
  checkAddresses,
  createAdmin,
  keepHistory,
  patronCategories,
  resetSecondFactor,
];
