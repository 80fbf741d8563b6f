import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { copyVersion } from './copy-version.js';
import { planField } from './features/add-field.js';
import { readFeature } from './spec/feature.js';
import { planFeature } from './features/make-feature.js';
import { planRemoval } from './features/remove-feature.js';
import { ownTemplates, templatePaths } from './rendering/templates.js';
import { writeAll } from './features/write-all.js';
import { removeVersion } from './versions.js';

const root = process.cwd();

/** Generates source files for developers. Runs at the root of the project. */
const program = new Command('generate').description('Generate or remove source files.').showHelpAfterError();
program
  .command('feature <name> <fields...>')
  .description(
    'Create a feature with all its files: feature announcements title:text! body:text? pinned:boolean=false',
  )
  .option('--versions <list>', 'the majors that show it: v2, or v1,v2', 'v2')
  .option('--dry-run', 'list the files, and write nothing')
  .action(makeFeature);
program
  .command('field <what> <field>')
  .description('Add a field to what was generated, or to book, copy or patron: field book edition:text?')
  .option('--dry-run', 'list the files, and write nothing')
  .action(async (what: string, field: string, { dryRun = false }: { readonly dryRun?: boolean }) => {
    const files = await planField(root, what, field, new Date());
    if (files.size === 0) return print(`${what} has the field ${field} already. Nothing was changed.`);
    print([...files.keys()].toSorted().join('\n'));
    if (dryRun) return print('Nothing was written.');
    writeAll(root, files);
    freeze();
    return print('The field was added.');
  });
program
  .command('template [paths...]')
  .description(
    'List the templates, or copy some into templates/, where they take precedence: template src/domain',
  )
  .action((paths: readonly string[]) => {
    if (paths.length === 0) return print(templatePaths(root).join('\n'));
    const own = ownTemplates(root, paths);
    writeAll(root, own);
    return print([...own.keys()].join('\n'));
  });
program
  .command('version <name>')
  .description('Create the next major, for example v3, as a copy of the newest one.')
  .action(async (name: string) => {
    const files = await copyVersion(root, majorOf(name));
    print(files.join('\n'));
    freeze(name);
    print(`Restart the service to serve ${name}.`);
  });
program
  .command('remove <name>')
  .description(
    'Remove a feature that was generated, or a major such as v3: its code, its tests and its contracts.',
  )
  .action((name: string) => {
    if (/^v\d/.test(name)) removeVersion(root, majorOf(name));
    else removeFeature(name);
    print(`${name} was removed.`);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function makeFeature(
  name: string,
  fields: readonly string[],
  { versions, dryRun = false }: { readonly versions: string; readonly dryRun?: boolean },
): Promise<void> {
  const feature = readFeature(name, fields, versions);
  const plan = await planFeature(root, feature, new Date());
  if (plan.size === 0) return print(`${name} is there already, with these fields. Nothing was changed.`);
  print([...plan.keys()].toSorted().join('\n'));
  if (dryRun) return print('Nothing was written.');
  writeAll(root, plan);
  freeze(...feature.majors.map((major) => `v${major}`));
  print(`${name} was made. Run npm run check, or npm start to try it.`);
}

function removeFeature(name: string): void {
  const removal = planRemoval(root, name, new Date());
  writeAll(root, removal);
  freeze();
}

function majorOf(name: string): number {
  if (!/^v[1-9]\d{0,3}$/.test(name))
    throw new Error('The name of a version is a v and its number, for example v3.');
  return Number(name.slice(1));
}

/** Freezes the drafts. What is not released may still be removed with its contract. */
function freeze(...majors: readonly string[]): void {
  const { status } = spawnSync('npm', ['run', '-s', 'contract:freeze', '--', ...majors], {
    stdio: 'inherit',
  });
  if (status !== 0)
    throw new Error(
      'The files are written, but the contract could not be frozen: npm run contract:freeze does it.',
    );
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
