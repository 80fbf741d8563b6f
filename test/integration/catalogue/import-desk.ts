import { createConfig } from '../../../config/index.js';
import type { ImportOutcome } from '../../../src/application/catalogue/import/import-outcome.js';
import type { ImportCells, ImportRow } from '../../../src/application/catalogue/import/import-row.js';
import { ImportService, type ImportWish } from '../../../src/application/catalogue/import/import-service.js';
import { bootstrap, type Service } from '../../../src/composition/start/bootstrap.js';
import { query } from '../../support/embedded-postgres.js';
import { freshDatabase } from '../../support/postgres.js';

/** An empty library of the test's own, and helpers to import books and read them. */
export class ImportDesk {
  private constructor(
    readonly url: string,
    readonly service: Service,
  ) {}

  static async open(url?: string): Promise<ImportDesk> {
    const databaseUrl = url ?? (await freshDatabase('migrated'));
    const config = createConfig('test', { databaseUrl });
    return new ImportDesk(databaseUrl, await bootstrap(config, [], 'jobs'));
  }

  /** Imports rows numbered from line 2 on. Returns the reports of all rows. */
  async takeIn(
    rows: readonly ImportCells[] | AsyncIterable<ImportRow>,
    wish: Partial<ImportWish> = {},
    tell: (outcome: ImportOutcome) => void | Promise<void> = () => undefined,
  ): Promise<ImportOutcome[]> {
    const told: ImportOutcome[] = [];
    const source = Array.isArray(rows)
      ? asRows(rows as readonly ImportCells[])
      : (rows as AsyncIterable<ImportRow>);
    await this.service.container
      .resolve(ImportService)
      .import(source, { copies: 1, dryRun: false, ...wish }, async (outcome) => {
        told.push(outcome);
        await tell(outcome);
      });
    return told;
  }

  rows(sql: string): Promise<Record<string, unknown>[]> {
    return query(this.url, sql);
  }

  /** Everything that an import may change, for a comparison of before and after. */
  async everything(): Promise<unknown> {
    const tables = ['book', 'copy', 'audit_event', 'catalogue_word'];
    const contents = tables.map((table) =>
      this.rows(`select to_jsonb(${table}) from ${table} order by 1::text`),
    );
    return [...(await Promise.all(contents)), await this.rows('select last_value from copy_barcode')];
  }

  async count(table: string): Promise<number> {
    const [row] = await this.rows(`select count(*)::int as count from ${table}`);
    return row?.['count'] as number;
  }

  close(): Promise<void> {
    return this.service.close();
  }
}

export async function* asRows(rows: readonly ImportCells[]): AsyncGenerator<ImportRow> {
  for (const [at, cells] of rows.entries()) yield await Promise.resolve({ line: at + 2, cells, notes: [] });
}

/** The decisions without the ids, which a dry run cannot know. */
export function decisions(told: readonly ImportOutcome[]): unknown[] {
  return told.map((outcome) => ({ ...outcome, bookId: undefined }));
}

/** The number of rows with each outcome. */
export function totals(told: readonly ImportOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of told) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
