import type { EntityData } from '@mikro-orm/core';
import { Factory } from '@mikro-orm/seeder';
import { blankDetails, Book, type BookDetails } from '../../src/domain/catalogue/book.js';

/** The known details of a book. */
export type BookInput = Partial<BookDetails> & {
  readonly title: string;
  readonly createdAt: Date;
};

/** Makes books. @throws Refusal for an ISBN or a language that the catalogue refuses */
export class BookFactory extends Factory<Book, BookInput> {
  override readonly model = Book;

  /** Builds a `Book` first, because the domain derives some fields, such as `isbn13`, from the input. */
  protected override definition(input: BookInput): EntityData<Book> {
    const { createdAt, ...details } = input;
    return { ...new Book({ ...blankDetails, ...details }, createdAt) };
  }
}
