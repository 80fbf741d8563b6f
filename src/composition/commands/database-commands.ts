import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Option, type Command } from 'commander';
import { isDeployed, type Config } from '../../../config/index.js';
import type { Migrations } from '../../infrastructure/kernel/migrations/migrations.js';
import { withDatabase } from '../database/development-database.js';
import { withMigrations } from '../database/migrating.js';
import { newMigration } from './new-migration.js';
import { seedLarge, seedStandard } from '../database/seeding.js';

const sizes = 'large: 100,000 books and 1,000,000 past loans';

/** Commands for the schema and its content. */
export function databaseCommands(program: Command, config: Config): void {
  const db = program.command('db').description('Manage the schema and the content of the database.');
  db.command('migrate')
    .description('Run the pending migrations.')
    .action(() => migrate(config));
  db.command('rollback')
    .description('Revert the newest migration.')
    .action(() => rollback(config));
  db.command('status')
    .description('List all migrations, executed and pending.')
    .action(() => status(config));
  db.command('create <name>')
    .description('Create a migration file, for example `circulation_holds`.')
    .action(create);
  db.command('seed')
    .description('Add the standard content that is missing.')
    .addOption(new Option('--size <size>', sizes).choices(['standard', 'large']).default('standard'))
    .action(({ size }: { size: string }) => seed(config, size));
  db.command('reset')
    .description('Delete all content, then migrate and seed.')
    .option('--yes', 'do not ask for confirmation')
    .action(({ yes }: { yes?: true }) => reset(config, yes === true));
}

function onSchema(config: Config, work: (migrations: Migrations) => Promise<void>): Promise<void> {
  return withDatabase(config, (provided) => withMigrations(provided, work));
}

function migrate(config: Config): Promise<void> {
  return onSchema(config, async (migrations) =>
    say(await migrations.up(), 'migrated', 'Nothing to migrate.'),
  );
}

function rollback(config: Config): Promise<void> {
  return onSchema(config, async (migrations) =>
    say(await migrations.down(), 'rolled back', 'Nothing to roll back.'),
  );
}

function status(config: Config): Promise<void> {
  return onSchema(config, async (migrations) => {
    const lines = (await migrations.state()).map(
      ({ name, executedAt }) => `${executedAt?.toISOString() ?? 'pending'.padEnd(24)}  ${name}`,
    );
    print(lines.join('\n'));
  });
}

async function create(name: string): Promise<void> {
  const { path, text } = newMigration(name, new Date());
  await writeFile(path, text, { flag: 'wx' });
  print(path);
}

async function seed(config: Config, size: string): Promise<void> {
  await withDatabase(config, size === 'large' ? seedLarge : seedStandard);
  print(`The ${size} content is in the database.`);
}

/** Always refused in staging and production, because it cannot be undone. */
async function reset(config: Config, yes: boolean): Promise<void> {
  if (isDeployed(config.name)) throw new Error(`The ${config.name} database cannot be reset.`);
  if (!yes && !(await confirmed())) return print('Nothing was changed.');
  await withDatabase(config, async (provided) => {
    await withMigrations(provided, async (migrations) => {
      await migrations.down({ to: 0 });
      await migrations.up();
    });
    await seedStandard(provided);
  });
  print('The database was reset.');
}

async function confirmed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Without a terminal the input ends, and the question alone would never be answered.
  const ended = once(terminal, 'close').then(() => '');
  try {
    const answer = terminal.question('All content will be lost. Type yes to continue: ');
    return (await Promise.race([answer, ended])) === 'yes';
  } finally {
    terminal.close();
  }
}

function say(names: readonly string[], what: string, nothing: string): void {
  print(names.length === 0 ? nothing : names.map((name) => `${what}  ${name}`).join('\n'));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
