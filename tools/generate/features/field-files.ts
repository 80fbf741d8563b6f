import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextDate } from './drafts.js';
import type { Feature } from '../spec/feature.js';
import type { Field } from '../spec/field.js';
import { viewOf } from '../rendering/field-view.js';
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
  const add = (statement: string) => `    this.addSql(\`${statement}\`);\n`;
  return `import { Migration } from '@mikro-orm/migrations';

export class ${className} extends Migration {
  override up(): void {
${add(up)}  }

  override down(): void {
${add(down)}  }
}
`;
}

/** Adds the change of the draft minor that tells of the field: its module, and its line in the index of the feature. */
export function fieldChange(
  root: string,
  { name, entity }: Feature,
  field: Field,
  { major, draft }: { readonly major: number; readonly draft: string },
  files: Map<string, string>,
): void {
  const { jsonName } = viewOf(field, entity, major);
  const Entity = pascal(entity);
  const [shown = '', added = '', changed = ''] =
    major === 1
      ? [`${Entity}V1`, `Add${Entity}Body`, `Revise${Entity}Body`]
      : [Entity, `New${Entity}`, `${Entity}Patch`];
  const home = `src/interface/v${major}/${name}`;
  const constant = `${entity}${pascal(field.name)}`;
  const file = `${draft}-${entity}-${snake(field.name).replaceAll('_', '-')}`;
  const shapes = { shown, added, changed, jsonName };
  files.set(
    `${home}/changes/${file}.ts`,
    changeText(entity, constant, { id: `v${major}-${file.slice(draft.length + 1)}`, draft }, shapes),
  );
  const index = files.get(`${home}/index.ts`) ?? readFileSync(join(root, home, 'index.ts'), 'utf8');
  files.set(
    `${home}/index.ts`,
    index
      .replace(
        /^export const routeGroups/m,
        `import { ${constant} } from './changes/${file}.js';\n\nexport const routeGroups`,
      )
      .replace(/\n\nimport \{ (\w+) \} from '\.\/changes/, "\nimport { $1 } from './changes")
      .replace(/^export const changes = \[(.*)\];$/m, `export const changes = [$1, ${constant}];`),
  );
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
