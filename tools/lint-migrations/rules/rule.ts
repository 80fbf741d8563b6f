import { all, nameIn, type SqlNode } from '../sql-tree.js';
import type { Reviewed } from '../reviewed.js';

/** What rules ask about the project. */
export interface Setting {
  /** All migrations that come earlier, the oldest first. */
  readonly earlier: readonly Reviewed[];
  /** Migrations that must not change any more → what they do, see `Reviewed.hash`. */
  readonly frozen: ReadonlyMap<string, string>;
  readonly features: readonly string[];
  /** The versions that the change log knows as released. */
  readonly releases: readonly string[];
}

/** Something that a migration must not do while a service of the release before works beside it. */
export interface Rule {
  readonly id: string;
  /** Sentences about what is wrong; none when all is well. */
  check(migration: Reviewed, setting: Setting): string[];
}

/** The statements that alter tables which were there before, each with its table. */
export function alterations({ up }: Reviewed): { table: string; statement: SqlNode }[] {
  const made = tablesMade(up.statements);
  return all(up.statements, /^ALTER_TABLE$/)
    .map((statement) => ({ table: nameIn(statement, /^TABLE_RELATION_NAME$/), statement }))
    .filter(({ table }) => !made.has(table));
}

/** The tables that these statements create: nobody else uses those yet. */
export function tablesMade(statements: readonly SqlNode[]): Set<string> {
  return new Set(all(statements, /^CREATE_TABLE$/).map((statement) => nameIn(statement, /^TABLE_NAME$/)));
}
