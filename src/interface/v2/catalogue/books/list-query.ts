import { Transform, type TransformFnParams } from 'class-transformer';
import { JSONSchema } from 'class-validator-jsonschema';
import { bounds } from '../../../../application/catalogue/catalogue-rules.js';
import { fault } from '../../../../domain/kernel/field-fault.js';
import { combineDecorators } from '../../../kernel/input/apply-decorators.js';
import { MayBeAbsent } from '../../../kernel/input/optional-rules.js';
import { Rule } from '../../../kernel/input/rule.js';
import { Example, IsText, Trimmed } from '../../../kernel/input/text-rules.js';
import { ListQuery } from '../../lists.js';
import { IsTrueOrFalse, IsWholeNumber } from '../../query-values.js';
import { IsYearBound } from './book-fields.js';
import { bookFields, type BookField } from './book-shapes.js';
import { IsLanguage } from './is-language.js';
import { IsSort, toSort, type Sort } from './sort.js';

function toFields({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? value.split(',') : value;
}

/** Field names, separated by commas. */
function IsFields(): PropertyDecorator {
  const isField = (name: unknown) => (bookFields as readonly unknown[]).includes(name);
  const sentence = '{{field}} must be a comma separated list of {{allowed}}';
  const wrong = fault('not_one_of', sentence, { allowed: bookFields });
  return combineDecorators(
    Transform(toFields),
    Rule('isFields', (value) =>
      Array.isArray(value) && value.length <= 50 && value.every(isField) ? undefined : wrong,
    ),
    JSONSchema({
      type: 'string',
      pattern: `^(${bookFields.join('|')})(,(${bookFields.join('|')}))*$`,
      description: 'Fields of each book to return; `id` is always among them. Default: all fields.',
    }) as PropertyDecorator,
  );
}

/** The filters that the list and the search have in common. */
class NarrowingQuery extends ListQuery {
  @MayBeAbsent()
  @IsText(1, bounds.subject)
  @JSONSchema({ description: 'One subject of the book. Case and accents are ignored.' })
  @Example('fiction')
  subject?: string;

  @MayBeAbsent()
  @IsWholeNumber()
  @IsYearBound()
  @Example(1800)
  yearFrom?: number;

  @MayBeAbsent()
  @IsWholeNumber()
  @IsYearBound()
  @Example(1899)
  yearTo?: number;

  @MayBeAbsent()
  @IsTrueOrFalse()
  @JSONSchema({ description: '`true`: only books with an available copy. `false`: only books without one.' })
  @Example(true)
  available?: boolean;
}

export class BookListQuery extends NarrowingQuery {
  @MayBeAbsent()
  @IsText(1, 200)
  @JSONSchema({ description: 'Part of the title. Case and accents are ignored.' })
  @Example('crime')
  title?: string;

  @MayBeAbsent()
  @IsText(1, 200)
  @JSONSchema({ description: "Part of a contributor's name. Case and accents are ignored." })
  @Example('dostoevsky')
  author?: string;

  @MayBeAbsent()
  @Trimmed()
  @IsText(1, 100)
  @JSONSchema({
    description:
      'An ISBN of 10 or 13 digits, with or without hyphens. Other characters around it are ignored.',
  })
  @Example('9780143058144')
  isbn?: string;

  @MayBeAbsent()
  @Transform(toSort)
  @IsSort()
  @Example('title,-year')
  sort?: Sort;

  @MayBeAbsent()
  @IsFields()
  @Example('title,year')
  fields?: readonly BookField[];

  @IsTrueOrFalse()
  @JSONSchema({ default: false, description: 'Whether to count all matching books: `page.total`.' })
  total = false;
}

export class SearchQuery extends NarrowingQuery {
  @IsText(1, 200)
  @JSONSchema({ description: 'Words of the title, subtitle, contributors or subjects, in any order.' })
  @Example('dostoyevski crime')
  q!: string;

  @MayBeAbsent()
  @IsText(1, 35)
  @IsLanguage()
  @JSONSchema({ description: 'Language of the edition (BCP 47). `eng` is the same as `en`.' })
  @Example('en')
  language?: string;
}
