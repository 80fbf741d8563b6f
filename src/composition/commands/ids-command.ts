import { Readable } from 'node:stream';
import { Option, type Command } from 'commander';
import { convertIds, idTypes, type ConvertOptions } from '../../interface/cli/kernel/convert-ids.js';

/** The command that converts stored ids of `/v1` to `/v2` and back. It needs no database. */
export function idsCommand(program: Command): void {
  program
    .command('ids [ids...]')
    .description(
      'Write ids of /v1 or /v2 as CSV with both. Without arguments, they are read from standard input.',
    )
    .addOption(new Option('--type <type>', 'what the numbers of /v1 are the ids of').choices([...idTypes]))
    .option('--column <name>', 'the input is CSV with a header, and the ids are in this column')
    .action((given: readonly string[], options: ConvertOptions) => {
      const source = given.length > 0 ? Readable.from([given.join('\n')]) : process.stdin;
      return convertIds(source, options, process.stdout);
    });
}
