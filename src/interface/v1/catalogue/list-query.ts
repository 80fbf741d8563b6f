import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { bounds } from '../../../application/catalogue/catalogue-rules.js';
import { MayBeAbsent } from '../../kernel/shapes/optional-rules.js';
import { Example, IsText, Trimmed } from '../../kernel/shapes/text-rules.js';
import { IsListOf } from '../../kernel/shapes/value-list.js';
import { PageQuery } from '../paging.js';
import { IsWholeNumber } from '../whole-number.js';
import { IsYearBound } from './is-year.js';
import { sortValues } from './sort.js';

export class BookListQuery extends PageQuery {
  @MayBeAbsent()
  @IsText(1, 200)
  @JSONSchema({ description: 'Part of the title. Case and accents are ignored.' })
  @Example('crime')
  title?: string;

  @MayBeAbsent()
  @IsText(1, 200)
  @JSONSchema({ description: "Part of an author's name. Case and accents are ignored." })
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
  @IsText(1, bounds.subject)
  @Example('fiction')
  genre?: string;

  @MayBeAbsent()
  @IsWholeNumber()
  @IsYearBound()
  @Example(1800)
  year_from?: number;

  @MayBeAbsent()
  @IsWholeNumber()
  @IsYearBound()
  @Example(1899)
  year_to?: number;

  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  @JSONSchema({ description: '`true`: only books with an available copy. `false`: only books without one.' })
  @Example(true)
  available?: boolean;

  @MayBeAbsent()
  @IsListOf(sortValues, 5)
  @JSONSchema({
    default: ['id'],
    description: 'Fields to sort by, in order. A minus sorts in descending order. Ties are sorted by id.',
  })
  @Example(['title', '-year'])
  sort?: readonly string[];
}

export class SearchQuery extends PageQuery {
  @IsText(1, 200)
  @JSONSchema({ description: 'Words of the title, contributors or subjects. Misspelt words match, too.' })
  @Example('dostoyevski crime')
  q!: string;
}
