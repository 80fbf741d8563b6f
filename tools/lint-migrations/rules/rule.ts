import { all, nameIn, type SqlNode } from '../sql-tree.js';
import type { Reviewed } from '../reviewed.js';

/** The state of the project that the rules need. */
export interface Setting {
  /** All earlier migrations, oldest first. */
  readonly earlier: readonly Reviewed[];
  /** The hash of each frozen migration, see `Reviewed.hash`. */
  readonly frozen: ReadonlyMap<string, string>;
  readonly features: readonly string[];
  /** The released versions in the change log. */
  readonly releases: readonly string[];
}

/** A rule about what a migration must not do while a service of the previous release runs beside it. */
export interface Rule {
  readonly id: string;
  /** A sentence for each fault; none if there is no fault. */
  check(migration: Reviewed, setting: Setting): string[];
}

/** The statements that alter existing tables, each with its table. */
export function alterations({ up }: Reviewed): { table: string; statement: SqlNode }[] {
  const made = tablesMade(up.statements);
  return all(up.statements, /^ALTER_TABLE$/)
    .map((statement) => ({ table: nameIn(statement, /^TABLE_RELATION_NAME$/), statement }))
    .filter(({ table }) => !made.has(table));
}

/** The tables that these statements create, which nothing uses yet. */
export function tablesMade(statements: readonly SqlNode[]): Set<string> {
  return new Set(all(statements, /^CREATE_TABLE$/).map((statement) => nameIn(statement, /^TABLE_NAME$/)));
}
