import sql from 'sql-template-tag';
import { CatalogueImport } from '../../application/catalogue/import/catalogue-import.js';
import { ImportFiles } from '../../application/catalogue/import/form/import-files.js';
import { BookQueries } from '../../application/catalogue/book-queries.js';
import { Books } from '../../application/catalogue/books.js';
import { CatalogueSearch } from '../../application/catalogue/search/catalogue-search.js';
import { SearchIndex } from '../../application/catalogue/search/search-index.js';
import { Copies } from '../../application/catalogue/copies.js';
import { BookMilestones } from '../../application/catalogue/lists/book-milestones.js';
import { CopyQueries } from '../../application/catalogue/copy-queries.js';
import { CopyKinds } from '../../application/catalogue/kinds/copy-kind-service.js';
import { barcodeTaken } from '../../domain/catalogue/refusals.js';
import { bookSchema, copySchema } from '../../infrastructure/catalogue/mappings.js';
import { MikroCatalogueImport } from '../../infrastructure/catalogue/mikro-catalogue-import.js';
import { MikroBooks } from '../../infrastructure/catalogue/mikro-books.js';
import { CsvImportFiles } from '../../infrastructure/catalogue/reading/csv-import-files.js';
import { SqlBookMilestones } from '../../infrastructure/catalogue/lists/sql-book-milestones.js';
import { SqlCopies } from '../../infrastructure/catalogue/sql-copies.js';
import { SqlBookQueries } from '../../infrastructure/catalogue/sql-book-queries.js';
import { SqlCatalogueSearch } from '../../infrastructure/catalogue/sql-catalogue-search.js';
import { SqlSearchIndex } from '../../infrastructure/catalogue/search/sql-search-index.js';
import { SqlCopyQueries } from '../../infrastructure/catalogue/sql-copy-queries.js';
import { SqlKnownCodes } from '../../infrastructure/kernel/unit-of-work/sql-known-codes.js';
import { SqlUnitOfWork } from '../../infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import type { Feature } from './feature.js';

export const catalogue: Feature = {
  name: 'catalogue',
  entities: [bookSchema, copySchema],
  constraints: { copy_barcode_unique: barcodeTaken },
  bind(container) {
    container.register(CatalogueImport, { useClass: MikroCatalogueImport });
    container.register(ImportFiles, { useClass: CsvImportFiles });
    container.register(Books, { useClass: MikroBooks });
    container.register(Copies, { useClass: SqlCopies });
    container.register(CopyKinds, {
      useFactory: (c) => new SqlKnownCodes(c.resolve(SqlUnitOfWork), sql`copy_kind`),
    });
    container.register(BookQueries, { useClass: SqlBookQueries });
    container.register(CatalogueSearch, { useClass: SqlCatalogueSearch });
    container.register(BookMilestones, { useClass: SqlBookMilestones });
    container.register(SearchIndex, { useClass: SqlSearchIndex });
    container.register(CopyQueries, { useClass: SqlCopyQueries });
  },
};
