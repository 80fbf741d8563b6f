import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsObject, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { bounds } from '../../../../application/catalogue/catalogue-rules.js';
import type { ContributorRole } from '../../../../application/catalogue/views.js';
import { MayBeAbsent, MayBeNull } from '../../../kernel/shapes/optional-rules.js';
import { Example, IsText, Trimmed } from '../../../kernel/shapes/text-rules.js';
import { IsYear, roles, yearWords } from './book-fields.js';
import { IsIsbn } from './is-isbn.js';
import { IsLanguage } from './is-language.js';

class GivenContributor {
  @IsText(1, bounds.name)
  @Example('Fyodor Dostoevsky')
  name!: string;

  @IsIn(roles)
  @Example('author')
  role!: ContributorRole;
}

/** All fields of a book except its title. Null, or an empty list, stands for no value. */
class GivenFields {
  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.subtitle)
  @Example('A Novel in Six Parts')
  subtitle?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsArray()
  @ArrayMaxSize(bounds.contributors)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GivenContributor)
  contributors?: GivenContributor[] | null;

  @MayBeAbsent()
  @MayBeNull()
  @Trimmed()
  @IsIsbn()
  @JSONSchema({ description: '10 or 13 digits, with or without hyphens. It is stored as it is sent.' })
  @Example('978-0-14-305814-4')
  isbn?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.publisher)
  @Example('Penguin Classics')
  publisher?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsYear()
  @yearWords
  @Example(1866)
  year?: number | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.language)
  @IsLanguage()
  @JSONSchema({ description: 'Language of this edition (BCP 47).' })
  @Example('en')
  language?: string | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsArray()
  @ArrayMaxSize(bounds.subjects)
  @IsText(1, bounds.subject, { each: true })
  @Example(['fiction', 'crime'])
  subjects?: string[] | null;

  @MayBeAbsent()
  @MayBeNull()
  @IsText(1, bounds.description)
  @Example('A student kills, and cannot live with it.')
  description?: string | null;
}

/** A new book. */
export class NewBook extends GivenFields {
  @IsText(1, bounds.title)
  @Example('Crime and Punishment')
  title!: string;
}

/** Changes to a book. Null removes a value, and a list replaces the existing list. */
export class BookPatch extends GivenFields {
  @MayBeAbsent()
  @IsText(1, bounds.title)
  @Example('Crime and Punishment')
  title?: string;
}
