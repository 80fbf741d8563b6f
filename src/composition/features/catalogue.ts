import { Accessions } from '../../application/catalogue/accessions.js';
import { BookQueries } from '../../application/catalogue/book-queries.js';
import { Books } from '../../application/catalogue/books.js';
import { Copies } from '../../application/catalogue/copies.js';
import { bookSchema, copySchema } from '../../infrastructure/catalogue/mappings.js';
import { MikroAccessions } from '../../infrastructure/catalogue/mikro-accessions.js';
import { MikroBooks } from '../../infrastructure/catalogue/mikro-books.js';
import { MikroCopies } from '../../infrastructure/catalogue/mikro-copies.js';
import { SqlBookQueries } from '../../infrastructure/catalogue/sql-book-queries.js';
import type { Feature } from '../feature.js';

export const catalogue: Feature = {
  name: 'catalogue',
  entities: [bookSchema, copySchema],
  constraints: {},
  bind(container) {
    container.register(Accessions, { useClass: MikroAccessions });
    container.register(Books, { useClass: MikroBooks });
    container.register(Copies, { useClass: MikroCopies });
    container.register(BookQueries, { useClass: SqlBookQueries });
  },
};
