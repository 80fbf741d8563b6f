import type { TransformFnParams } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { BookSort, BookSortKey } from '../../../application/catalogue/book-queries.js';
import { combineDecorators } from '../../kernel/input/apply-decorators.js';

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
  return combineDecorators(
    ValidateBy({
      name: 'isSort',
      validator: {
        validate: (value: unknown) => Array.isArray(value) && value.length <= names.length,
        defaultMessage: () =>
          `$property must be a comma separated list of ${names.join(', ')}, each with an optional -`,
      },
    }),
    JSONSchema({
      type: 'string',
      default: 'id',
      pattern: `^-?(${names.join('|')})(,-?(${names.join('|')}))*$`,
      description: 'Fields to sort by, in order. A minus sorts in descending order. Ties are sorted by id.',
    }) as PropertyDecorator,
  );
}
