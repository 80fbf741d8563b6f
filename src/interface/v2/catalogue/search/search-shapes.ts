import { Type } from 'class-transformer';
import { IsArray, IsInt, IsNumber, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { MayBeAbsent, MayBeNull } from '../../../kernel/input/optional-rules.js';
import { Example } from '../../../kernel/input/text-rules.js';
import { PageInfo } from '../../lists.js';
import { Book } from '../books/book-shapes.js';

/** Where the words were found. HTML: `<mark>` around what fits, everything else escaped. */
export class Highlights {
  @MayBeAbsent()
  @IsString()
  @Example('<mark>Crime</mark> and Punishment')
  title?: string;

  @MayBeAbsent()
  @IsArray()
  @IsString({ each: true })
  @JSONSchema({ description: 'Only the names in which something was found.' })
  @Example(['Fyodor <mark>Dostoevsky</mark>'])
  contributors?: string[];

  @MayBeAbsent()
  @IsArray()
  @IsString({ each: true })
  @JSONSchema({ description: 'Only the subjects in which something was found.' })
  @Example(['<mark>crime</mark>'])
  subjects?: string[];
}

export class SearchHit {
  @ValidateNested()
  @Type(() => Book)
  book!: Book;

  @IsNumber()
  @JSONSchema({ description: 'How well it fits; to be compared within one search only.' })
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

/** For each, the values that most hits have, most first, 20 at most; over all hits, on every page. */
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
  @JSONSchema({ description: 'Each named by its first year.' })
  decade!: FacetValue[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FacetValue)
  @JSONSchema({ description: '`available` and `unavailable`.' })
  availability!: FacetValue[];
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
      'The words that were searched instead, when no book of the library has the words as they were given; else null.',
  })
  @Example('dostoevsky crime')
  didYouMean!: string | null;

  @ValidateNested()
  @Type(() => PageInfo)
  page!: PageInfo;
}
