import type { CliCommand } from '../kernel/cli-command.js';
import { auditTrail } from './audit-trail.js';

export const commands: readonly CliCommand[] = [auditTrail];
