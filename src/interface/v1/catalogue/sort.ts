import type { TransformFnParams } from 'class-transformer';
import { JSONSchema } from 'class-validator-jsonschema';
import type { BookSort, BookSortKey } from '../../../application/catalogue/book-queries.js';
import { fault } from '../../../domain/kernel/field-fault.js';
import { combineDecorators } from '../../kernel/input/apply-decorators.js';
import { Rule } from '../../kernel/input/rule.js';

export type Sort = readonly BookSort[];

/** Field names of v1 → those of the core. */
const keys = new Map<string, BookSortKey>([
  ['id', 'id'],
  ['title', 'title'],
  ['author', 'author'],
  ['year', 'year'],
  ['created_at', 'created'],
]);

/** `title,-year` → by title, then by year, newest first. Any other text becomes false, which the validation refuses. */
export function toSort({ value }: TransformFnParams): Sort | false {
  if (typeof value !== 'string') return false;
  const sort = value.split(',').map((part) => {
    const by = keys.get(part.replace(/^-/, ''));
    return by && { by, descending: part.startsWith('-') };
  });
  return sort.every((each) => each !== undefined) ? sort : false;
}

export function IsSort(): PropertyDecorator {
  const names = [...keys.keys()];
  const sentence = '{{field}} must be a comma separated list of {{allowed}}, each with an optional -';
  const wrong = fault('not_one_of', sentence, { allowed: names });
  return combineDecorators(
    Rule('isSort', (value) => (Array.isArray(value) && value.length <= names.length ? undefined : wrong)),
    JSONSchema({
      type: 'string',
      default: 'id',
      pattern: `^-?(${names.join('|')})(,-?(${names.join('|')}))*$`,
      description: 'Fields to sort by, in order. A minus sorts in descending order. Ties are sorted by id.',
    }) as PropertyDecorator,
  );
}
