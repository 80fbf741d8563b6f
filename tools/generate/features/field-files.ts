import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { nextDate } from './drafts.js';
import type { Feature } from '../spec/feature.js';
import type { Field } from '../spec/field.js';
import { viewOf } from '../rendering/field-view.js';
import { replaced } from '../rendering/source-text.js';
import { pascal, snake } from '../spec/words.js';

/**
 * The migrations for a further column of a table that may be there: one, and one that checks the values of an enum.
 * @param words what their names begin with, first the feature
 */
export function fieldMigration(
  words: readonly string[],
  entity: string,
  field: Field,
  date: string,
): Map<string, string> {
  const className = [...words, field.name].map(pascal).join('');
  const fileName = [...words, snake(field.name)].join('_');
  const { column, columnType, fallback, enumValues, isEnum } = viewOf(field, entity, 2);
  const literal = fallback.startsWith("'") ? fallback.replaceAll("\\'", "''") : fallback;
  const whole = field.fallback === undefined ? columnType : `${columnType} default ${literal}`;
  const known = `${entity}_${column}_known`;
  const check = `,\n      add constraint ${known} check (${column} in (${enumValues})) not valid`;
  const first = migration(
    className,
    `alter table ${entity} add column ${column} ${whole}${isEnum ? check : ''}`,
    `alter table ${entity} drop column ${column}`,
  );
  const files = new Map([[`migrations/${date}_${fileName}.ts`, first]]);
  if (!isEnum) return files;
  const second = migration(
    `${className}Checked`,
    `alter table ${entity} validate constraint ${known}`,
    `alter table ${entity} drop constraint ${known},\n      add constraint ${known} check (${column} in (${enumValues})) not valid`,
  );
  return files.set(`migrations/${nextDate(date, new Date(0))}_${fileName}_checked.ts`, second);
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
  const path = `${home}/index.ts`;
  const index = files.get(path) ?? readFileSync(join(root, path), 'utf8');
  const [shapes, bodies] = [`${home}/${entity}-shapes.ts`, `${home}/${entity}-bodies.ts`];
  const change = changeOf(entity, field.name, { major, draft });
  const all: readonly Shape[] = [
    [shown, shapes],
    [added, bodies],
    [changed, bodies],
  ];
  return new Map([
    [`${home}/${change.path}`, changeText(change, home, { jsonName, shapes: all })],
    [path, withChange(index, path, change)],
  ]);
}

/** What a change that tells of a field is called. */
export interface FieldChange {
  readonly entity: string;
  readonly id: string;
  readonly minor: string;
  readonly constant: string;
  /** Of its module, below the folder of the feature. */
  readonly path: string;
}

/** What the change is called that tells of a field in a draft. */
export function changeOf(
  entity: string,
  field: string,
  { major, draft }: { readonly major: number; readonly draft: string },
): FieldChange {
  const module = `${entity}-${snake(field).replaceAll('_', '-')}`;
  const constant = `${entity}${pascal(field)}`;
  return { entity, id: `v${major}-${module}`, minor: draft, constant, path: `changes/${draft}-${module}.ts` };
}

/** The index of a feature with one change more. @throws Error when it was changed where the change belongs */
export function withChange(index: string, path: string, change: FieldChange): string {
  const listed = `export const changes = [$1, ${change.constant}];`;
  const list = /^export const changes = \[([^\]]+?),?\s*\];$/m;
  return replaced(withImport(index, path, change), path, list, listed);
}

/** The index of a feature that has no change yet with its first one. */
export function withFirstChange(index: string, path: string, change: FieldChange): string {
  return `${withImport(index, path, change)}\nexport const changes = [${change.constant}];\n`;
}

function withImport(index: string, path: string, { constant, path: module }: FieldChange): string {
  const imported = `$&import { ${constant} } from './${module.replace(/ts$/, 'js')}';\n`;
  return replaced(index, path, /^(?:import [^;]+;\n)+/m, imported);
}

/** What a change adds: a field to shapes, and its name to the query that lists the names of fields, if there is one. */
interface Told {
  readonly jsonName: string;
  readonly shapes: readonly Shape[];
  readonly query?: Shape | undefined;
  /** The call of the generator, if it must be known later. */
  readonly madeBy?: string;
  /** Its name in the export of a person's data, and a value as code; undefined if it is not there. */
  readonly exported?: { readonly name: string; readonly sample: string } | undefined;
}

/** A class with the path of its file. */
export type Shape = readonly [name: string, path: string];

/** The module of a change. @param home the folder of the feature */
export function changeText(
  { entity, constant, id, minor, path }: FieldChange,
  home: string,
  { jsonName, shapes, query, madeBy, exported }: Told,
): string {
  const all = Map.groupBy([...shapes, ...(query ? [query] : [])], ([, file]) => file);
  const imports = [...all].map(([file, named]) => {
    const module = relative(dirname(join(home, path)), file).replace(/ts$/, 'js');
    return `import { ${named.map(([name]) => name).join(', ')} } from '${module}';\n`;
  });
  const adds = shapes.map(([name]) => `fields(${name}, '${jsonName}')`);
  if (query) adds.push(`values(${query[0]}, 'fields', ['${jsonName}'])`);
  return `import type { ContractChange } from '../../../kernel/declaration/contract-change.js';
import { fields${query ? ', values' : ''} } from '../../../kernel/declaration/additions.js';
${imports.join('')}
${madeBy === undefined ? '' : `/** ${madeBy} */\n`}export const ${constant}: ContractChange = {
  id: '${id}',
  minor: '${minor}',
  title: 'A ${entity} has \`${jsonName}\`.',
  why: 'Until now, it could not be told.',
  adds: [${adds.join(', ')}],${exported ? exportedIn(exported.name, exported.sample) : ''}
};
`;
}

/** What takes the field out of the export for older minors. The records there have no shape that `adds` could name. */
function exportedIn(name: string, sample: string): string {
  const example = (account: string) =>
    `{ exportedAt: '2026-12-01T09:30:00.000Z', sections: { account: [${account}] } }`;
  return `
  operations: ['exportMe', 'exportPatron'],
  downgradeResponse: ({ operationId, body }) => {
    if (operationId !== 'exportMe' && operationId !== 'exportPatron') return body;
    const { sections, ...rest } = body as { sections: { account: readonly Readonly<Record<string, unknown>>[] } };
    const account = sections.account.map(({ ${name}: _${name}, ...older }) => older);
    return { ...rest, sections: { ...sections, account } };
  },
  example: {
    operationId: 'exportMe',
    status: 200,
    after: ${example(`{ category: 'standard', ${name}: ${sample} }`)},
    before: ${example("{ category: 'standard' }")},
  },`;
}
