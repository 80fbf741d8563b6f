import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature } from './feature.js';
import { numberOf } from './shared-lists.js';
import { pascal, snake } from './words.js';

/** Where the folders of features are. */
const homes = 'src/{domain,application,infrastructure,interface/*}';

/** @throws Error when something has the name of the feature, or of its entity, already */
export function refuseNameInUse(root: string, { name, entity }: Feature): void {
  const Entity = pascal(entity);
  const uses: readonly (readonly [what: string, files: string, pattern: RegExp])[] = [
    ['a table', 'migrations/*.ts', new RegExp(`create table (?:if not exists )?(?:${entity}|${name})\\b`)],
    ['a path', 'src/interface/v*/**/*-routes.ts', new RegExp(`path: '/${name}['/]`)],
    [
      'a shape',
      'src/interface/v*/**/*.ts',
      new RegExp(`export (?:class|const|interface) (?:New)?${Entity}(?:List|Patch|V1)?\\b`),
    ],
  ];
  if (globSync(`${homes}/${name}`, { cwd: root }).length > 0)
    throw new Error(`The name ${name} is in use: there is such a folder.`);
  if (numberOf(root, entity) !== undefined)
    throw new Error(`The name ${entity} is in use: there are such ids.`);
  for (const [what, files, pattern] of uses) {
    const used = globSync(files, { cwd: root }).find((file) =>
      pattern.test(readFileSync(join(root, file), 'utf8')),
    );
    if (used !== undefined)
      throw new Error(`The name ${name} is in use: ${used} has ${what} with this name.`);
  }
}

/** @throws Error when a reference leads to nothing that can be referred to */
export function refuseUnknownTargets(root: string, { name, fields }: Feature): void {
  for (const { target } of fields) {
    if (!target) continue;
    const { feature, entity } = target;
    const what = `${feature}.${entity}`;
    if (feature === name) throw new Error(`${what} is a reference of the feature to itself. Add it by hand.`);
    if (what === 'accounts.patron')
      throw new Error(
        'What refers to a patron belongs to their export and goes with their account: ' +
          'make the feature without it, and add it by hand as src/infrastructure/notices/bridges.ts does.',
      );
    if (!isKnown(root, feature, entity))
      throw new Error(`There is no ${what} that could be referred to by its id.`);
  }
}

/** Whether a feature shows something by its id, in a table of that name. */
function isKnown(root: string, feature: string, entity: string): boolean {
  const queries = join(root, `src/application/${feature}/${snake(entity).replaceAll('_', '-')}-queries.ts`);
  return (
    numberOf(root, entity) !== undefined &&
    existsSync(queries) &&
    /^ {2}view\(id: number\)/m.test(readFileSync(queries, 'utf8'))
  );
}
