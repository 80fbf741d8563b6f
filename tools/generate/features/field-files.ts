import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextDate } from './drafts.js';
import type { Feature } from '../spec/feature.js';
import type { Field } from '../spec/field.js';
import { viewOf } from '../rendering/field-view.js';
import { replaced } from '../rendering/source-text.js';
import { pascal, snake } from '../spec/words.js';

/** The migrations for a further column of a table that may be there: one, and one that checks the values of an enum. */
export function fieldMigration({ name, entity }: Feature, field: Field, date: string): Map<string, string> {
  const { column, columnType, fallback, enumValues, isEnum } = viewOf(field, entity, 2);
  const literal = fallback.startsWith("'") ? fallback.replaceAll("\\'", "''") : fallback;
  const whole = field.fallback === undefined ? columnType : `${columnType} default ${literal}`;
  const known = `${entity}_${column}_known`;
  const check = `,\n      add constraint ${known} check (${column} in (${enumValues})) not valid`;
  const first = migration(
    `${pascal(name)}${pascal(field.name)}`,
    `alter table ${entity} add column ${column} ${whole}${isEnum ? check : ''}`,
    `alter table ${entity} drop column ${column}`,
  );
  const files = new Map([[`migrations/${date}_${name}_${snake(field.name)}.ts`, first]]);
  if (!isEnum) return files;
  const second = migration(
    `${pascal(name)}${pascal(field.name)}Checked`,
    `alter table ${entity} validate constraint ${known}`,
    `alter table ${entity} drop constraint ${known},\n      add constraint ${known} check (${column} in (${enumValues})) not valid`,
  );
  return files.set(
    `migrations/${nextDate(date, new Date(0))}_${name}_${snake(field.name)}_checked.ts`,
    second,
  );
}

function migration(className: string, up: string, down: string): string {
  const add = (statement: string) => `    this.addSql(\`${statement.replaceAll('${', '\\${')}\`);\n`;
  return `import { Migration } from '@mikro-orm/migrations';

export class ${className} extends Migration {
  override up(): void {
${add(up)}  }

  override down(): void {
${add(down)}  }
}
`;
}

/**
 * The change of the draft minor that tells of the field: its module, and the index of the feature with it.
 * @param files those of which the texts are already planned
 * @throws Error when that index was changed where the change belongs
 */
export function fieldChange(
  root: string,
  { name, entity }: Feature,
  field: Field,
  { major, draft }: { readonly major: number; readonly draft: string },
  files: ReadonlyMap<string, string>,
): Map<string, string> {
  const { jsonName } = viewOf(field, entity, major);
  const Entity = pascal(entity);
  const [shown = '', added = '', changed = ''] =
    major === 1
      ? [`${Entity}V1`, `Add${Entity}Body`, `Revise${Entity}Body`]
      : [Entity, `New${Entity}`, `${Entity}Patch`];
  const home = `src/interface/v${major}/${name}`;
  const constant = `${entity}${pascal(field.name)}`;
  const module = `${entity}-${snake(field.name).replaceAll('_', '-')}`;
  const path = `${home}/index.ts`;
  const index = files.get(path) ?? readFileSync(join(root, path), 'utf8');
  const shapes = { shown, added, changed, jsonName };
  return new Map([
    [
      `${home}/changes/${draft}-${module}.ts`,
      changeText(entity, constant, { id: `v${major}-${module}`, draft }, shapes),
    ],
    [path, withChange(index, path, constant, `./changes/${draft}-${module}.js`)],
  ]);
}

/** The index of a feature with one change more. */
function withChange(index: string, path: string, constant: string, module: string): string {
  const imported = `$&import { ${constant} } from '${module}';\n`;
  const withImport = replaced(index, path, /^(?:import [^;]+;\n)+/m, imported);
  const listed = `export const changes = [$1, ${constant}];`;
  return replaced(withImport, path, /^export const changes = \[([^\]]+?),?\s*\];$/m, listed);
}

function changeText(
  entity: string,
  constant: string,
  { id, draft }: { readonly id: string; readonly draft: string },
  { shown, added, changed, jsonName }: Readonly<Record<'shown' | 'added' | 'changed' | 'jsonName', string>>,
): string {
  return `import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { fields } from '../../../kernel/declaration/additions.js';
import { ${added}, ${changed} } from '../${entity}-bodies.js';
import { ${shown} } from '../${entity}-shapes.js';

export const ${constant}: ContractChange = {
  id: '${id}',
  minor: '${draft}',
  title: 'A ${entity} has \`${jsonName}\`.',
  why: 'Until now, it could not be told.',
  adds: [fields(${shown}, '${jsonName}'), fields(${added}, '${jsonName}'), fields(${changed}, '${jsonName}')],
};
`;
}
