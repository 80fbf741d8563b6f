import { pluralize, singularize } from 'inflection';
import { readField, type Field } from './field.js';
import { isReservedInCode, isReservedInSql, isUsedByTemplates } from './reserved-words.js';

/** A feature to be made. */
export interface Feature {
  /** The plural, which names folders and paths: `announcements`. */
  readonly name: string;
  /** The singular, which names the class: `announcement`. */
  readonly entity: string;
  /** The singular, or the plural where that is a word of SQL: `announcement`, but `orders`. */
  readonly table: string;
  readonly fields: readonly Field[];
  /** The fields as they were written. */
  readonly written: readonly string[];
  /** The majors that show it, oldest first. */
  readonly majors: readonly number[];
}

const fieldsAtMost = 15;
const refsAtMost = 3;

/**
 * Reads what `generate -- feature` was given.
 * @param versions for example `v1,v2`
 * @throws Error with what is wrong
 */
export function readFeature(name: string, written: readonly string[], versions: string): Feature {
  const entity = entityOf(name);
  if (written.length === 0 || written.length > fieldsAtMost)
    throw new Error(`A feature needs 1 to ${fieldsAtMost} fields, for example title:text!`);
  const fields = written.map(readField);
  if (fields.filter(({ target }) => target).length > refsAtMost)
    throw new Error(`A feature has at most ${refsAtMost} references.`);
  const columns = fields.map((field) => field.name.toLowerCase() + (field.type === 'ref' ? 'id' : ''));
  if (new Set(columns).size < columns.length) throw new Error('Two fields have the same name.');
  return { name, entity, table: tableOf(name), fields, written, majors: readMajors(versions) };
}

/** The singular of the name of a feature. @throws Error when the name is not one plural word */
export function entityOf(name: string): string {
  if (!/^[a-z]{3,30}$/.test(name))
    throw new Error('The name of a feature is one word in lower case, in the plural: announcements.');
  const entity = singularize(name);
  if (entity === name || pluralize(entity) !== name)
    throw new Error(
      `The name of a feature is a plural that differs from its singular. ${name} is none that we know: ` +
        `for example ${pluralize(entity) === name ? 'announcements' : pluralize(entity)}.`,
    );
  if (isReservedInCode(entity) || isReservedInSql(name))
    throw new Error(`${entity} is a reserved word of TypeScript or SQL. Choose another name.`);
  const used = [entity, name].find(isUsedByTemplates);
  if (used !== undefined)
    throw new Error(`The code of every feature uses the name ${used} already. Choose another name.`);
  return entity;
}

/** The table of a feature with a fitting name. */
export function tableOf(name: string): string {
  const entity = entityOf(name);
  return isReservedInSql(entity) ? name : entity;
}

function readMajors(versions: string): number[] {
  if (versions === 'v2') return [2];
  if (versions === 'v1,v2') return [1, 2];
  throw new Error('The versions are v2, or v1,v2: what is new belongs to the newer one in any case.');
}
