import { BookFiles } from '../../application/imports/book-files.js';
import { ImportQueries, Imports } from '../../application/imports/imports.js';
import { CatalogueBookFiles } from '../../infrastructure/imports/bridges.js';
import { SqlImportQueries } from '../../infrastructure/imports/sql-import-queries.js';
import { SqlImports } from '../../infrastructure/imports/sql-imports.js';
import type { Feature } from './feature.js';

export const imports: Feature = {
  name: 'imports',
  entities: [],
  constraints: {},
  bind(container) {
    container.register(Imports, { useClass: SqlImports });
    container.register(ImportQueries, { useClass: SqlImportQueries });
    container.register(BookFiles, { useClass: CatalogueBookFiles });
  },
};
