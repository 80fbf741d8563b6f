import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { copyVersion } from './copy-version.js';
import { removeVersion } from './versions.js';

/** Writes source files, for developers; run at the root of the project. */
const program = new Command('generate').description('Make what would else be typed.').showHelpAfterError();
program
  .command('version <name>')
  .description('Make the next major, for example v3, as a copy of the newest one.')
  .action(async (name: string) => {
    const files = await copyVersion(process.cwd(), majorOf(name));
    print(files.join('\n'));
    freeze(name);
    print(`${name} answers as soon as the service is started again.`);
  });
program
  .command('remove <name>')
  .description('Take a major away: its code, its tests, its promises.')
  .action((name: string) => {
    removeVersion(process.cwd(), majorOf(name));
    print(`${name} is gone.`);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function majorOf(name: string): number {
  if (!/^v[1-9]\d{0,3}$/.test(name)) throw new Error('The name of a version is a v and its number: v3.');
  return Number(name.slice(1));
}

/** What a version promises is frozen when it begins: what is promised to nobody yet may be removed with it. */
function freeze(name: string): void {
  const { status } = spawnSync('npm', ['run', '-s', 'contract:freeze', '--', name], { stdio: 'inherit' });
  if (status !== 0) throw new Error('Its contract could not be frozen.');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
