import type { TransformFnParams } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { BookSort, BookSortKey } from '../../../application/catalogue/book-queries.js';
import { applyDecorators } from '../../kernel/apply-decorators.js';

export type Sort = readonly BookSort[];

/** Names of v1 → names of the core. */
const keys: Readonly<Record<string, BookSortKey>> = {
  id: 'id',
  title: 'title',
  author: 'author',
  year: 'year',
  created_at: 'created',
};

/** `title,-year` → by title, then by year, newest first. What cannot be read is left as it is, for the check. */
export function toSort({ value }: TransformFnParams): unknown {
  if (typeof value !== 'string') return value;
  const sort = value
    .split(',')
    .map((part) => ({ by: keys[part.replace(/^-/, '')], descending: part.startsWith('-') }));
  return sort.every(({ by }) => by !== undefined) ? sort : value;
}

export function IsSort(): PropertyDecorator {
  const names = Object.keys(keys);
  return applyDecorators(
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
      description: 'Fields to sort by, in order; a minus sorts downwards. Equals are sorted by id.',
    }) as PropertyDecorator,
  );
}
