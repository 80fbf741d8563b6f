import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { describe, type Config } from '../../../config/index.js';
import { atAddress } from '../../interface/documentation/openapi/at-address.js';
import { openApiDocument } from '../../interface/documentation/openapi/document.js';
import { bootstrap } from '../start/bootstrap.js';

/** Commands about the service itself. */
export function serviceCommands(program: Command, config: Config): void {
  program
    .command('config')
    .description('Print the effective configuration with masked secrets.')
    .action(() => {
      for (const [name, value] of Object.entries(describe(config)))
        process.stdout.write(`${name}=${value}\n`);
    });
  program
    .command('openapi')
    .description('Print the OpenAPI document of an API version.')
    .option('--api <name>', 'an API beside the majors, such as ops')
    .option('--major <n>', 'the major version', '1')
    .option('--minor <n>', 'the minor version (default: the newest)')
    .option('--out <file>', 'write to a file instead of standard output')
    .action(async ({ out, ...wanted }: Wanted & { out?: string }) => {
      const text = `${JSON.stringify(await documentOf(config, wanted), null, 2)}\n`;
      if (out === undefined) process.stdout.write(text);
      else await writeFile(out, text);
    });
}

/** The document that is asked for. */
interface Wanted {
  readonly api?: string;
  readonly major: string;
  readonly minor?: string;
}

/** Needs no database, because the document is derived from the declarations. */
async function documentOf(config: Config, { api, major, minor }: Wanted): Promise<object> {
  const service = await bootstrap({
    ...config,
    databaseUrl: config.databaseUrl ?? 'postgresql://nobody@localhost/none',
  });
  try {
    const apis = service[api === undefined ? 'versions' : 'standalone'];
    const space = api === undefined ? undefined : `/${api}`;
    const mounted = apis.find(({ version }) => version.space === space && version.major === Number(major));
    if (!mounted) throw new Error(`There is no major ${major}${api === undefined ? '' : ` of ${api}`}.`);
    return atAddress(openApiDocument(mounted.version, mounted.routes, minor), config.publicUrl);
  } finally {
    await service.close();
  }
}
