import { ArrayUnique } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { bounds } from '../../../../application/catalogue/catalogue-rules.js';
import { fault } from '../../../../domain/kernel/field-fault.js';
import { MayBeAbsent } from '../../../kernel/shapes/optional-rules.js';
import { withFault } from '../../../kernel/shapes/rule.js';
import { Example, IsText, Trimmed } from '../../../kernel/shapes/text-rules.js';
import { IsListOf } from '../../../kernel/shapes/value-list.js';
import { ListQuery } from '../../lists.js';
import { IsTrueOrFalse, IsWholeNumber } from '../../query-values.js';
import { IsYearBound } from './book-fields.js';
import { bookFields, type BookField } from './book-shapes.js';
import { IsLanguage } from './is-language.js';
import { fieldOf, sortValues } from './sort.js';

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
  @IsListOf(sortValues, 20)
  @ArrayUnique(fieldOf, withFault(fault('repeated', '{{field}} must have each field once')))
  @JSONSchema({
    default: ['id'],
    description:
      'Fields to sort by, in order, each once. A minus sorts in descending order. Books without a value come last ' +
      'in both directions, and ties are sorted by id. Texts are compared without case and accents, by their first ' +
      '200 characters.',
  })
  @Example(['title', '-year'])
  sort?: readonly string[];

  @MayBeAbsent()
  @IsListOf(bookFields, 50)
  @JSONSchema({
    description: 'Fields of each book to return; `id` is always among them. Default: all fields.',
  })
  @Example(['title', 'year'])
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

  @IsTrueOrFalse()
  @JSONSchema({ default: false, description: 'Whether to tell the number of all hits: `page.total`.' })
  total = false;
}
