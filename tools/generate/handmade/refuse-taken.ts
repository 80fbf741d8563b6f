import { globSync } from 'node:fs';
import type { Field } from '../spec/field.js';
import { pascal, snake } from '../spec/words.js';
import type { Handmade } from './handmade.js';
import { textAt } from './insert.js';
import { readSource } from './syntax.js';

/** Tables that statements join with each other. A column of two of them would need the name of its table everywhere. */
const joined: ReadonlySet<string> = new Set(['book', 'copy', 'loan', 'patron']);

/** @throws Error when an entity cannot have the field: it does not fit, or its name means something already */
export function refuseTaken(root: string, entity: Handmade, field: Field): void {
  const { name, target, isOptional, fallback, type } = field;
  const refuse = (why: string): never => {
    throw new Error(`A ${entity.entity} cannot have the field ${name}: ${why}`);
  };
  if (target) refuse('a reference needs an index, a key of an existing table and a bridge. Add it by hand.');
  if (!isOptional && fallback === undefined)
    refuse('it is neither optional nor has a default, and what is stored already lacks it.');
  const code = entity.places.filter(({ path }) => /^src\/.*(?<!\.test)\.ts$/.test(path));
  const present = code.flatMap(({ path, declaration }) => readSource(textAt(root, path)).items(declaration));
  if (present.some((item) => item.name === name)) refuse('it has something of this name already.');
  if (columnsIn(root).has(snake(name)))
    refuse('a statement that joins books, copies, loans and patrons would find two columns of this name.');
  const constants = type === 'enum' ? [`${name}Values`, pascal(entity.entity) + pascal(name)] : [];
  const used = constants.find((word) => placesUse(root, entity, word));
  if (used !== undefined) refuse(`the code uses the name ${used} for something else.`);
}

function placesUse(root: string, { places, views }: Handmade, word: string): boolean {
  const pattern = new RegExp(`\\b${word}\\b`);
  return [views, ...places.map(({ path }) => path)].some((path) => pattern.test(textAt(root, path)));
}

/** The columns of these tables, also those that no class has. */
function columnsIn(root: string): ReadonlySet<string> {
  const files = globSync('migrations/*.ts', { cwd: root });
  const statements = files.flatMap((path) => textAt(root, path).split('addSql('));
  const columns = statements.flatMap((statement) => {
    const [, table = ''] = /(?:alter|create) table (\w+)/.exec(statement) ?? [];
    const found = [...statement.matchAll(/(?:add column|^) +(\w+) [a-z]/gm)].map(([, name]) => name ?? '');
    return joined.has(table) ? found : [];
  });
  return new Set(columns);
}
