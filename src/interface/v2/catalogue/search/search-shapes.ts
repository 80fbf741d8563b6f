import { Type } from 'class-transformer';
import { IsArray, IsInt, IsNumber, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { PageInfo } from '../../lists.js';
import { Book } from '../books/book-shapes.js';

/** The texts with a match, as HTML: each match is in `<mark>`, and everything else is escaped. */
export class Highlights {
  @MayBeAbsent()
  @IsString()
  @Example('<mark>Crime</mark> and Punishment')
  title?: string;

  @MayBeAbsent()
  @IsArray()
  @IsString({ each: true })
  @JSONSchema({ description: 'Only the names with a match.' })
  @Example(['Fyodor <mark>Dostoevsky</mark>'])
  contributors?: string[];

  @MayBeAbsent()
  @IsArray()
  @IsString({ each: true })
  @JSONSchema({ description: 'Only the subjects with a match.' })
  @Example(['<mark>crime</mark>'])
  subjects?: string[];
}

export class SearchHit {
  @ValidateNested()
  @Type(() => Book)
  book!: Book;

  @IsNumber()
  @JSONSchema({ description: 'How well the book matches. Scores of different searches cannot be compared.' })
  @Example(0.67)
  score!: number;

  @ValidateNested()
  @Type(() => Highlights)
  highlights!: Highlights;
}

export class FacetValue {
  @IsString()
  @Example('1860')
  value!: string;

  @IsInt()
  @Example(1)
  count!: number;
}

/**
 * For each facet, the 20 most frequent values at most, most frequent first; counted over all hits, not over one page.
 */
export class Facets {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FacetValue)
  subject!: FacetValue[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FacetValue)
  language!: FacetValue[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FacetValue)
  @JSONSchema({ description: 'A decade is named by its first year.' })
  decade!: FacetValue[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FacetValue)
  @JSONSchema({ description: 'The values are `available` and `unavailable`.' })
  availability!: FacetValue[];
}

export class SearchPage extends PageInfo {
  @MayBeAbsent()
  @IsInt()
  @JSONSchema({ description: 'Number of all hits, at most 2,500; only with `total=true`.' })
  @Example(1)
  total?: number;
}

export class SearchResult {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => SearchHit)
  data!: SearchHit[];

  @ValidateNested()
  @Type(() => Facets)
  facets!: Facets;

  @MayBeNull()
  @IsString()
  @JSONSchema({
    description:
      'The corrected words that were searched, if no book of the library has the given words. Null otherwise.',
  })
  @Example('dostoevsky crime')
  didYouMean!: string | null;

  @ValidateNested()
  @Type(() => SearchPage)
  page!: SearchPage;
}
