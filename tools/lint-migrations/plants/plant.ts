/** A migration for the linter's own test. The defaults are harmless. */
export interface Plant {
  readonly name?: string;
  readonly className?: string;
  readonly up: readonly string[];
  readonly down?: readonly string[] | 'none';
  readonly outsideTransaction?: true;
  readonly unusedSince?: string;
}

/** A rule, a migration that it must catch, and a similar one that is harmless. */
export interface Pair {
  readonly rule: string;
  readonly title: string;
  readonly offender: Plant;
  readonly twin: Plant;
  /** Statements of an earlier migration, for both. */
  readonly earlier?: readonly string[];
}

export const sql = (...up: string[]): Plant => ({ up });
export const concurrent = (up: string, down = 'drop index concurrently if exists book_shelf'): Plant => ({
  up: [up],
  down: [down],
  outsideTransaction: true,
});
export const drop = (...up: string[]): Plant => ({
  name: '20270101T120000_catalogue_contract_shelf',
  className: 'CatalogueContractShelf',
  unusedSince: '1.0.0',
  up,
});
export const index = 'create index concurrently if not exists book_shelf on book (shelf)';
export const shelf = (columns: string) =>
  sql(`create table shelf (id bigint generated always as identity primary key, ${columns})`);
export const add = (what: string) => sql(`alter table book ${what}`);
