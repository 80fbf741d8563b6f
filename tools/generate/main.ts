import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { copyVersion } from './copy-version.js';
import { removeVersion } from './versions.js';

/** Generates source files for developers. Runs at the root of the project. */
const program = new Command('generate').description('Generate or remove source files.').showHelpAfterError();
program
  .command('version <name>')
  .description('Create the next major, for example v3, as a copy of the newest one.')
  .action(async (name: string) => {
    const files = await copyVersion(process.cwd(), majorOf(name));
    print(files.join('\n'));
    freeze(name);
    print(`Restart the service to serve ${name}.`);
  });
program
  .command('remove <name>')
  .description('Remove a major: its code, its tests and its contracts.')
  .action((name: string) => {
    removeVersion(process.cwd(), majorOf(name));
    print(`${name} was removed.`);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function majorOf(name: string): number {
  if (!/^v[1-9]\d{0,3}$/.test(name))
    throw new Error('The name of a version is a v and its number, for example v3.');
  return Number(name.slice(1));
}

/** Freezes the contract of a new version at once. A version without clients may still be removed with its contract. */
function freeze(name: string): void {
  const { status } = spawnSync('npm', ['run', '-s', 'contract:freeze', '--', name], { stdio: 'inherit' });
  if (status !== 0) throw new Error('Its contract could not be frozen.');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
