import { createHash } from 'node:crypto';
import type { MigrationFile } from '../../src/infrastructure/kernel/migrations/migration-files.js';
import { statementsOf, type SqlNode } from './sql-tree.js';

/** The statements of one direction of a migration. */
export interface Script {
  readonly sql: string;
  readonly statements: readonly SqlNode[];
}

/** A migration with all that the rules check. */
export interface Reviewed {
  readonly name: string;
  readonly className: string;
  readonly inTransaction: boolean;
  readonly up: Script;
  readonly down: Script;
  /** The release since which the dropped object is unused, as the migration declares it. */
  readonly unusedSince: unknown;
  /** Of all statements, in both directions. */
  readonly hash: string;
}

/** Runs both directions of a migration without a database. @throws Error when it does more than adding SQL texts */
export async function review({ name, class: Class }: MigrationFile): Promise<Reviewed> {
  const migration = new Class();
  const written = async (direction: 'up' | 'down') => {
    migration.reset();
    await migration[direction]();
    const queries = migration.getQueries().filter((query) => typeof query === 'string');
    if (queries.length < migration.getQueries().length)
      throw new Error(`${name} does more than adding SQL texts.`);
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
