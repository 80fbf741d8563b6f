import type { EntityData } from '@mikro-orm/core';
import { Factory } from '@mikro-orm/seeder';
import { blankDetails, Book, type BookDetails } from '../../src/domain/catalogue/book.js';

/** What is known of a book that is to be made. */
export type BookInput = Partial<BookDetails> & {
  readonly title: string;
  readonly createdAt: Date;
};

/** Makes books. @throws Refusal for an ISBN or a language that the catalogue refuses */
export class BookFactory extends Factory<Book, BookInput> {
  override readonly model = Book;

  /** The domain derives some fields from what is given, such as `isbn13`: so they are taken from a book of its own. */
  protected override definition(input: BookInput): EntityData<Book> {
    const { createdAt, ...details } = input;
    return { ...new Book({ ...blankDetails, ...details }, createdAt) };
  }
}
