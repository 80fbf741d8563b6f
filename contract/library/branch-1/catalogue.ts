import type { EntityManager } from '@mikro-orm/postgresql';
import { plantBooks } from '../../../seeds/catalogue/plant-books.js';
import type { SeedContext } from '../../../seeds/seed-context.js';
import type { BookDetails } from '../../../src/domain/catalogue/book.js';

type Entry = Partial<BookDetails> & Pick<BookDetails, 'title' | 'isbn'> & { readonly copies: number };

const by = (name: string) => ({ contributors: [{ name, role: 'author' as const }] });

/** Twelve books, more than one page of v1. Their ids are 1 to 12. */
const books: readonly Entry[] = [
  {
    title: 'Crime and Punishment',
    isbn: '978-0-14-305814-4',
    copies: 2,
    year: 1866,
    language: 'en',
    contributors: [
      { name: 'Fyodor Dostoevsky', role: 'author' },
      { name: 'Oliver Ready', role: 'translator' },
    ],
    publisher: 'Penguin Classics',
    subjects: ['fiction', 'classics'],
    description: 'A student kills, and cannot live with it.',
  },
  {
    title: 'こころ',
    isbn: '978-4-10-101013-7',
    copies: 1,
    year: 1914,
    language: 'ja',
    ...by('夏目漱石'),
    subjects: ['classics', 'fiction'],
  },
  {
    title: 'Die Verwandlung',
    isbn: '978-3-15-009900-1',
    copies: 2,
    year: 1915,
    language: 'de',
    ...by('Franz Kafka'),
    publisher: 'Reclam',
    subjects: ['classics', 'family'],
  },
  {
    title: 'The Odyssey',
    isbn: '0-14-026886-3',
    copies: 1,
    year: -700,
    language: 'en',
    contributors: [{ name: 'Robert Fagles', role: 'translator' }],
    subjects: ['poetry', 'classics'],
  },
  {
    title: 'Structure and Interpretation of Computer Programs',
    isbn: '9780262510875',
    copies: 1,
    year: 1985,
    contributors: [
      { name: 'Harold Abelson', role: 'author' },
      { name: 'Gerald Jay Sussman', role: 'author' },
    ],
    subtitle: 'Second edition',
    language: 'en',
    subjects: ['computing'],
  },
  { title: 'Dune', isbn: '9780441013593', copies: 3, year: 1965, language: 'en', ...by('Frank Herbert') },
  { title: 'The Hobbit', isbn: '9780547928227', copies: 1, year: 1937, ...by('J. R. R. Tolkien') },
  { title: 'Pride and Prejudice', isbn: '9780141439518', copies: 1, year: 1813, ...by('Jane Austen') },
  { title: 'Nineteen Eighty-Four', isbn: '9780451524935', copies: 1, year: 1949, ...by('George Orwell') },
  { title: 'To Kill a Mockingbird', isbn: '9780061120084', copies: 1, year: 1960, ...by('Harper Lee') },
  { title: 'The Very Hungry Caterpillar', isbn: '9780399226908', copies: 1, year: 1969, ...by('Eric Carle') },
  { title: 'Le Petit Prince', isbn: '9782070612758', copies: 0, year: 1943, language: 'fr' },
];

/** One book is added each day. The last copy of Dune is a short loan. */
export async function fill(em: EntityManager, context: SeedContext): Promise<void> {
  const planned = books.map(({ copies, ...book }, index) => ({
    details: book,
    kinds: Array.from({ length: copies }, (_, copy) => (copy === 2 ? 'short_loan' : 'standard')),
    createdAt: context.daysAgo(730 - index),
  }));
  await plantBooks(em, planned);
}
