import { IsArray, IsDateString, IsInt, IsString, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { bounds } from '../../../application/catalogue/catalogue-rules.js';
import { MayBeAbsent, MayBeNull } from '../../kernel/shapes/optional-rules.js';
import { Example, IsText, Trimmed } from '../../kernel/shapes/text-rules.js';
import { IsV2Id } from '../ids-in-v2.js';
import { IsIsbn } from './is-isbn.js';
import { IsLanguage } from './is-language.js';
import { IsYear, yearWords } from './is-year.js';

/** All fields of a book in v1 except its title and its copies. */
class BookFields {
  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.name)
  @Example('Fyodor Dostoevsky')
  author?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @Trimmed()
  @IsIsbn()
  @Example('978-0-14-305814-4')
  isbn?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.subject)
  @Example('fiction')
  genre?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsYear()
  @JSONSchema({ description: yearWords })
  @Example(1866)
  year?: number | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.publisher)
  @Example('Penguin Classics')
  publisher?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.language)
  @IsLanguage()
  @JSONSchema({ description: 'Language of this edition (BCP 47).' })
  @Example('en')
  language?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.description)
  @Example('A student kills, and cannot live with it.')
  description?: string | null;
}

export class AddBookBody extends BookFields {
  @IsText(1, bounds.title)
  @Example('Crime and Punishment')
  title!: string;

  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(bounds.copies)
  @JSONSchema({ default: 1, description: 'Number of copies to create, each with its own barcode.' })
  @Example(2)
  copies = 1;
}

export class ReviseBookBody extends BookFields {
  @MayBeAbsent()
  @IsText(1, bounds.title)
  @Example('Crime and Punishment')
  title?: string;

  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(bounds.copies)
  @JSONSchema({ description: 'New number of copies. Copies in use cannot be removed.' })
  @Example(3)
  copies?: number;
}

export class BookV1 {
  @IsInt()
  @Example(1)
  id!: number;

  @IsV2Id('book')
  v2_id!: string;

  @IsString()
  @Example('Crime and Punishment')
  title!: string;

  @MayBeNull()
  @IsString()
  @JSONSchema({
    description: 'All authors in one text. For a book without an author, all other contributors.',
  })
  @Example('Fyodor Dostoevsky')
  author!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The ISBN as it was entered.' })
  @Example('978-0-14-305814-4')
  isbn!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The same ISBN as 13 digits without hyphens. Null if the book has no ISBN.' })
  @Example('9780143058144')
  isbn13!: string | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'The first subject.' })
  @Example('fiction')
  genre!: string | null;

  @IsArray()
  @IsString({ each: true })
  @JSONSchema({ description: 'All subjects. The first one is also the `genre`.' })
  @Example(['fiction', 'crime'])
  subjects!: readonly string[];

  @MayBeNull()
  @IsInt()
  @Example(1866)
  year!: number | null;

  @MayBeNull()
  @IsString()
  @Example('Penguin Classics')
  publisher!: string | null;

  @MayBeNull()
  @IsString()
  @Example('en')
  language!: string | null;

  @MayBeNull()
  @IsString()
  @Example('A student kills, and cannot live with it.')
  description!: string | null;

  @IsInt()
  @Example(2)
  copies!: number;

  @IsInt()
  @Example(1)
  available_copies!: number;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  created_at!: string;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  updated_at!: string;
}
