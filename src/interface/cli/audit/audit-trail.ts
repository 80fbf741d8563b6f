import { Command, Option } from 'commander';
import { inject, injectable } from 'tsyringe';
import { AuditExport } from '../../../application/audit/audit-export.js';
import type { CliCommand, CommandHandler } from '../kernel/cli-command.js';
import { formats, writeLines, type Format } from './audit-lines.js';
import { readFilter, type FilterOptions } from './read-filter.js';

interface Options extends FilterOptions {
  readonly format: Format;
}

/** Writes the audit trail to standard output. */
@injectable()
class AuditTrail implements CommandHandler {
  constructor(@inject(AuditExport) private readonly trail: AuditExport) {}

  /** @throws Error for a malformed option, before anything is written */
  async run({ format, ...filter }: Options): Promise<void> {
    await writeLines(this.trail.events(readFilter(filter)), format, process.stdout);
  }
}

export const auditTrail: CliCommand = {
  declare: () =>
    new Command('audit')
      .description('Write the audit trail to standard output, oldest event first. The ids are those of /v1.')
      .addOption(
        new Option('--format <format>', 'JSON lines or CSV').choices([...formats]).default(formats[0]),
      )
      .option('--actor <id>', 'only events that this account caused')
      .option('--subject <type:id>', 'only events about this object, such as patron:3 or loan:7')
      .option('--action <action>', 'only events with this action, such as accounts.sign_in_failed')
      .option('--from <time>', 'only events at this time or later; a date means midnight UTC')
      .option('--before <time>', 'only events before this time'),
  handler: AuditTrail,
};
