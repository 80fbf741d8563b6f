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
    .option('--major <n>', 'the major version', '1')
    .option('--minor <n>', 'the minor version (default: the newest)')
    .option('--out <file>', 'write to a file instead of standard output')
    .action(async ({ major, minor, out }: { major: string; minor?: string; out?: string }) => {
      const text = `${JSON.stringify(await documentOf(config, Number(major), minor), null, 2)}\n`;
      if (out === undefined) process.stdout.write(text);
      else await writeFile(out, text);
    });
}

/** Needs no database, because the document is derived from the declarations. */
async function documentOf(config: Config, major: number, minor: string | undefined): Promise<object> {
  const service = await bootstrap({
    ...config,
    databaseUrl: config.databaseUrl ?? 'postgresql://nobody@localhost/none',
  });
  try {
    const mounted = service.versions.find(({ version }) => version.major === major);
    if (!mounted) throw new Error(`There is no major ${major}.`);
    return atAddress(openApiDocument(mounted.version, mounted.routes, minor), config.publicUrl);
  } finally {
    await service.close();
  }
}
