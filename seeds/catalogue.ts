import type { EntityManager } from '@mikro-orm/postgresql';
import { Book } from '../src/domain/catalogue/book.js';
import { plantBooks } from './catalogue/plant-books.js';
import { syntheticBook } from './catalogue/synthetic-book.js';
import { books } from './content/books.js';
import type { SeedBook } from './content/seed-book.js';
import { FeatureSeeder, type LargeContent, type LargeSize } from './feature-seeder.js';
import type { SeedContext } from './seed-context.js';

/** Textbooks whose last copy is a short loan: Introduction to Algorithms, Design Patterns, Data-Intensive. */
const shortLoans = new Set(['978-0-262-03384-8', '978-0-201-63361-0', '9781449373320']);

/** About a hundred well-known books with their copies; and any number of synthetic ones. */
export class CatalogueSeeder extends FeatureSeeder {
  override async isEmpty(em: EntityManager): Promise<boolean> {
    return (await em.findOne(Book, { id: { $gt: 0 } }, { fields: ['id'] })) === null;
  }

  /** One book is added each day, all before the first loan of the content. */
  override async run(em: EntityManager, context: SeedContext): Promise<void> {
    const planned = books.map(({ copies, ...details }, index) => ({
      details,
      kinds: kindsOf(details.isbn, copies),
      createdAt: context.daysAgo(730 - index),
    }));
    await plantBooks(em, planned);
  }

  override large(size: LargeSize): LargeContent {
    return {
      what: 'Books',
      items: size.books,
      unitsPerItem: 1,
      batchSize: 2_000,
      tables: ['book', 'copy'],
      store: async (em, context, { start, end }) => {
        const planned = Array.from({ length: end - start }, (_, index) => ({
          details: syntheticBook(start + index),
          kinds: ['standard'],
          createdAt: context.daysAgo(1_400 - ((start + index) % 300)),
        }));
        await plantBooks(em, planned);
      },
    };
  }
}

function kindsOf(isbn: SeedBook['isbn'], copies: number): string[] {
  return Array.from({ length: copies }, (_, index) =>
    shortLoans.has(isbn) && index === copies - 1 ? 'short_loan' : 'standard',
  );
}
