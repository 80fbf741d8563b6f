import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature } from '../spec/feature.js';
import { numberOf } from './shared-lists.js';
import { pascal } from '../spec/words.js';

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

/** What a reference may lead to: the library of the contract scenarios has rows of these, and of nothing generated. */
const referable: ReadonlySet<string> = new Set(['catalogue.book', 'catalogue.copy']);

/** @throws Error when a reference leads to nothing that can be referred to */
export function refuseUnknownTargets({ fields }: Feature): void {
  for (const { target } of fields) {
    if (!target) continue;
    const what = `${target.feature}.${target.entity}`;
    if (what === 'accounts.patron')
      throw new Error(
        'What refers to a patron belongs to their export and goes with their account: ' +
          'make the feature without it, and add it by hand as src/infrastructure/notices/bridges.ts does.',
      );
    if (!referable.has(what))
      throw new Error(`${what} cannot be referred to. What can: ${[...referable].join(', ')}.`);
  }
}
