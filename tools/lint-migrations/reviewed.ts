import { createHash } from 'node:crypto';
import type { MigrationFile } from '../../src/infrastructure/kernel/migrations/migration-files.js';
import { statementsOf, type SqlNode } from './sql-tree.js';

/** What one way of a migration does. */
export interface Script {
  readonly sql: string;
  readonly statements: readonly SqlNode[];
}

/** A migration with all that rules ask about it. */
export interface Reviewed {
  readonly name: string;
  readonly className: string;
  readonly inTransaction: boolean;
  readonly up: Script;
  readonly down: Script;
  /** The release since which nobody uses what is dropped, as the migration says itself. */
  readonly unusedSince: unknown;
  /** Of all that it does, in both ways. */
  readonly hash: string;
}

/** Runs both ways of a migration without a database. @throws Error when it does more than adding texts of SQL */
export async function review({ name, class: Class }: MigrationFile): Promise<Reviewed> {
  const migration = new Class();
  const written = async (direction: 'up' | 'down') => {
    migration.reset();
    await migration[direction]();
    const queries = migration.getQueries().filter((query) => typeof query === 'string');
    if (queries.length < migration.getQueries().length)
      throw new Error(`${name} adds more than texts of SQL.`);
    return queries.join(';\n');
  };
  const up = await written('up');
  // A migration without a `down` of its own inherits one that throws.
  const down = Object.hasOwn(Class.prototype as object, 'down') ? await written('down') : '';
  const inTransaction = migration.isTransactional();
  return {
    name,
    className: Class.name,
    inTransaction,
    up: { sql: up, statements: statementsOf(up) },
    down: { sql: down, statements: statementsOf(down) },
    unusedSince: 'unusedSince' in migration ? migration.unusedSince : undefined,
    hash: createHash('sha256')
      .update(JSON.stringify([inTransaction, up, down]))
      .digest('hex'),
  };
}
