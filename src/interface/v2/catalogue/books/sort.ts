import type { TransformFnParams } from 'class-transformer';
import { JSONSchema } from 'class-validator-jsonschema';
import type { BookSort, BookSortKey } from '../../../../application/catalogue/book-queries.js';
import { fault } from '../../../../domain/kernel/field-fault.js';
import { combineDecorators } from '../../../kernel/input/apply-decorators.js';
import { Rule } from '../../../kernel/input/rule.js';

export type Sort = readonly BookSort[];

/** The default order. */
export const sortById: Sort = [{ by: 'id', descending: false }];

/** Field names of v2 → those of the core. */
const keys = new Map<string, BookSortKey>([
  ['id', 'id'],
  ['title', 'title'],
  ['author', 'author'],
  ['year', 'year'],
  ['createdAt', 'created'],
]);

/** `title,-year` → by title, then by year, newest first. Any other text becomes false, which the validation refuses. */
export function toSort({ value }: TransformFnParams): Sort | false {
  if (typeof value !== 'string') return false;
  const sort = value.split(',').map((part) => {
    const by = keys.get(part.replace(/^-/, ''));
    return by && { by, descending: part.startsWith('-') };
  });
  return sort.every((each) => each !== undefined) && isOnceEach(sort) ? sort : false;
}

function isOnceEach(sort: Sort): boolean {
  return new Set(sort.map(({ by }) => by)).size === sort.length;
}

export function IsSort(): PropertyDecorator {
  const names = [...keys.keys()];
  const sentence = '{{field}} must be a comma separated list of {{allowed}}, each once, with an optional -';
  const wrong = fault('not_one_of', sentence, { allowed: names });
  return combineDecorators(
    Rule('isSort', (value) => (Array.isArray(value) ? undefined : wrong)),
    JSONSchema({
      type: 'string',
      default: 'id',
      pattern: `^-?(${names.join('|')})(,-?(${names.join('|')}))*$`,
      description:
        'Fields to sort by, in order, each once. A minus sorts in descending order. Books without a value come last ' +
        'in both directions, and ties are sorted by id. Texts are compared without case and accents, by their first ' +
        '200 characters.',
    }) as PropertyDecorator,
  );
}

/** The order as one text. A cursor is valid only for the order that it was issued for. */
export function nameOf(sort: Sort): string {
  return sort.map(({ by, descending }) => (descending ? `-${by}` : by)).join(',');
}
