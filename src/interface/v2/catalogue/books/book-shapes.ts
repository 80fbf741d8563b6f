import { Type } from 'class-transformer';
import { IsArray, IsDateString, IsIn, IsInt, IsString, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { BookView, ContributorRole } from '../../../../application/catalogue/views.js';
import { MayBeAbsent, MayBeNull, optionalityOf } from '../../../kernel/shapes/optional-rules.js';
import type { Shape } from '../../../kernel/shapes/shape.js';
import { Example } from '../../../kernel/shapes/text-rules.js';
import { OpenEnum } from '../../../kernel/minors/open-enum.js';
import { toId } from '../../ids.js';
import { CountedPage } from '../../lists.js';
import { roles, yearWords } from './book-fields.js';

export class Contributor {
  @IsString()
  @Example('Fyodor Dostoevsky')
  name!: string;

  @OpenEnum()
  @IsIn(roles)
  @Example('author')
  role!: ContributorRole;
}

/** The fields of the core that a book of v2 must have. `availability` shows the numbers of copies. */
type ShownOfBook = Record<Exclude<keyof BookView, 'copies' | 'availableCopies' | 'revision'>, unknown>;

/** The copies of a book, in numbers. */
export class Availability {
  @IsInt()
  @JSONSchema({ description: 'Number of copies that are not withdrawn.' })
  @Example(2)
  copies!: number;

  @IsInt()
  @JSONSchema({ description: 'Number of copies that can be lent now.' })
  @Example(1)
  available!: number;
}

/** A bibliographic record. `implements` makes a new field of the core a compile error until it is shown or left out. */
export class Book implements ShownOfBook {
  @IsString()
  @Example(toId('book', 1))
  id!: string;

  @IsString()
  @Example('Crime and Punishment')
  title!: string;

  @MayBeNull()
  @IsString()
  @Example('A Novel in Six Parts')
  subtitle!: string | null;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Contributor)
  contributors!: Contributor[];

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
  @Example('Penguin Classics')
  publisher!: string | null;

  @MayBeNull()
  @IsInt()
  @yearWords
  @Example(1866)
  year!: number | null;

  @MayBeNull()
  @IsString()
  @JSONSchema({ description: 'Language of this edition (BCP 47).' })
  @Example('en')
  language!: string | null;

  @IsArray()
  @IsString({ each: true })
  @Example(['fiction', 'crime'])
  subjects!: string[];

  @MayBeNull()
  @IsString()
  @Example('A student kills, and cannot live with it.')
  description!: string | null;

  @ValidateNested()
  @Type(() => Availability)
  availability!: Availability;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  createdAt!: string;

  @IsDateString()
  @Example('2026-12-01T09:30:00.000Z')
  updatedAt!: string;
}

/** A missing field is a compile error. */
const fields: Readonly<Record<keyof Book, true>> = {
  id: true,
  title: true,
  subtitle: true,
  contributors: true,
  isbn: true,
  isbn13: true,
  publisher: true,
  year: true,
  language: true,
  subjects: true,
  description: true,
  availability: true,
  createdAt: true,
  updatedAt: true,
};

export type BookField = keyof Book;
export const bookFields = Object.keys(fields) as readonly BookField[];

/** A book with all fields, or only with those that the client asked for. */
class PartOfBook extends Book {}

for (const name of bookFields.filter((each) => each !== 'id')) {
  MayBeAbsent()(PartOfBook.prototype, name);
  if (optionalityOf(Book, name).mayBeNull) MayBeNull()(PartOfBook.prototype, name);
}

export const ListedBook = PartOfBook as Shape<Pick<Book, 'id'> & Partial<Book>>;
export type ListedBook = InstanceType<typeof ListedBook>;

export class BookList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ListedBook)
  data!: ListedBook[];

  @ValidateNested()
  @Type(() => CountedPage)
  page!: CountedPage;
}
